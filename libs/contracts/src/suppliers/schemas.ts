import { plainUpper } from '../plain-text';
import * as z from 'zod';
import { REVIEW_DECISION_CODES } from '../certification/labels';
import {
  CalendarDate,
  Cursor,
  Fen,
  FieldNotes,
  Id,
  Instant,
  page,
  PageSize,
  printed,
  RegionCode,
  RegionRef,
  tableQuery,
  text,
  unique,
  Words,
} from '../common';
import { EvidenceIds, EvidenceView } from '../evidence/schemas';
import { HouseholdView, IdentityNumber } from '../households/schemas';
import {
  BENEFIT_MECHANISM_CODES,
  creditCodeProblem,
  INCOME_KIND_CODES,
  LICENCE_KIND_CODES,
  LINK_STATUS_CODES,
  SUPPLIER_ACTION_CODES,
  SUPPLIER_KIND_CODES,
  SUPPLIER_STATUS_CODES,
  SUPPLIERS_POLICIES,
} from './labels';

/** What each policy parameter of this context may hold. */
export const SUPPLIERS_POLICY_VALUES = {
  'supplier.licences': unique(z.enum(LICENCE_KIND_CODES)),
} as const satisfies Record<keyof typeof SUPPLIERS_POLICIES, z.core.$ZodType>;

/** What a helper sees of the household, and who says that they carry it. */
export const MandateHousehold = z.object({
  household: HouseholdView,
  links: z.array(
    z.object({
      id: Id,
      supplierName: z.string(),
      mechanism: z.enum(BENEFIT_MECHANISM_CODES),
      description: z.string(),
      yearlyFen: Fen.nullable(),
      status: z.enum(LINK_STATUS_CODES),
      linkedAt: Instant,
    }),
  ),
});
export const AnswerLinkBody = z.strictObject({ answer: z.enum(['confirmed', 'disputed']), note: text(300, 0) });

/** Unified social credit code, 统一社会信用代码; the server verifies its check digit (GB 32100). */
export const CreditCode = z
  .string()
  .overwrite(plainUpper)
  .regex(/^[0-9A-HJ-NP-RTUWXY]{18}$/, {
    error: ({ input }) => creditCodeProblem(String(input)) || '请填写 18 位统一社会信用代码',
  });
export const RegisterSupplierBody = z.strictObject({
  kind: z.enum(SUPPLIER_KIND_CODES),
  name: printed(100).min(2, '请填写营业执照上的全称'),
  creditCode: CreditCode,
  /** One of the 832 counties (domain R14). */
  countyCode: RegionCode,
  township: printed(50),
});
export const RegisteredSupplier = z.object({ supplierId: Id });
const optional = (max: number) => text(max, 0).nullable();
const optionalName = (max: number) => printed(max, 0).nullable();

/** The file as it is being filled in: every field may still be empty. */
export const SupplierFileInput = z.strictObject({
  version: z.int().min(1),
  township: optionalName(50),
  village: optionalName(50),
  address: optionalName(200),
  legalPerson: optionalName(50),
  contact: optionalName(50),
  phone: optional(20),
  bankName: optional(100),
  /** Null leaves the stored account as it is. */
  bankAccount: z
    .string()
    .trim()
    .regex(/^\d{8,30}$/, '请填写 8–30 位银行账号')
    .nullable(),
  productionBase: optional(300),
  /** Size of the production base in mu, 亩. */
  baseMu: z.int().min(0).max(10_000_000).nullable(),
  introduction: optional(2000),
  /** Sells on behalf of producers and must show the entrustment (domain R14). */
  agent: z.boolean(),
});
export const LicenceView = z.object({
  id: Id,
  kind: z.enum(LICENCE_KIND_CODES),
  number: z.string(),
  holder: z.string(),
  validFrom: CalendarDate,
  /** Null: for good, 长期. */
  validTo: CalendarDate.nullable(),
  evidence: EvidenceView.nullable(),
  expired: z.boolean(),
});
export const LicenceInput = z.strictObject({
  kind: z.enum(LICENCE_KIND_CODES),
  number: text(60, 4),
  holder: printed(100),
  validFrom: CalendarDate,
  validTo: CalendarDate.nullable(),
  evidenceId: Id,
});

/** A step that nothing changes afterwards. */
export const SupplierStep = z.object({
  at: Instant,
  action: z.enum(SUPPLIER_ACTION_CODES),
  from: z.enum(SUPPLIER_STATUS_CODES).nullable(),
  to: z.enum(SUPPLIER_STATUS_CODES),
  actor: z.string(),
  seat: z.string(),
  reason: z.string(),
});
export const SupplierFile = z.object({
  supplierId: Id,
  name: z.string(),
  kind: z.enum(SUPPLIER_KIND_CODES),
  creditCode: z.string().nullable(),
  county: RegionRef.nullable(),
  status: z.enum(SUPPLIER_STATUS_CODES),
  statusSince: Instant,
  /** When the office that has it should have decided. */
  dueAt: Instant.nullable(),
  version: z.int(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  address: z.string().nullable(),
  legalPerson: z.string().nullable(),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
  bankName: z.string().nullable(),
  /** 尾号 4 位. */
  bankAccountMasked: z.string().nullable(),
  productionBase: z.string().nullable(),
  baseMu: z.int().nullable(),
  introduction: z.string().nullable(),
  agent: z.boolean(),
  licences: z.array(LicenceView),
  mechanisms: z.int(),
  households: z.int(),
  fieldNotes: FieldNotes,
  steps: z.array(SupplierStep),
  /** What is still missing for a submission: field → sentence. */
  missing: z.record(z.string(), z.string()),
  /** Names of the fields that may be changed now: all before admission, a few after it. */
  editable: z.array(z.string()),
  can: z.object({ edit: z.boolean(), submit: z.boolean(), exit: z.boolean() }),
});
export type SupplierFile = z.infer<typeof SupplierFile>;
export const MechanismInput = z.strictObject({
  kind: z.enum(BENEFIT_MECHANISM_CODES),
  incomeKind: z.enum(INCOME_KIND_CODES),
  description: text(500),
  /** What a household gets in a year, in fen; null when not fixed. */
  yearlyFen: Fen.max(100_000_000).nullable(),
  startsOn: CalendarDate,
  endsOn: CalendarDate.nullable(),
});
export const MechanismView = MechanismInput.extend({
  id: Id,
  households: z.int(),
  confirmed: z.int(),
  ended: z.boolean(),
});
export type MechanismView = z.infer<typeof MechanismView>;
export const MechanismList = z.object({ items: z.array(MechanismView) });

/** A household is named by its number and the name of its head, which must fit together. */
export const LinkHouseholdBody = z.strictObject({ idNumber: IdentityNumber, name: printed(50) });
export const BenefitLink = z.object({
  id: Id,
  household: HouseholdView,
  status: z.enum(LINK_STATUS_CODES),
  note: z.string(),
  linkedAt: Instant,
  answeredAt: Instant.nullable(),
});
export const BenefitLinkPage = page(BenefitLink);
export const BenefitLinkQuery = z.object({ cursor: Cursor.optional(), limit: PageSize });
export const AdmissionQuery = z.object({
  status: z.enum(SUPPLIER_STATUS_CODES).optional(),
  q: Words().optional(),
  region: RegionCode.optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const AdmissionRow = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(SUPPLIER_KIND_CODES),
  county: RegionRef.nullable(),
  township: z.string().nullable(),
  status: z.enum(SUPPLIER_STATUS_CODES),
  statusSince: Instant,
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  /** The caller's office is to decide it. */
  mine: z.boolean(),
});
export const AdmissionPage = page(AdmissionRow);
export const AdmissionView = z.object({
  file: SupplierFile,
  mechanisms: z.array(MechanismView),
  history: z.object({
    certificates: z.int(),
    applications: z.int(),
    complaints: z.int(),
    inspectionsFailed: z.int(),
    sanctions: z.int(),
  }),
  can: z.object({ decide: z.boolean(), why: z.string().nullable() }),
});
export type AdmissionView = z.infer<typeof AdmissionView>;
export const AdmissionDecisionBody = z.strictObject({
  decision: z.enum(REVIEW_DECISION_CODES),
  reason: text(500),
  version: z.int().min(1),
  fieldNotes: FieldNotes.default({}),
  evidenceIds: EvidenceIds.default([]),
});

export const SupplierQuery = tableQuery(['name', 'products', 'created']).extend({
  kind: z.enum(SUPPLIER_KIND_CODES).optional(),
});
export const SupplierRow = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(SUPPLIER_KIND_CODES),
  creditCode: z.string().nullable(),
  county: RegionRef.nullable(),
  products: z.int(),
  orders: z.int(),
  salesFen: Fen,
  demo: z.boolean(),
  createdAt: Instant,
});
export const SupplierPage = page(SupplierRow);
