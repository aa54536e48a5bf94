import type { RouteResponse } from '@yigou/contracts';

type Bulletin = RouteResponse<'getPublicBulletin'>;
export interface Bar {
  readonly name: string;
  /** “23.43%”. */
  readonly rate: string;
  /** How far the bar reaches, 0 to 100: the longest, or 100 % where nobody is above it, is the whole width. */
  readonly reach: number;
}

/** More would be no picture; the table has all. */
const MOST = 20;

/** “23.43%”; a dash where nothing is reserved. */
export const rateWords = (bp: number | null): string => (bp === null ? '—' : `${(bp / 100).toFixed(2)}%`);

/** Places by their rate as bars, the highest first; `goal` is where 100 % lies, in the same scale. */
export function barsOf(counties: Bulletin['counties']): { readonly bars: readonly Bar[]; readonly goal: number } {
  const ranked = counties.flatMap(({ region, fulfilmentBp: bp }) =>
    bp === null ? [] : [{ name: region?.name ?? '未登记', bp }],
  );
  const widest = Math.max(10_000, ...ranked.map(({ bp }) => bp));
  const reach = (bp: number) => Math.round((bp / widest) * 1_000) / 10;
  return {
    bars: ranked.slice(0, MOST).map(({ name, bp }) => ({ name, rate: rateWords(bp), reach: reach(bp) })),
    goal: reach(10_000),
  };
}
