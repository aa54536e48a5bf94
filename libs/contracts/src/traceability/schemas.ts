import * as z from 'zod';
import { CalendarDate, Cursor, Id, Instant, page, PageSize, repeated, text } from '../common';
import { EvidenceView } from '../evidence/schemas';

/** The chain that a buyer can read: household (masked) → supplier → batch → product. */
export const TraceChain = z.object({
  households: z.array(
    z.object({ nameMasked: z.string(), village: z.string(), mechanism: z.string(), confirmed: z.boolean() }),
  ),
  householdCount: z.int(),
  batches: z.array(
    z.object({
      number: z.string(),
      harvestedOn: CalendarDate,
      quantityGrams: z.int(),
      households: z.int(),
      inspection: z.string().nullable(),
    }),
  ),
});
const BatchGrams = z.int('请填写数量，例如 2000').max(1_000_000_000_000, '最多 1,000,000 吨');
export const BatchInput = z
  .strictObject({
    certificateId: z.uuid('请选择证书').meta({ description: 'UUID' }),
    harvestedOn: z.iso.date('请选择采收日期'),
    quantityGrams: BatchGrams.min(1, '请填写数量，例如 2000'),
    households: z
      .array(z.strictObject({ householdId: Id, grams: BatchGrams.min(0).nullable() }))
      .max(500)
      .refine((list) => repeated(list.map((one) => one.householdId)).length === 0, '同一农户只能填写一次。'),
    reportEvidenceId: Id.nullable(),
    inspection: text(300, 0),
    note: text(500, 0),
  })
  .refine(
    ({ households, quantityGrams }) => households.reduce((sum, { grams }) => sum + (grams ?? 0), 0) <= quantityGrams,
    {
      path: ['households'],
      error: '各农户数量之和不能超过批次总量。',
    },
  );
export const BatchView = z.object({
  id: Id,
  number: z.string(),
  certificateId: Id,
  certificateNumber: z.string(),
  productName: z.string(),
  harvestedOn: CalendarDate,
  quantityGrams: z.int(),
  shippedGrams: z.int(),
  households: z.int(),
  report: EvidenceView.nullable(),
  inspection: z.string(),
  note: z.string(),
  createdAt: Instant,
});
export type BatchView = z.infer<typeof BatchView>;
export const BatchPage = page(BatchView);
export const BatchQuery = z.object({
  certificateId: Id.optional(),
  /** Batches of the product's certificate that still have something left. */
  productId: Id.optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});

/** Which batch a parcel's line came from; part of the order that the buyer sees. */
export const BatchOnOrder = z.object({
  number: z.string(),
  harvestedOn: CalendarDate,
  households: z.int(),
  villages: z.array(z.string()),
  inspection: z.string().nullable(),
});
