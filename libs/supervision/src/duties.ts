import type { ReviewLevel, SanctionKind } from '@yigou/contracts';

/** What offices do in supervision, 监管职责. */
export type Duty = 'complaint' | 'inspection' | 'appeal' | SanctionKind;

const COUNTY_AND_ABOVE = ['county', 'city', 'province', 'national'] as const satisfies readonly ReviewLevel[];
const CITY_AND_ABOVE = ['city', 'province', 'national'] as const satisfies readonly ReviewLevel[];

/**
 * Which levels have which duty. Offices of the trade look into complaints and inspect; a county takes goods off the shelves and freezes a supplier; what
 * ends a certificate or shuts a supplier out is for the city and above, since it costs a living (domain R18, R30 “谁审核谁把关谁负责”).
 * A township recommends and reads.
 */
export const DUTIES: Readonly<Record<Duty, readonly ReviewLevel[]>> = {
  complaint: ['industry', ...COUNTY_AND_ABOVE],
  inspection: ['industry', ...COUNTY_AND_ABOVE],
  suspension: COUNTY_AND_ABOVE,
  freeze: COUNTY_AND_ABOVE,
  withdrawal: CITY_AND_ABOVE,
  removal: CITY_AND_ABOVE,
  blacklist: CITY_AND_ABOVE,
  appeal: COUNTY_AND_ABOVE,
};

export const hasDuty = (level: ReviewLevel, duty: Duty): boolean => DUTIES[duty].includes(level);

const RANKS: readonly ReviewLevel[] = ['township', 'industry', 'county', 'city', 'province', 'national'];

/** A level undoes what was decided at its own or a lower one. */
export const mayUndo = (own: ReviewLevel, decided: ReviewLevel): boolean =>
  RANKS.indexOf(own) >= RANKS.indexOf(decided);

/** The next level up that has a county's duties; the nation has none above it. */
export function levelAbove(level: ReviewLevel): ReviewLevel {
  return COUNTY_AND_ABOVE.find((candidate) => RANKS.indexOf(candidate) > RANKS.indexOf(level)) ?? 'national';
}
