/** Lengths that prefixes of region codes have: county, prefecture, province. */
const LENGTHS = [6, 4, 2] as const;

/**
 * The prefix of the region codes within which all goods of a campaign come from: the offices that govern all of it review the campaign. Empty, which is the whole country's
 * office, for goods of several provinces and for what comes from no county.
 */
export function reviewPrefix(counties: readonly (string | null)[]): string {
  const [first] = counties;
  if (!first) return '';
  const length = LENGTHS.find((one) => counties.every((code) => code?.slice(0, one) === first.slice(0, one)));
  return first.slice(0, length ?? 0);
}
