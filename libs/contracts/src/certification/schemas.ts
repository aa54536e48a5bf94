import * as z from 'zod';
import {
  CalendarDate,
  CategorySlug,
  Cursor,
  days,
  Fen,
  FieldNotes,
  Grams,
  Id,
  Instant,
  listOf,
  page,
  PageSize,
  PriceFen,
  printed,
  RegionCode,
  RegionRef,
  tableQuery,
  text,
  unique,
  Words,
} from '../common';
import { EVIDENCE_KIND_CODES } from '../evidence/labels';
import { EvidenceClaim, EvidenceIds, EvidenceView } from '../evidence/schemas';
import { REVIEW_LEVEL_CODES } from '../identity/labels';
import { PRICE_VERDICT_CODES } from '../prices/labels';
import { PriceCheck } from '../prices/schemas';
import { InspectionOutcome } from '../supervision/schemas';
import { BENEFIT_MECHANISM_CODES } from '../suppliers/labels';
import { TraceChain } from '../traceability/schemas';
import {
  APPLICATION_ACTION_CODES,
  APPLICATION_KIND_CODES,
  APPLICATION_STATUS_CODES,
  CERTIFICATE_ACTION_CODES,
  CERTIFICATE_LEVEL_CODES,
  CERTIFICATE_CHOICE_CODES,
  CERTIFICATE_STATUS_CODES,
  CERTIFICATE_WORTH_CODES,
  CERTIFICATION_POLICIES,
  CHANGE_CAUSE_CODES,
  OBJECTION_STATUS_CODES,
  REVIEW_DECISION_CODES,
} from './labels';

/** What each policy parameter of this context may hold. */
export const CERTIFICATION_POLICY_VALUES = {
  'certification.levels': unique(z.enum(REVIEW_LEVEL_CODES)).min(1),
  'certification.review_days': z.strictObject({
    township: days,
    industry: days,
    county: days,
    city: days,
    province: days,
    national: days,
    platform: days,
  }),
  'certification.publicity_days': z.int().min(1).max(90),
  'certification.examination_days': days,
  'certification.term_months': z.int().min(1).max(120),
  'certification.renewal_days': days,
  'certification.evidence': unique(z.enum(EVIDENCE_KIND_CODES)),
  'certification.change_price_bp': z.int().min(100).max(10_000),
  'certification.change_stops_sales': unique(z.enum(CHANGE_CAUSE_CODES)),
} as const satisfies Record<keyof typeof CERTIFICATION_POLICIES, z.core.$ZodType>;

export const CertificateView = z.object({
  number: z.string(),
  version: z.int(),
  productName: z.string(),
  supplierName: z.string(),
  county: RegionRef.nullable(),
  level: z.enum(CERTIFICATE_LEVEL_CODES),
  status: z.enum(CERTIFICATE_STATUS_CODES),
  /** Why it stands so today. */
  worth: z.enum(CERTIFICATE_WORTH_CODES),
  validFrom: CalendarDate,
  validTo: CalendarDate,
  households: z.int().nullable(),
  people: z.int().nullable(),
  mechanisms: z.array(z.enum(BENEFIT_MECHANISM_CODES)),
  sourceUrl: z.string().nullable(),
  /** It was made up, in whole or in part, and is no real certificate; `demoFields` are the Chinese names of what was. */
  demo: z.boolean(),
  demoFields: z.array(z.string()),
});
export type CertificateView = z.infer<typeof CertificateView>;
/** As somebody types or pastes it; see `writtenNumbers`. */
export const CertificateNumber = Words(300).min(1);

/** A packing with its price, as certified: the scope of a certificate, 认定规格. */
export const ScopeLine = z.strictObject({ name: printed(60), netWeightGrams: Grams, priceFen: PriceFen });
export type ScopeLine = z.infer<typeof ScopeLine>;

/** The form as it is being filled in; what is empty is asked for when it is submitted. */
export const ApplicationForm = z.strictObject({
  productName: printed(80, 0),
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
  causes: z.array(z.enum(CHANGE_CAUSE_CODES)).max(CHANGE_CAUSE_CODES.length).default([]),
});
export const SaveApplicationBody = z.strictObject({ version: z.int().min(1), form: ApplicationForm });
export const AttachEvidenceBody = z.strictObject({ evidenceId: Id, kind: z.enum(EVIDENCE_KIND_CODES) });
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
  /** `takeOver`: a colleague has it, and it is taken over with a reason. */
  can: z.object({ decide: z.boolean(), claim: z.boolean(), takeOver: z.boolean(), why: z.string().nullable() }),
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
/** `reason`: why a case that a colleague has is taken over; empty where nobody has it. */
export const ClaimReviewBody = z.strictObject({ reason: text(500, 0).default('') });
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
  /** The level that is to examine it; null once that is done. */
  examiner: z.enum(REVIEW_LEVEL_CODES).nullable(),
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
export const CertificateStep = z.object({
  at: Instant,
  action: z.enum(CERTIFICATE_ACTION_CODES),
  from: z.enum(CERTIFICATE_STATUS_CODES).nullable(),
  to: z.enum(CERTIFICATE_STATUS_CODES),
  reason: z.string(),
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

export const CertificateQuery = tableQuery(['number', 'validTo', 'households']).extend({
  status: z.enum(CERTIFICATE_STATUS_CODES).optional(),
  only: z.enum(CERTIFICATE_CHOICE_CODES).optional(),
});
export const CertificateRow = CertificateView.extend({ id: Id });
export const CertificateTable = page(CertificateRow);
