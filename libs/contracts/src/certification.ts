import { z } from 'zod';
import { CategorySlug, CertificateView, ProductCard } from './catalogue';
import {
  CalendarDate,
  Cursor,
  Fen,
  Grams,
  Id,
  Instant,
  listOf,
  page,
  PageSize,
  PriceFen,
  RegionCode,
  RegionRef,
  text,
  Words,
} from './common';
import { EvidenceClaim, EvidenceIds, EvidenceView } from './evidence';
import {
  APPLICATION_ACTION_CODES,
  APPLICATION_KIND_CODES,
  APPLICATION_STATUS_CODES,
  CERTIFICATE_ACTION_CODES,
  CERTIFICATE_LEVEL_CODES,
  CERTIFICATE_STATUS_CODES,
  CHANGE_CAUSE_CODES,
  EVIDENCE_KIND_CODES,
  INSPECTION_STATUS_CODES,
  OBJECTION_STATUS_CODES,
  PRICE_VERDICT_CODES,
  REVIEW_DECISION_CODES,
  REVIEW_LEVEL_CODES,
  SIZE_CLASS_CODES,
} from './labels';
import { FieldNotes } from './supplier-file';

/** A packing with its price, as certified: the scope of a certificate, 认定规格. */
export const ScopeLine = z.strictObject({ name: text(60), netWeightGrams: Grams, priceFen: PriceFen });
export type ScopeLine = z.infer<typeof ScopeLine>;

/** The form as it is being filled in; what is empty is asked for when it is submitted. */
export const ApplicationForm = z.strictObject({
  productName: text(80, 0),
  categorySlug: CategorySlug.nullable(),
  /** Variety, 品种, and grade, 等级: prices are compared within them. */
  variety: text(40, 0),
  grade: text(20, 0),
  specifications: z.array(ScopeLine).max(20),
  annualOutputKg: z.int().min(0).max(1_000_000_000).nullable(),
  productionBase: text(300, 0),
  qualityStandard: text(200, 0),
  description: text(2000, 0),
  mechanismIds: z.array(Id).max(20),
  /** Why the price lies outside the reference band, where it does. */
  priceReason: text(500, 0),
  /** The price was looked at again although it seems to have a slipped decimal point. */
  priceConfirmed: z.boolean(),
  /** Promise of truth, quality and price, 承诺书. */
  commitment: z.boolean(),
});
export type ApplicationForm = z.infer<typeof ApplicationForm>;
export const CreateApplicationBody = z.strictObject({
  kind: z.enum(APPLICATION_KIND_CODES),
  /** The certificate to renew or change; null for a first certification. */
  certificateId: Id.nullable(),
  causes: z.array(z.enum(CHANGE_CAUSE_CODES)).max(4).default([]),
});
export const SaveApplicationBody = z.strictObject({ version: z.int().min(1), form: ApplicationForm });
export const AttachEvidenceBody = z.strictObject({ evidenceId: Id, kind: z.enum(EVIDENCE_KIND_CODES) });
export const VersionBody = z.strictObject({ version: z.int().min(1) });

export const ApplicationStep = z.object({
  at: Instant,
  action: z.enum(APPLICATION_ACTION_CODES),
  from: z.enum(APPLICATION_STATUS_CODES).nullable(),
  to: z.enum(APPLICATION_STATUS_CODES),
  level: z.enum(REVIEW_LEVEL_CODES).nullable(),
  actor: z.string(),
  /** The office. */
  seat: z.string(),
  reason: z.string(),
  evidence: z.array(EvidenceView),
  round: z.int(),
});
/** One stop of the timeline ahead: who has it, since when and until when. */
export const ApplicationStop = z.object({
  status: z.enum(APPLICATION_STATUS_CODES),
  state: z.enum(['done', 'current', 'ahead']),
  /** The office, and the person who took it up. */
  holder: z.string().nullable(),
  since: Instant.nullable(),
  until: Instant.nullable(),
});
export const AttachedEvidence = z.object({ kind: z.enum(EVIDENCE_KIND_CODES), evidence: EvidenceView });
const applicationHead = {
  id: Id,
  number: z.string(),
  kind: z.enum(APPLICATION_KIND_CODES),
  causes: z.array(z.enum(CHANGE_CAUSE_CODES)),
  status: z.enum(APPLICATION_STATUS_CODES),
  statusSince: Instant,
  dueAt: Instant.nullable(),
  productName: z.string(),
};
/** Prices of like goods for 500 g, in fen, and what they say of one price. */
export const PriceBand = z.object({
  variety: z.string(),
  grade: z.string(),
  sizeClass: z.enum(SIZE_CLASS_CODES),
  count: z.int(),
  p10: Fen,
  p25: Fen,
  median: Fen,
  p75: Fen,
  p90: Fen,
});
export type PriceBand = z.infer<typeof PriceBand>;
export const PriceCheck = z.object({
  verdict: z.enum(PRICE_VERDICT_CODES),
  unitPriceFen: Fen.nullable(),
  band: PriceBand.nullable(),
  /** Chinese sentence. */
  message: z.string(),
});
export type PriceCheck = z.infer<typeof PriceCheck>;
export const PriceCheckQuery = z.object({
  variety: Words(40).min(1),
  grade: Words(20).default(''),
  netWeightGrams: z.coerce.number().int().min(1).max(100_000_000),
  priceFen: z.coerce.number().int().min(1).max(100_000_000),
  /** The present price of the same SKU, to catch a slip against it. */
  beforeFen: z.coerce.number().int().min(1).max(100_000_000).optional(),
});

export const ApplicationView = z.object({
  ...applicationHead,
  version: z.int(),
  round: z.int(),
  supplierName: z.string(),
  county: RegionRef,
  certificateNumber: z.string().nullable(),
  form: ApplicationForm,
  evidence: z.array(AttachedEvidence),
  /** Kinds of evidence that policy demands for this category and county. */
  requiredEvidence: z.array(z.enum(EVIDENCE_KIND_CODES)),
  missing: z.record(z.string(), z.string()),
  fieldNotes: FieldNotes,
  households: z.int(),
  people: z.int(),
  steps: z.array(ApplicationStep),
  stops: z.array(ApplicationStop),
  publicityEndsAt: Instant.nullable(),
  can: z.object({ edit: z.boolean(), submit: z.boolean(), withdraw: z.boolean(), appeal: z.boolean() }),
});
export type ApplicationView = z.infer<typeof ApplicationView>;
export const ApplicationRow = z.object({ ...applicationHead, holder: z.string().nullable(), createdAt: Instant });
export const ApplicationPage = page(ApplicationRow);
export const ApplicationQuery = z.object({
  status: z.enum(APPLICATION_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});

// reviewers
export const ReviewQuery = z.object({
  /** Without one: what waits for the caller's level. */
  status: z.enum(APPLICATION_STATUS_CODES).optional(),
  region: RegionCode.optional(),
  q: Words().optional().meta({ description: 'application number, product or supplier' }),
  only: z.enum(['mine', 'unclaimed', 'overdue']).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const ReviewRow = z.object({
  ...applicationHead,
  version: z.int(),
  supplierName: z.string(),
  county: RegionRef,
  categoryName: z.string().nullable(),
  /** Whole days since it came to this level. */
  ageDays: z.int(),
  overdue: z.boolean(),
  claimedBy: z.string().nullable(),
  round: z.int(),
  /** May go with others in one approval: nothing flagged, no earlier return, no objection, all evidence there. */
  bulkSafe: z.boolean(),
  priceVerdict: z.enum(PRICE_VERDICT_CODES).nullable(),
});
export const ReviewPage = page(ReviewRow);
export const ReviewSummary = z.object({
  level: z.enum(REVIEW_LEVEL_CODES).nullable(),
  waiting: z.int(),
  overdue: z.int(),
  dueSoon: z.int(),
  mine: z.int(),
  objections: z.int(),
  byReviewer: z.array(z.object({ name: z.string(), claimed: z.int(), decided: z.int() })),
  byAge: z.array(z.object({ label: z.string(), count: z.int() })),
});
export const FieldChange = z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() });
export const ReviewView = z.object({
  application: ApplicationView,
  supplier: z.object({
    id: Id,
    name: z.string(),
    status: z.string(),
    certificates: z.int(),
    applications: z.int(),
    refused: z.int(),
    complaints: z.int(),
    inspectionsFailed: z.int(),
    sanctions: z.int(),
  }),
  prices: z.array(z.object({ specification: z.string(), priceFen: Fen, check: PriceCheck })),
  /** What changed since the version that was submitted before (or the certificate that is renewed or changed). */
  changes: z.array(FieldChange),
  objections: z.array(
    z.object({
      id: Id,
      number: z.string(),
      status: z.enum(OBJECTION_STATUS_CODES),
      reason: z.string(),
      evidence: z.array(EvidenceView),
      createdAt: Instant,
      finding: z.string().nullable(),
    }),
  ),
  claimedBy: z.string().nullable(),
  can: z.object({ decide: z.boolean(), claim: z.boolean(), why: z.string().nullable() }),
});
export type ReviewView = z.infer<typeof ReviewView>;
export const ReviewDecisionBody = z.strictObject({
  decision: z.enum(REVIEW_DECISION_CODES),
  reason: text(500),
  version: z.int().min(1),
  fieldNotes: FieldNotes.default({}),
  evidenceIds: EvidenceIds.default([]),
});
export type ReviewDecisionBody = z.infer<typeof ReviewDecisionBody>;
export const BulkApprovalBody = z.strictObject({
  items: z
    .array(z.strictObject({ id: Id, version: z.int().min(1) }))
    .min(1)
    .max(100),
  reason: text(500),
});
export const BulkApproval = z.object({
  items: z.array(z.object({ id: Id, approved: z.boolean(), code: z.string().nullable(), message: z.string() })),
});

// publicity and objections
export const PublicityRow = z.object({
  id: Id,
  number: z.string(),
  productName: z.string(),
  supplierName: z.string(),
  county: RegionRef,
  categoryName: z.string().nullable(),
  households: z.int(),
  startedAt: Instant,
  endsAt: Instant,
});
export const PublicityPage = page(PublicityRow);
export const PublicityQuery = z.object({
  region: RegionCode.optional(),
  q: Words().optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const PublicityView = PublicityRow.extend({
  status: z.enum(APPLICATION_STATUS_CODES),
  variety: z.string(),
  grade: z.string(),
  specifications: z.array(ScopeLine),
  productionBase: z.string(),
  qualityStandard: z.string(),
  mechanisms: z.array(z.object({ kind: z.string(), description: z.string(), households: z.int() })),
  /** Objections can still be made. */
  open: z.boolean(),
});
const reporter = {
  name: text(50),
  contact: text(100, 5),
  evidence: z.array(EvidenceClaim).max(10).default([]),
};
export const ObjectionBody = z.strictObject({ ...reporter, reason: text(2000, 10) });
/** Whoever has the number can follow the matter. */
export const Tracked = z.object({ number: z.string() });
export const TrackingNumber = z.string().regex(/^[A-Z0-9-]{10,40}$/, '查询编号不正确');
export const TrackingView = z.object({
  number: z.string(),
  kind: z.enum(['objection', 'complaint']),
  subject: z.string(),
  status: z.string(),
  statusLabel: z.string(),
  receivedAt: Instant,
  steps: z.array(z.object({ at: Instant, label: z.string(), note: z.string() })),
  answer: z.string().nullable(),
});
export const ObjectionQuery = z.object({
  status: z.enum(OBJECTION_STATUS_CODES).optional(),
  region: RegionCode.optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const ObjectionRow = z.object({
  id: Id,
  number: z.string(),
  applicationId: Id,
  productName: z.string(),
  supplierName: z.string(),
  county: RegionRef,
  status: z.enum(OBJECTION_STATUS_CODES),
  /** Who objects is known to the office that examines, and to nobody else. */
  name: z.string(),
  contact: z.string(),
  reason: z.string(),
  evidence: z.array(EvidenceView),
  finding: z.string().nullable(),
  createdAt: Instant,
  dueAt: Instant.nullable(),
});
export const ObjectionPage = page(ObjectionRow);
export const ExaminationBody = z.strictObject({
  finding: z.enum(['upheld', 'rejected']),
  reason: text(1000),
  evidenceIds: EvidenceIds.default([]),
});

// certificates
export const CertificateStep = z.object({
  at: Instant,
  action: z.enum(CERTIFICATE_ACTION_CODES),
  from: z.enum(CERTIFICATE_STATUS_CODES).nullable(),
  to: z.enum(CERTIFICATE_STATUS_CODES),
  reason: z.string(),
});
export const InspectionOutcome = z.object({
  number: z.string(),
  status: z.enum(INSPECTION_STATUS_CODES),
  recordedAt: Instant,
  findings: z.string(),
});
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
export const CertificatePage = z.object({
  certificate: CertificateView,
  /** Why and since when it stands as it does. */
  statusSince: Instant,
  statusReason: z.string().nullable(),
  scope: z.array(ScopeLine),
  steps: z.array(CertificateStep),
  chain: TraceChain,
  inspections: z.array(InspectionOutcome),
  products: z.array(ProductCard),
  checkedAt: Instant,
});
export const CertificateVersion = z.object({
  version: z.int(),
  validFrom: CalendarDate,
  validTo: CalendarDate,
  level: z.enum(CERTIFICATE_LEVEL_CODES),
  scope: z.array(ScopeLine),
  issuedAt: Instant,
});
export const AdminCertificateView = z.object({
  id: Id,
  certificate: CertificateView,
  supplierId: Id,
  statusSince: Instant,
  statusReason: z.string().nullable(),
  scope: z.array(ScopeLine),
  versions: z.array(CertificateVersion),
  steps: z.array(CertificateStep.extend({ actor: z.string(), seat: z.string() })),
  chain: TraceChain,
  inspections: z.array(InspectionOutcome.extend({ id: Id })),
  complaints: z.int(),
  can: z.object({ suspend: z.boolean(), withdraw: z.boolean() }),
});
export const SupplierCertificate = CertificateView.extend({
  id: Id,
  statusReason: z.string().nullable(),
  canRenew: z.boolean(),
  renewalOpensOn: CalendarDate,
  openApplicationId: Id.nullable(),
});
export const SupplierCertificates = z.object({ items: z.array(SupplierCertificate) });
/** Open data: what is certified, a page after the other in the order of the numbers. */
export const OpenCertificate = CertificateView.omit({ demo: true, sourceUrl: true }).extend({
  scope: z.array(ScopeLine),
  demo: z.boolean(),
});
export const OpenCertificates = z.object({ items: z.array(OpenCertificate), nextCursor: z.string().nullable() });
export const OpenCertificateQuery = z.object({
  region: RegionCode.optional(),
  status: z.enum(CERTIFICATE_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

// batches
export const BatchInput = z.strictObject({
  certificateId: Id,
  harvestedOn: CalendarDate,
  quantityGrams: z.int().min(1).max(1_000_000_000_000),
  households: z
    .array(z.strictObject({ householdId: Id, grams: z.int().min(0).max(1_000_000_000_000).nullable() }))
    .max(500),
  reportEvidenceId: Id.nullable(),
  inspection: text(300, 0),
  note: text(500, 0),
});
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

// price watch
export const PriceFlagRow = z.object({
  id: Id,
  productId: Id,
  productName: z.string(),
  skuName: z.string(),
  supplierName: z.string(),
  county: RegionRef.nullable(),
  priceFen: Fen,
  unitPriceFen: Fen.nullable(),
  medianFen: Fen.nullable(),
  verdict: z.enum(PRICE_VERDICT_CODES),
  reason: z.string(),
  at: Instant,
});
export const PriceFlagPage = page(PriceFlagRow);
export const PriceFlagQuery = z.object({
  region: RegionCode.optional(),
  verdict: z.enum(PRICE_VERDICT_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});

// bulletin
export const BulletinQuery = z.object({
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  region: RegionCode.optional(),
});
const bulletinFigures = {
  received: z.int(),
  approved: z.int(),
  returned: z.int(),
  refused: z.int(),
  issued: z.int(),
  open: z.int(),
  overdue: z.int(),
  /** Mean whole days from submission to the certificate; null when none was issued. */
  days: z.number().nullable(),
};
export const Bulletin = z.object({
  from: CalendarDate,
  to: CalendarDate,
  totals: z.object(bulletinFigures),
  counties: z.array(z.object({ county: RegionRef, ...bulletinFigures })),
  byMonth: z.array(z.object({ month: z.string(), received: z.int(), issued: z.int(), refused: z.int() })),
});
export const ReviewStatuses = listOf(z.enum(APPLICATION_STATUS_CODES));
