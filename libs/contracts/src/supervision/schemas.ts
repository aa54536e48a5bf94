import * as z from 'zod';
import { CalendarDate, Cursor, days, Id, Instant, page, PageSize, RegionCode, RegionRef, text, Words } from '../common';
import { REVIEW_LEVEL_CODES } from '../identity/labels';
import { EvidenceClaim, EvidenceIds, EvidenceView } from '../evidence/schemas';
import {
  APPEAL_CHOICE_CODES,
  APPEAL_STATUS_CODES,
  COMPLAINT_KIND_CODES,
  COMPLAINT_STATUS_CODES,
  DRAW_METHOD_CODES,
  INSPECTION_CAUSE_CODES,
  INSPECTION_RESULT_CODES,
  INSPECTION_STATUS_CODES,
  SANCTION_KIND_CODES,
  SANCTION_STATUS_CODES,
  SUPERVISION_POLICIES,
} from './labels';

/** What each policy parameter of this context may hold. */
export const SUPERVISION_POLICY_VALUES = {
  'complaint.answer_days': days,
  'appeal.filing_days': days,
  'appeal.decision_days': days,
} as const satisfies Record<keyof typeof SUPERVISION_POLICIES, z.core.$ZodType>;

export const TrackingNumber = z.string().regex(/^[A-Z0-9-]{10,40}$/, '查询编号不正确');
export const TrackingView = z.object({
  number: z.string(),
  kind: z.enum(['objection', 'complaint']),
  subject: z.string(),
  status: z.string(),
  statusLabel: z.string(),
  receivedAt: Instant,
  /** The office that answers. */
  office: z.string(),
  /** By when it is to answer; null: no such term. */
  answerBy: Instant.nullable(),
  steps: z.array(z.object({ at: Instant, label: z.string(), note: z.string() })),
  answer: z.string().nullable(),
});
export const InspectionOutcome = z.object({
  number: z.string(),
  status: z.enum(INSPECTION_STATUS_CODES),
  recordedAt: Instant,
  findings: z.string(),
});

const list = { region: RegionCode.optional(), q: Words().optional(), cursor: Cursor.optional(), limit: PageSize };
export const ComplaintBody = z.strictObject({
  kind: z.enum(COMPLAINT_KIND_CODES),
  /** What it is about: at least one of these, or a county. */
  certificateNumber: Words(300).nullable(),
  productId: Id.nullable(),
  regionCode: RegionCode.nullable(),
  name: text(50, 0),
  contact: text(100, 0),
  content: text(2000, 10),
  evidence: z.array(EvidenceClaim).max(10).default([]),
});
export const ComplaintRow = z.object({
  id: Id,
  number: z.string(),
  kind: z.enum(COMPLAINT_KIND_CODES),
  status: z.enum(COMPLAINT_STATUS_CODES),
  subject: z.string(),
  county: RegionRef.nullable(),
  handler: z.string().nullable(),
  createdAt: Instant,
  dueAt: Instant,
  overdue: z.boolean(),
});
export const ComplaintPage = page(ComplaintRow);
export const ComplaintQuery = z.object({ ...list, status: z.enum(COMPLAINT_STATUS_CODES).optional() });
export const ComplaintView = ComplaintRow.extend({
  content: z.string(),
  name: z.string(),
  contact: z.string(),
  certificateId: Id.nullable(),
  certificateNumber: z.string().nullable(),
  productId: Id.nullable(),
  supplierId: Id.nullable(),
  supplierName: z.string().nullable(),
  evidence: z.array(EvidenceView),
  answer: z.string().nullable(),
  founded: z.boolean().nullable(),
  takenAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  can: z.object({ take: z.boolean(), answer: z.boolean() }),
});
export const AnswerComplaintBody = z.strictObject({
  founded: z.boolean(),
  answer: text(2000, 4),
  /** A complaint that is proven takes the certificate off the shelves at once (domain R18). */
  suspend: z.boolean().default(false),
});
export const DrawBody = z.strictObject({
  method: z.enum(DRAW_METHOD_CODES),
  regionCode: RegionCode.nullable(),
  category: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .nullable(),
  size: z.int('请填写 1–200 的整数').min(1, '请填写 1–200 的整数').max(200, '请填写 1–200 的整数'),
  /** Null: a new one is drawn. The same seed over the same certificates draws the same sample. */
  seed: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{4,64}$/, '种子为 4–64 位字母、数字或连字符')
    .nullable(),
  dueOn: CalendarDate,
});
export const DrawView = z.object({
  id: Id,
  method: z.enum(DRAW_METHOD_CODES),
  seed: z.string(),
  region: RegionRef.nullable(),
  category: z.string().nullable(),
  population: z.int(),
  size: z.int(),
  drawnBy: z.string(),
  drawnAt: Instant,
  done: z.int(),
});
export const DrawList = z.object({ items: z.array(DrawView) });
export const InspectionRow = z.object({
  id: Id,
  number: z.string(),
  certificateId: Id,
  certificateNumber: z.string(),
  productName: z.string(),
  supplierName: z.string(),
  county: RegionRef.nullable(),
  cause: z.enum(INSPECTION_CAUSE_CODES),
  status: z.enum(INSPECTION_STATUS_CODES),
  dueOn: CalendarDate,
  overdue: z.boolean(),
});
export const InspectionPage = page(InspectionRow);
export const InspectionQuery = z.object({
  ...list,
  status: z.enum(INSPECTION_STATUS_CODES).optional(),
  drawId: Id.optional(),
});
const verdict = z.enum(['ok', 'problem', 'not_checked']);
export const InspectionItems = z.strictObject({ quality: verdict, price: verdict, origin: verdict, sales: verdict });
export const InspectionView = InspectionRow.extend({
  items: InspectionItems.nullable(),
  findings: z.string().nullable(),
  evidence: z.array(EvidenceView),
  recordedBy: z.string().nullable(),
  recordedAt: Instant.nullable(),
  rectifyBy: CalendarDate.nullable(),
  rectification: z.string().nullable(),
  rectificationEvidence: z.array(EvidenceView),
  rectifiedAt: Instant.nullable(),
  can: z.object({ record: z.boolean() }),
});

/** A first record, or the second look at what was put right. `failed` withdraws nothing by itself. */
export const RecordInspectionBody = z.strictObject({
  result: z.enum(INSPECTION_RESULT_CODES),
  items: InspectionItems,
  findings: text(2000),
  evidenceIds: EvidenceIds.default([]),
  /** When the result is `rectify`. */
  rectifyBy: CalendarDate.nullable(),
});
export const SupplierInspections = z.object({ items: z.array(InspectionView) });
export const RectificationBody = z.strictObject({ report: text(2000), evidenceIds: EvidenceIds.default([]) });
export const SanctionView = z
  .object({
    id: Id,
    kind: z.enum(SANCTION_KIND_CODES),
    status: z.enum(SANCTION_STATUS_CODES),
    supplierId: Id,
    supplierName: z.string(),
    certificateId: Id.nullable(),
    certificateNumber: z.string().nullable(),
    county: RegionRef.nullable(),
    reason: z.string(),
    evidence: z.array(EvidenceView),
    decidedBy: z.string(),
    decidedAt: Instant,
    endsAt: Instant.nullable(),
    closedAt: Instant.nullable(),
    closedReason: z.string().nullable(),
    /** The latest appeal against it. */
    appealId: Id.nullable(),
    /** The last moment to appeal, or to appeal once more. */
    appealBy: Instant,
    can: z.object({ lift: z.boolean(), appeal: z.boolean() }),
  })
  .meta({ id: 'Sanction' });
export type SanctionView = z.infer<typeof SanctionView>;
export const SanctionPage = page(SanctionView);
export const SanctionQuery = z.object({
  ...list,
  kind: z.enum(SANCTION_KIND_CODES).optional(),
  status: z.enum(SANCTION_STATUS_CODES).optional(),
});
export const ImposeSanctionBody = z.strictObject({
  kind: z.enum(SANCTION_KIND_CODES),
  /** A certificate for suspension and withdrawal, a supplier for the others. */
  certificateId: Id.nullable(),
  supplierId: Id.nullable(),
  reason: text(1000, 4),
  /** Needed for the black list; possible for suspension and freeze; null: until it is lifted. */
  endsOn: CalendarDate.nullable(),
  inspectionId: Id.nullable().default(null),
  complaintId: Id.nullable().default(null),
  evidenceIds: EvidenceIds.default([]),
});
export const AppealView = z
  .object({
    id: Id,
    status: z.enum(APPEAL_STATUS_CODES),
    supplierId: Id,
    supplierName: z.string(),
    /** Chinese words for what is appealed against. */
    against: z.string(),
    sanctionId: Id.nullable(),
    applicationId: Id.nullable(),
    reason: z.string(),
    evidence: z.array(EvidenceView),
    filedAt: Instant,
    dueAt: Instant,
    overdue: z.boolean(),
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
    decision: z.string().nullable(),
    /** 1 is against the decision, 2 asks once more after the first was rejected, and is final. */
    instance: z.union([z.literal(1), z.literal(2)]),
    /** The lowest level that may decide it. */
    level: z.enum(REVIEW_LEVEL_CODES),
    /** From the decision (instance 0) over both appeals, in order. */
    course: z.array(
      z.object({
        at: Instant,
        instance: z.int().min(0).max(2),
        action: z.enum(['decide', 'file', 'uphold', 'reject']),
        by: z.string(),
        note: z.string(),
      }),
    ),
    /** The last moment to ask once more; null unless this was the first and it was rejected. */
    appealBy: Instant.nullable(),
    /** `why` says who may decide it instead; `again`: its supplier may ask once more. */
    can: z.object({ decide: z.boolean(), why: z.string().nullable(), again: z.boolean() }),
  })
  .meta({ id: 'Appeal' });
export type AppealView = z.infer<typeof AppealView>;
export const SupplierSanctions = z.object({ items: z.array(SanctionView), appeals: z.array(z.lazy(() => AppealView)) });
export const AppealPage = page(AppealView);
export const AppealQuery = z.object({
  ...list,
  status: z.enum(APPEAL_STATUS_CODES).optional(),
  only: z.enum(APPEAL_CHOICE_CODES).optional(),
});

/** Against a sanction, or against the refusal of an application: one of the two. After the first appeal was rejected it is the second. */
export const FileAppealBody = z.strictObject({
  sanctionId: Id.nullable(),
  applicationId: Id.nullable(),
  reason: text(2000, 10),
  evidenceIds: EvidenceIds.default([]),
});
export const DecideAppealBody = z.strictObject({
  upheld: z.boolean(),
  reason: text(2000, 4),
  evidenceIds: EvidenceIds.default([]),
});
