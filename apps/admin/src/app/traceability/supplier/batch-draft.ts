import type { BatchView, RouteBody } from '@yigou/contracts';
import { parseWeight, type WeightUnit } from '../../shared/weights';

type BatchBody = RouteBody<'createBatch'>;

/** A household that supplied, with how much, as typed; empty: not weighed separately. */
export interface SuppliedDraft {
  readonly householdId: string;
  readonly weight: string;
}
export interface BatchDraft {
  readonly certificateId: string;
  readonly harvestedOn: string;
  readonly weight: string;
  readonly unit: WeightUnit;
  readonly households: readonly SuppliedDraft[];
  readonly reportEvidenceId: string | null;
  readonly inspection: string;
  readonly note: string;
}
export const NEW_BATCH: BatchDraft = {
  certificateId: '',
  harvestedOn: '',
  weight: '',
  unit: 'jin',
  households: [],
  reportEvidenceId: null,
  inspection: '',
  note: '',
};

/** Turns what was typed into what the API takes, or says at which field it cannot. `today` is a calendar date. */
export function checkBatch(
  draft: BatchDraft,
  today: string,
): { body: BatchBody | null; errors: Readonly<Record<string, string>> } {
  const errors: Record<string, string> = {};
  const quantityGrams = parseWeight(draft.weight, draft.unit);
  if (!draft.certificateId) errors['certificateId'] = '请选择证书';
  if (!draft.harvestedOn) errors['harvestedOn'] = '请选择采收日期';
  else if (draft.harvestedOn > today) errors['harvestedOn'] = '采收日期不能晚于今天';
  if (!quantityGrams) errors['weight'] = '请填写数量，例如 2000';
  let supplied = 0;
  const households = draft.households.map((one) => {
    const grams = one.weight.trim() ? parseWeight(one.weight, draft.unit) : null;
    if (one.weight.trim() && grams === null) errors[`household.${one.householdId}`] = '请填写数字';
    supplied += grams ?? 0;
    return { householdId: one.householdId, grams };
  });
  if (quantityGrams && supplied > quantityGrams) errors['households'] = '各户的数量加起来超过了批次的总数量';
  if (Object.keys(errors).length > 0 || !quantityGrams) return { body: null, errors };
  const { certificateId, harvestedOn, reportEvidenceId } = draft;
  return {
    errors,
    body: {
      certificateId,
      harvestedOn,
      quantityGrams,
      households,
      reportEvidenceId,
      inspection: draft.inspection.trim(),
      note: draft.note.trim(),
    },
  };
}

/** What of a batch is not shipped yet, in grams, and the shipped share as 0 to 100. */
export function batchRest(batch: Pick<BatchView, 'quantityGrams' | 'shippedGrams'>): { left: number; percent: number } {
  const left = Math.max(0, batch.quantityGrams - batch.shippedGrams);
  return { left, percent: Math.min(100, Math.round((batch.shippedGrams / Math.max(1, batch.quantityGrams)) * 100)) };
}
