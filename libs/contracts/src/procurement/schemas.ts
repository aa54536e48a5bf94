import { plainUpper } from '../plain-text';
import { z } from 'zod';
import {
  byId,
  CalendarDate,
  Cursor,
  Fen,
  Id,
  Instant,
  page,
  PageSize,
  printed,
  RegionCode,
  RegionRef,
  text,
  Words,
} from '../common';
import { EvidenceView } from '../evidence/schemas';
import {
  BUDGET_KIND_CODES,
  BUDGET_REACH_CODES,
  CANTEEN_KIND_CODES,
  FILING_ACTION_CODES,
  FILING_STATUS_CODES,
  type PROCUREMENT_POLICIES,
  SHARE_FINDING_CODES,
  SHARE_STATE_CODES,
  UNIT_ADMISSION_STATUS_CODES,
} from './labels';

const RatioBp = z.int().min(0).max(10_000).meta({ description: 'ratio in basis points' });
const workingDays = z.int().min(1).max(60);

/** What each policy parameter of this context may hold. */
export const PROCUREMENT_POLICY_VALUES = {
  'share.minimum_bp': RatioBp,
  'share.not_below_last_year': z.boolean(),
  /** Month and day of the year filed for. */
  'share.filing_deadline': z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  'share.review_working_days': workingDays,
  'share.confirm_working_days': workingDays,
  /** By how much fulfilment may lag behind the time that has gone by before the unit is warned of the December rush. */
  'share.pace_tolerance_bp': RatioBp,
} as const satisfies Record<keyof typeof PROCUREMENT_POLICIES, z.core.$ZodType>;

/** The most that an amount of a filing may be, in fen. */
const AmountFen = z.int().min(0).max(9_000_000_000_000_000).meta({ description: 'amount in fen, 1/100 yuan' });
const CreditCode = z.string().overwrite(plainUpper).max(18, '请填写 18 位统一社会信用代码');
const Year = z.coerce.number().int().min(2000).max(2999);
const Named = z.object({ id: Id, name: z.string() });

export const RegisterUnitBody = z.strictObject({
  name: printed(100, 2),
  creditCode: CreditCode,
  regionCode: RegionCode,
  /** The unit that supervises it (主管预算单位); null: none. */
  parentId: Id.nullable(),
  canteen: z.enum(CANTEEN_KIND_CODES),
});
export const RegisteredUnit = z.object({ unitId: Id });
export const UnitQuery = z.object({ q: Words(), region: RegionCode.optional() });
export const UnitRef = Named.extend({ region: RegionRef.nullable() });
/** At most 20. */
export const UnitList = z.object({ items: z.array(UnitRef) });
export const UnitView = UnitRef.extend({
  creditCode: z.string().nullable(),
  canteen: z.enum(CANTEEN_KIND_CODES),
  parent: Named.nullable(),
  /** Whether units stand below it: it sees and reviews what they file. */
  supervises: z.boolean(),
  /** Whether it stands somewhere: before, it neither files nor orders (R21). */
  admitted: z.boolean(),
  /** The latest request to stand below another unit, with what was said when it was refused. */
  admission: z.object({ status: z.enum(UNIT_ADMISSION_STATUS_CODES), parent: Named, reason: z.string() }).nullable(),
  /** Merged or abolished on that day. */
  endsOn: CalendarDate.nullable(),
  /** Years of which it has a version, the latest first. */
  years: z.array(z.int()),
  /** Where its years stand that somebody works on, and this year in any case, the latest first. */
  shares: z.array(z.object({ year: z.int(), state: z.enum(SHARE_STATE_CODES) })),
  /** Whether the caller may write and file; reviewing what stands below is for managers. */
  may: z.object({ file: z.boolean(), review: z.boolean() }),
});
/** Null: there is none, the unit stands at the top. */
export const AskAdmissionBody = z.strictObject({ parentId: Id.nullable() });
export const UnitAdmissionParams = byId;
export const UnitAdmissionQuery = z.object({
  status: z.enum(UNIT_ADMISSION_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const UnitAdmissionRow = z.object({
  id: Id,
  unit: UnitRef,
  creditCode: z.string().nullable(),
  canteen: z.enum(CANTEEN_KIND_CODES),
  /** The unit that it wants to stand below. */
  parent: Named,
  status: z.enum(UNIT_ADMISSION_STATUS_CODES),
  askedAt: Instant,
  askedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string(),
});
export const UnitAdmissionPage = page(UnitAdmissionRow);
export const DecideAdmissionBody = z
  .strictObject({ decision: z.enum(['accept', 'refuse']), reason: text(300, 0) })
  .refine(({ decision, reason }) => decision === 'accept' || reason !== '', {
    path: ['reason'],
    error: '请写明退回的原因',
  });
export const OperatorBody = z.strictObject({ name: printed(100, 2), creditCode: CreditCode });
export const OperatorView = Named;

const content = {
  canteen: z.enum(CANTEEN_KIND_CODES),
  /** 年度食堂食材采购总额. */
  canteenTotalFen: AmountFen,
  ratioBp: RatioBp,
  remark: text(500, 0),
  /** 工会采购需求; null: none. */
  unionDemandFen: AmountFen.nullable(),
  contactName: printed(50, 0),
  contactPhone: text(30, 0),
  /** Why the year is changed; wanted from the second version on. */
  changeReason: text(500, 0),
};
export const SaveFilingBody = z.strictObject({
  ...content,
  /** The unit that files for all that share the canteen. */
  sharedWithId: Id.nullable(),
  operatorId: Id.nullable(),
  lockVersion: z.int().min(1),
});
const Notes = z.record(z.string().max(60), text(300));
export const FilingStep = z.object({
  at: Instant,
  action: z.enum(FILING_ACTION_CODES),
  from: z.enum(FILING_STATUS_CODES).nullable(),
  to: z.enum(FILING_STATUS_CODES),
  by: z.string().nullable(),
  organisation: z.string().nullable(),
  reason: z.string(),
  fieldNotes: z.record(z.string(), z.string()),
});
export const ShareProblem = z.object({
  field: z.string(),
  finding: z.enum(SHARE_FINDING_CODES),
  /** Must be mended before filing; the others are warnings. */
  stops: z.boolean(),
});
export const FilingView = z.object({
  ...content,
  id: Id,
  unit: UnitRef,
  year: z.int(),
  version: z.int(),
  status: z.enum(FILING_STATUS_CODES),
  /** 预留份额 = total × ratio, half up. */
  reservedFen: Fen,
  sharedWith: Named.nullable(),
  operator: Named.nullable(),
  /** What a reviewer found wrong, by field. */
  fieldNotes: z.record(z.string(), z.string()),
  lockVersion: z.int(),
  /** The ratio that it is held against: the region's for the year, or the lower one granted. */
  minimumBp: RatioBp,
  problems: z.array(ShareProblem),
  /** When whoever has it now must have looked, by working days. */
  dueOn: CalendarDate.nullable(),
  filedAt: Instant.nullable(),
  confirmedAt: Instant.nullable(),
  steps: z.array(FilingStep),
});
export const ShareYearParams = z.object({ year: Year });
const Version = z.object({
  id: Id,
  version: z.int(),
  status: z.enum(FILING_STATUS_CODES),
  reservedFen: Fen,
  filedAt: Instant.nullable(),
  confirmedAt: Instant.nullable(),
});
export const ShareYear = z.object({
  year: z.int(),
  rules: z.object({
    minimumBp: RatioBp,
    /** A lower one that was granted to this unit with a document. */
    grantedBp: RatioBp.nullable(),
    /** By which document, and why. */
    grant: z
      .object({ documentNumber: z.string(), document: EvidenceView.nullable(), reason: z.string(), grantedAt: Instant })
      .nullable(),
    notBelowLastYear: z.boolean(),
    lastYearBp: RatioBp.nullable(),
  }),
  /** The last working day for filing, and how many are left; 0 on the day itself, negative afterwards. */
  deadline: z.object({ on: CalendarDate, workingDaysLeft: z.int() }),
  lastYear: z.object({ canteenTotalFen: Fen, ratioBp: RatioBp, reservedFen: Fen }).nullable(),
  /** What holds, and what is being made or changed. */
  holds: FilingView.nullable(),
  open: FilingView.nullable(),
  /** Every version, the latest first. */
  versions: z.array(Version),
});
export const FilingParams = byId;

export const BudgetYearQuery = z.object({
  /** This year where nothing is said. */
  year: Year.optional(),
});
const BudgetBalance = z.object({
  id: Id,
  unit: Named,
  kind: z.enum(BUDGET_KIND_CODES),
  reach: z.enum(BUDGET_REACH_CODES),
  costCentre: z.string(),
  name: z.string(),
  ceilingFen: Fen,
  encumberedFen: Fen,
  spentFen: Fen,
  /** Ceiling less what is encumbered and spent. */
  leftFen: Fen,
});
export const BudgetList = z.object({
  year: z.int(),
  own: z.array(BudgetBalance),
  /** Of units above that reach down to this one: the same order is held against them. */
  above: z.array(BudgetBalance),
  may: z.object({ manage: z.boolean() }),
});
export const OpenBudgetBody = z.strictObject({
  year: z.int().min(2000).max(2999),
  kind: z.enum(BUDGET_KIND_CODES),
  reach: z.enum(BUDGET_REACH_CODES),
  costCentre: text(50, 0).default(''),
  name: printed(50),
  ceilingFen: AmountFen,
  reason: text(300),
});
export const OpenedBudget = z.object({ budgetId: Id });
export const CeilingBody = z.strictObject({ ceilingFen: AmountFen, reason: text(300) });
export const BudgetDetail = BudgetBalance.extend({
  year: z.int(),
  /** How the ceiling moved, the latest first; the first movement is its opening. */
  ceilings: z.array(
    z.object({ at: Instant, changeFen: z.int(), ceilingFen: Fen, by: z.string().nullable(), reason: z.string() }),
  ),
});
/** Null where nothing is reserved: no filing in force, or one of a unit without a canteen (R4). */
const Reserved = Fen.nullable();
/** What of the counted sum was bought by the unit, by its union and by its staff for themselves (R8), in fen. */
const ShareParts = z.object({ ownFen: Fen, unionFen: Fen, staffFen: Fen });
export const BuyingDesk = z.object({
  unit: Named,
  year: z.int(),
  budgets: z.array(
    BudgetBalance.pick({ id: true, kind: true, name: true, costCentre: true, leftFen: true }).extend({
      /** What is left at the narrowest level, the own one or one above. */
      spendableFen: Fen,
      /** The budget above that is narrower than the own one. */
      bound: z.object({ unit: z.string(), name: z.string() }).nullable(),
    }),
  ),
  share: z.object({ reservedFen: Reserved, countedFen: Fen, parts: ShareParts }),
});
export const ShareProgress = z.object({
  year: z.int(),
  reservedFen: Reserved,
  /** Goods of finished orders, and those of them that fulfil the share. */
  boughtFen: Fen,
  countedFen: Fen,
  parts: ShareParts,
  /** What orders on their way hold of the year's budgets, freight included. */
  encumberedFen: Fen,
  /** Fulfilment, may pass 100 %; and the part of the year that has gone by. */
  fulfilmentBp: z.int().nullable(),
  elapsedBp: RatioBp,
  /** What the year comes to when it goes on as it went; null in its first month. */
  forecastFen: Fen.nullable(),
  /** Fulfilment lags behind the time by more than the policy allows: what is left would be bought in December. */
  lags: z.boolean(),
  months: z.array(z.object({ month: z.int(), boughtFen: Fen, countedFen: Fen })),
});

export const ShareQuery = z.object({
  /** This year where nothing is said. */
  year: Year.optional(),
  state: z.enum(SHARE_STATE_CODES).optional(),
  /** Only what was filed below the minimum. */
  below: z.enum(['1']).optional(),
  region: RegionCode.optional(),
  q: Words().optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const ShareRow = z.object({
  /** The unit's. */
  id: Id,
  unit: UnitRef,
  parent: Named.nullable(),
  state: z.enum(SHARE_STATE_CODES),
  filing: z
    .object({
      id: Id,
      version: z.int(),
      canteen: z.enum(CANTEEN_KIND_CODES),
      canteenTotalFen: Fen,
      ratioBp: RatioBp,
      reservedFen: Fen,
      belowMinimum: z.boolean(),
      dueOn: CalendarDate.nullable(),
      overdue: z.boolean(),
      filedAt: Instant.nullable(),
    })
    .nullable(),
  remindedOn: CalendarDate.nullable(),
  /** Of finished orders of certified goods, and its part of what is reserved; null where nothing is. */
  countedFen: Fen,
  fulfilmentBp: z.int().nullable(),
});
const Sums = z.object({
  units: z.int(),
  belowMinimum: z.int(),
  canteenTotalFen: Fen,
  reservedFen: Fen,
  unionDemandFen: Fen,
  countedFen: Fen,
});
/** `states` has one entry for each state that there is, over everything but the filter by state; `totals` sums them. */
export const SharePage = page(ShareRow).extend({
  year: z.int(),
  states: z.array(Sums.extend({ state: z.enum(SHARE_STATE_CODES) })),
  totals: Sums,
});
const FilingIds = z.array(Id).min(1).max(200);
export const FilingIdsBody = z.strictObject({ filingIds: FilingIds });
export const ReturnFilingsBody = z.strictObject({
  filingIds: FilingIds,
  reason: text(500),
  fieldNotes: Notes.default({}),
});
export const RemindBody = z.strictObject({ year: z.int().min(2000).max(2999), unitIds: FilingIds });
/** How many units were told; one that was reminded today already is not told again. */
export const Reminded = z.object({ units: z.int() });
export const Moved = z.object({ filings: z.int() });
export const GrantRatioBody = z.strictObject({
  unitId: Id,
  year: z.int().min(2000).max(2999),
  ratioBp: RatioBp,
  /** 批准文号. */
  documentNumber: text(100),
  /** The document itself, an uploaded file. */
  documentId: Id,
  reason: text(300),
});
export const RatioGrantQuery = z.object({
  year: Year.optional(),
  /** Only those that hold. */
  holds: z.enum(['1']).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const RatioGrantRow = z.object({
  id: Id,
  unit: UnitRef,
  year: z.int(),
  ratioBp: RatioBp,
  documentNumber: z.string(),
  document: EvidenceView.nullable(),
  reason: z.string(),
  grantedBy: z.string().nullable(),
  grantedAt: Instant,
  revokedAt: Instant.nullable(),
  revokeReason: z.string(),
});
export const RatioGrantPage = page(RatioGrantRow);
export const RevokeGrantBody = z.strictObject({ reason: text(300) });
