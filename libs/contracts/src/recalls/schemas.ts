import * as z from 'zod';
import { byId, CalendarDate, Id, Instant, page, PageQuery, text } from '../common';
import { EvidenceView } from '../evidence/schemas';
import { RECALL_GRADE_CODES, RECALL_LINE_KIND_CODES, RECALL_STATUS_CODES } from './labels';

const BatchNumber = z
  .string()
  .trim()
  .regex(/^PC\d{12,20}$/, '批次号以 PC 开头，请从批次列表复制');
const Pieces = z.int('请填写件数').min(0, '件数不能为负').max(1_000_000_000, '件数过大');

export const OpenRecallBody = z.strictObject({
  /** Of one certified product. */
  batchNumbers: z
    .array(BatchNumber)
    .min(1, '请填写批次号')
    .max(50, '一次最多 50 个批次')
    .refine((list) => new Set(list).size === list.length, '同一批次只能填写一次。'),
  grade: z.enum(RECALL_GRADE_CODES, '请选择召回等级'),
  /** Read by everybody: no names of people. */
  reason: text(1000, 4),
  /** What whoever has goods of it should do. */
  advice: text(1000, 4),
  evidenceIds: z.array(Id).max(20).default([]),
});
export const SetAsideRecallBody = z.strictObject({
  /** Of the pieces that are held back, those that were destroyed; the others are of other batches and are sold again. */
  lines: z.array(z.strictObject({ skuId: Id, destroyed: Pieces })).max(100),
});
export const ReportRecallBody = z.strictObject({
  causes: text(2000, 4),
  measures: text(2000, 4),
  evidenceIds: z.array(Id).min(1, '请上传召回报告或销毁、退货凭证').max(20),
});
export const RecallReasonBody = z.strictObject({ reason: text(500, 4) });

const RecalledBatchView = z.object({ number: z.string(), harvestedOn: CalendarDate, leftGrams: z.int() });
/** Orders, those of them whose people were told, and pieces. */
export const RecallFigures = z.object({
  orders: z.int(),
  told: z.int(),
  shipped: z.int(),
  unknown: z.int(),
  owed: z.int(),
  held: z.int(),
  heldDestroyed: z.int(),
});
export type RecallFigures = z.infer<typeof RecallFigures>;

export const PublicRecallRow = z.object({
  number: z.string(),
  status: z.enum(RECALL_STATUS_CODES),
  grade: z.enum(RECALL_GRADE_CODES),
  productName: z.string(),
  supplierName: z.string(),
  certificateNumber: z.string(),
  reason: z.string(),
  openedAt: Instant,
});
export const PublicRecallPage = page(PublicRecallRow);
export const PublicRecallQuery = PageQuery.extend({
  productId: Id.optional(),
  certificateNumber: z.string().trim().max(64).optional(),
});
export const PublicRecallView = PublicRecallRow.extend({
  advice: z.string(),
  batches: z.array(RecalledBatchView.omit({ leftGrams: true })),
  closedAt: Instant.nullable(),
});
export const RecallNumber = z.object({ number: z.string().trim().max(40) });

export const RecallRow = PublicRecallRow.omit({ certificateNumber: true }).extend({
  id: Id,
  completeBy: CalendarDate,
  overdue: z.boolean(),
});
export const RecallPage = page(RecallRow);
export const RecallQuery = PageQuery.extend({
  status: z.enum(RECALL_STATUS_CODES).optional(),
  q: z.string().trim().max(60).optional(),
});
export const RecallLineView = z.object({
  id: Id,
  orderId: Id,
  orderNumber: z.string(),
  /** A unit's, a campaign's or a person's, without their names. */
  buyer: z.enum(['person', 'unit', 'campaign']),
  receiver: z.string(),
  phone: z.string(),
  goods: z.string(),
  kind: z.enum(RECALL_LINE_KIND_CODES),
  batchNumber: z.string().nullable(),
  pieces: z.int(),
  told: z.boolean(),
});
export const RecallView = RecallRow.extend({
  certificateNumber: z.string(),
  advice: z.string(),
  bySupplier: z.boolean(),
  batches: z.array(RecalledBatchView),
  stock: z.array(z.object({ skuId: Id, name: z.string(), pieces: z.int(), destroyed: z.int().nullable() })),
  setAsideAt: Instant.nullable(),
  figures: RecallFigures,
  report: z.object({ causes: z.string(), measures: z.string(), figures: RecallFigures, at: Instant }).nullable(),
  evidence: z.array(EvidenceView),
  closedAt: Instant.nullable(),
  history: z.array(z.object({ action: z.string(), by: z.string(), note: z.string(), at: Instant })),
  /** The first 200. */
  lines: z.array(RecallLineView),
  can: z.object({ setAside: z.boolean(), report: z.boolean(), close: z.boolean() }),
});
export type RecallView = z.infer<typeof RecallView>;
export const RecallById = byId;
