import * as z from 'zod';
import { CalendarDate, Cursor, Fen, Id, Instant, page, PageSize, RegionCode, SignedFen, text, Words } from '../common';
import {
  AUDIT_PACK,
  FINDING_ACTION_CODES,
  FINDING_RULE_CODES,
  FINDING_SEVERITY_CODES,
  FINDING_STATUS_CODES,
  type OVERSIGHT_POLICIES,
  UNIT_RECORD_KIND_CODES,
} from './labels';

/** What each policy parameter of this context may hold. */
export const OVERSIGHT_POLICY_VALUES = {
  'oversight.outlier_times': z.int().min(2).max(100),
  'oversight.history_orders': z.int().min(1).max(20),
  'oversight.round_yuan': z.int().min(100).max(1_000_000),
  'oversight.round_orders': z.int().min(2).max(1_000),
  'oversight.concentration_bp': z.int().min(1).max(10_000),
  'oversight.concentration_orders': z.int().min(2).max(10_000),
  'oversight.backdate_days': z.int().min(1).max(60),
} as const satisfies Record<keyof typeof OVERSIGHT_POLICIES, z.core.$ZodType>;

const Named = z.object({ id: Id, name: z.string() });

export const FindingQuery = z.object({
  status: z.enum(FINDING_STATUS_CODES).optional(),
  rule: z.enum(FINDING_RULE_CODES).optional(),
  severity: z.enum(FINDING_SEVERITY_CODES).optional(),
  region: RegionCode.optional(),
  /** Of this unit alone. */
  unitId: Id.optional(),
  /** Words of the unit's name. */
  q: Words().optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
/** What the fraud watch found; never a verdict: somebody looks into it and says what came of it. */
export const FindingRow = z.object({
  id: Id,
  rule: z.enum(FINDING_RULE_CODES),
  severity: z.enum(FINDING_SEVERITY_CODES),
  status: z.enum(FINDING_STATUS_CODES),
  unit: Named,
  regionPath: z.string().nullable(),
  /** The year that the orders count to. */
  year: z.int(),
  /** What was found, as a sentence with its figures. */
  facts: z.string(),
  /** What it was found in, the latest first; at most 20 of them are shown. */
  orders: z.array(
    z.object({ id: Id, number: z.string(), supplierName: z.string(), totalFen: Fen, createdAt: Instant }),
  ),
  /** How many orders it was found in. */
  orderCount: z.int(),
  foundAt: Instant,
  /** What came of it; empty while it is open. */
  reason: z.string(),
  /** The earliest first; who is null where the system did it. */
  steps: z.array(
    z.object({
      at: Instant,
      action: z.enum(FINDING_ACTION_CODES),
      by: z.string().nullable(),
      organisation: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});
export const FindingPage = page(FindingRow);
export const DecideFindingBody = z.strictObject({
  decision: z.enum(['confirm', 'dismiss', 'reopen']),
  reason: text(500, 1, '请写明核查情况'),
});

export const UnitRecordQuery = z.object({
  kind: z.enum(UNIT_RECORD_KIND_CODES).default('order'),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
/** One thing that a unit's procurement left behind, of whichever kind. */
export const UnitRecordPage = page(
  z.object({
    id: Id,
    number: z.string(),
    title: z.string(),
    /** In the words of its kind; empty where it has none. */
    status: z.string(),
    amountFen: SignedFen.nullable(),
    /** The other side, or who did it. */
    party: z.string(),
    at: Instant,
    note: z.string(),
  }),
);
const DAY_MS = 86_400_000;
/** Days of the market, both included. */
export const AuditPackQuery = z.object({ from: CalendarDate, to: CalendarDate }).refine(
  ({ from, to }) => {
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    return days >= 1 && days <= AUDIT_PACK.days;
  },
  { message: `请选择开始和结束日期，最长 ${AUDIT_PACK.days} 天`, path: ['to'] },
);
