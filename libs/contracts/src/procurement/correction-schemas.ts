import { z } from 'zod';
import { CalendarDate, Cursor, Fen, Id, Instant, page, PageSize, text } from '../common';
import { EvidenceView } from '../evidence/schemas';
import { SHARE_CORRECTION_ACTION_CODES, SHARE_CORRECTION_STATUS_CODES } from './labels';

const Named = z.object({ id: Id, name: z.string() });

export const AskCorrectionBody = z.strictObject({
  /** As it stands on the order. */
  orderNumber: text(60),
  /** The unit that it shall count to. */
  toUnitId: Id,
  reason: text(500),
  /** The written application (R9): uploaded files. */
  proofIds: z.array(Id).min(1, '请上传盖章的书面申请').max(5),
});
export const AskedCorrection = z.object({ correctionId: Id });
export const CorrectionQuery = z.object({
  status: z.enum(SHARE_CORRECTION_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const CorrectionRow = z.object({
  id: Id,
  orderId: Id,
  orderNumber: z.string(),
  supplierName: z.string(),
  orderedAt: Instant,
  /** Goods as ordered, without freight. */
  goodsFen: Fen,
  /** The year that it counts to. */
  year: z.int(),
  /** That it was placed for, and that it shall count to. */
  unit: Named,
  toUnit: Named,
  reason: z.string(),
  proofs: z.array(EvidenceView),
  status: z.enum(SHARE_CORRECTION_STATUS_CODES),
  /** When finance must have decided, by working days. */
  dueOn: CalendarDate.nullable(),
  askedAt: Instant,
  steps: z.array(
    z.object({
      at: Instant,
      action: z.enum(SHARE_CORRECTION_ACTION_CODES),
      to: z.enum(SHARE_CORRECTION_STATUS_CODES),
      by: z.string().nullable(),
      organisation: z.string(),
      reason: z.string(),
    }),
  ),
  /** What the caller may do with it. */
  may: z.object({ answer: z.boolean(), withdraw: z.boolean(), decide: z.boolean() }),
});
export const CorrectionPage = page(CorrectionRow);
const reasoned = { path: ['reason'], error: '请写明原因' };
export const AnswerCorrectionBody = z
  .strictObject({ decision: z.enum(['agree', 'decline']), reason: text(300, 0) })
  .refine(({ decision, reason }) => decision === 'agree' || reason !== '', reasoned);
export const DecideCorrectionBody = z
  .strictObject({ decision: z.enum(['approve', 'reject']), reason: text(300, 0) })
  .refine(({ decision, reason }) => decision === 'approve' || reason !== '', reasoned);
