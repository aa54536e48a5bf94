import type { ReviewLevel } from './identity/labels';
import { COUNTY_AND_ABOVE } from './path';

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

/** Set by counties and above, each for its own region. */
export const regional = (stricter: Strictness, loosenedByTwo = false): PolicyAuthority => ({
  levels: COUNTY_AND_ABOVE,
  stricter,
  loosenedByTwo,
});
/** Read without a region: a value for a part of the country would never be looked at. */
export const national: PolicyAuthority = { levels: NATION, stricter: null, loosenedByTwo: false };

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
