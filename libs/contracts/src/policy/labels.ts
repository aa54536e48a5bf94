import type { PolicyName, ReviewLevel } from '../labels';
import { COUNTY_AND_ABOVE } from '../path';

export const POLICY_AUDIT_ACTIONS = {
  'platform.policy_set': '设置政策参数',
  'policy.loosening_proposed': '提议放宽政策参数',
  'policy.loosening_rejected': '驳回放宽提议',
} as const;

/**
 * What makes a value stricter than another: a higher number, a lower one (each of a table of numbers), or naming all that the other names. Null: neither is
 * stricter.
 */
export type Strictness = 'higher' | 'lower' | 'superset' | null;

export interface PolicyAuthority {
  /** Levels of the offices that set it, each within its own region. A township's and a trade's office set none. */
  readonly levels: readonly ReviewLevel[];
  /** An office may be stricter than what holds above its own region, never looser. */
  readonly stricter: Strictness;
  /** Loosening is proposed by one person and takes effect when another one confirms it. */
  readonly loosenedByTwo: boolean;
}

const NATION: readonly ReviewLevel[] = ['national'];

const regional = (stricter: Strictness, loosenedByTwo = false): PolicyAuthority => ({
  levels: COUNTY_AND_ABOVE,
  stricter,
  loosenedByTwo,
});
/** Read without a region: a value for a part of the country would never be looked at. */
const national: PolicyAuthority = { levels: NATION, stricter: null, loosenedByTwo: false };

export const POLICY_AUTHORITY: Readonly<Record<PolicyName, PolicyAuthority>> = {
  'certification.levels': regional('superset', true),
  'certification.review_days': regional('lower', true),
  'certification.publicity_days': regional('higher', true),
  'certification.examination_days': regional('lower', true),
  'certification.term_months': regional('lower', true),
  'certification.renewal_days': regional(null),
  'certification.evidence': regional('superset', true),
  'certification.change_price_bp': regional('lower', true),
  'certification.change_stops_sales': regional('superset', true),
  'supplier.licences': regional('superset', true),
  'complaint.answer_days': regional('lower'),
  'appeal.filing_days': regional('higher'),
  'appeal.decision_days': regional('lower'),
  'price.high_bp': regional('lower'),
  'price.low_bp': regional('higher'),
  'notices.digest_minutes': national,
  'order.payment_minutes': national,
  'order.auto_confirm_days': national,
  'refund.automatic_retries': national,
  'stock.low_pieces': national,
};

/** Whether a value is at least as strict as another one; always so where neither is stricter. Values of one parameter, as its schema has them. */
export function atLeastAsStrict(stricter: Strictness, value: unknown, than: unknown): boolean {
  if (stricter === null) return true;
  if (Array.isArray(value) && Array.isArray(than)) return than.every((item) => value.includes(item));
  if (typeof value === 'number' && typeof than === 'number')
    return stricter === 'higher' ? value >= than : value <= than;
  if (typeof value === 'object' && typeof than === 'object' && value !== null && than !== null)
    return Object.entries(than).every(([key, bound]) =>
      atLeastAsStrict(stricter, (value as Record<string, unknown>)[key], bound),
    );
  return false;
}
