import { once } from '../path.ts';

export const inventoryPaths = {
  adjustStock: once('/supplier/skus/:id/stock-adjustments', 'supplier'),
} as const;
