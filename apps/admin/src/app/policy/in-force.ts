import type { RouteResponse } from '@yigou/contracts';
import type { PolicyName } from '@yigou/contracts/labels';

export type PolicyRow = RouteResponse<'listPolicies'>['items'][number];

/** “620000” → “62”, “621100” → “6211”: the codes that lie within begin with it. */
export const prefixOf = (code: string): string => code.replace(/(00){1,2}$/, '');

/** What holds in a region for all categories: the row of the longest prefix that covers it, then of the latest start; undefined when none does. */
export function inForceFor(rows: readonly PolicyRow[], name: PolicyName, regionPrefix: string): PolicyRow | undefined {
  const rank = (row: PolicyRow): number => (row.region ? prefixOf(row.region.code).length : 0);
  return rows
    .filter((row) => row.name === name && row.inForce && row.category === null)
    .filter((row) => !row.region || regionPrefix.startsWith(prefixOf(row.region.code)))
    .toSorted((a, b) => rank(b) - rank(a) || (b.effectiveFrom ?? '').localeCompare(a.effectiveFrom ?? ''))[0];
}

/** Rows of one parameter, the latest first. */
export const historyOf = (rows: readonly PolicyRow[], name: PolicyName): PolicyRow[] =>
  rows.filter((row) => row.name === name).toSorted((a, b) => b.setAt.localeCompare(a.setAt));
