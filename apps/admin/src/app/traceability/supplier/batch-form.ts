import type { BatchView } from '@yigou/contracts';
import type { WeightUnit } from '../../shared/weights';

/** A household that supplied, with how much; null: not weighed separately. */
export interface SuppliedForm {
  readonly householdId: string;
  readonly grams: number | null;
}
/** A batch as it stands in the form; `unit` is what its weights are typed in. */
export interface BatchForm {
  readonly certificateId: string;
  readonly harvestedOn: string;
  readonly quantityGrams: number | null;
  readonly unit: WeightUnit;
  readonly households: readonly SuppliedForm[];
  readonly inspection: string;
  readonly note: string;
}
export const NEW_BATCH: BatchForm = {
  certificateId: '',
  harvestedOn: '',
  quantityGrams: null,
  unit: 'jin',
  households: [],
  inspection: '',
  note: '',
};

/** What of a batch is not shipped yet, in grams, and the shipped share as 0 to 100. */
export function batchRest(batch: Pick<BatchView, 'quantityGrams' | 'shippedGrams'>): { left: number; percent: number } {
  const left = Math.max(0, batch.quantityGrams - batch.shippedGrams);
  return { left, percent: Math.min(100, Math.round((batch.shippedGrams / Math.max(1, batch.quantityGrams)) * 100)) };
}
