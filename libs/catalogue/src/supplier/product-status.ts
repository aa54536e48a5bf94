import type { ProductStatus } from '@yigou/contracts';
import type { TransitionTable } from '@yigou/kernel';

/** A product is never deleted: what is off the shelves may come back. */
export const PRODUCT_TRANSITIONS: TransitionTable<ProductStatus> = {
  draft: ['listed'],
  listed: ['withdrawn'],
  withdrawn: ['listed'],
};
