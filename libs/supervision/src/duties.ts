import { COUNTY_AND_ABOVE, DUTIES, type Duty, type ReviewLevel } from '@yigou/contracts';

export { DUTIES, type Duty };

/** Who sits at no level has none. */
export const hasDuty = (level: ReviewLevel | null, duty: Duty): boolean =>
  level !== null && DUTIES[duty].includes(level);

const RANKS: readonly ReviewLevel[] = ['township', 'industry', 'county', 'city', 'province', 'national'];

/** A level undoes what was decided at its own or a lower one. */
export const mayUndo = (own: ReviewLevel | null, decided: ReviewLevel): boolean =>
  own !== null && RANKS.indexOf(own) >= RANKS.indexOf(decided);

/** The next level up that has a county's duties; the nation has none above it. */
export function levelAbove(level: ReviewLevel): ReviewLevel {
  return COUNTY_AND_ABOVE.find((candidate) => RANKS.indexOf(candidate) > RANKS.indexOf(level)) ?? 'national';
}
