import type { ReviewLevel } from './identity/labels';
import { COUNTY_AND_ABOVE, type SeatPlace } from './path';

/**
 * What makes a value stricter than another: a higher number or a switch that is on, a lower number or an earlier day of the year (each of a table of them), or
 * naming all that the other names. Null: neither is stricter.
 */
export type Strictness = 'higher' | 'lower' | 'superset' | null;

export interface PolicyAuthority {
  /** The kind of organisation that sets it, and alone reads it among what it sets: certification is no matter of finance departments, nor are shares one of administrations. */
  readonly setBy: 'administration' | 'finance';
  /** Levels of the offices that set it, each within its own region. A township's and a trade's office set none. */
  readonly levels: readonly ReviewLevel[];
  /** An office may be stricter than what holds above its own region, never looser. */
  readonly stricter: Strictness;
  /** Loosening is proposed by one person and takes effect when another one confirms it. */
  readonly loosenedByTwo: boolean;
}

const NATION: readonly ReviewLevel[] = ['national'];

/** Set by administrations of counties and above, each for its own region. */
export const regional = (stricter: Strictness, loosenedByTwo = false): PolicyAuthority => ({
  setBy: 'administration',
  levels: COUNTY_AND_ABOVE,
  stricter,
  loosenedByTwo,
});
/** Set by finance departments (财政部门) of counties and above, each for its own region; never for a category of goods. */
export const byFinance = (stricter: Strictness, loosenedByTwo = false): PolicyAuthority => ({
  ...regional(stricter, loosenedByTwo),
  setBy: 'finance',
});
/** Read without a region: a value for a part of the country would never be looked at. */
export const national: PolicyAuthority = {
  setBy: 'administration',
  levels: NATION,
  stricter: null,
  loosenedByTwo: false,
};

/** Whether a seat is of an organisation that sets a parameter; in which region is another question. A township's and a trade's seat never is. */
export const setsPolicy = (
  { setBy, levels }: PolicyAuthority,
  seat: Pick<SeatPlace, 'kind' | 'level' | 'township'>,
): boolean => seat.kind === setBy && seat.township === null && seat.level !== null && levels.includes(seat.level);

/** Whether a value is at least as strict as another one; always so where neither is stricter. Values of one parameter, as its schema has them. */
export function atLeastAsStrict(stricter: Strictness, value: unknown, than: unknown): boolean {
  if (stricter === null) return true;
  if (Array.isArray(value) && Array.isArray(than)) return than.every((item) => value.includes(item));
  if (isOrdered(value) && typeof value === typeof than)
    return stricter === 'higher' ? value >= (than as typeof value) : value <= (than as typeof value);
  if (typeof value === 'object' && typeof than === 'object' && value !== null && than !== null)
    return Object.entries(than).every(([key, bound]) =>
      atLeastAsStrict(stricter, (value as Record<string, unknown>)[key], bound),
    );
  return false;
}

/** A number, a switch (off before on), or a month and a day (03-31), which sort as texts. */
const isOrdered = (value: unknown): value is number | boolean | string =>
  typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string';
