import { atLeastAsStrict, POLICY_AUTHORITY, type PolicyName } from '@yigou/contracts';
import type { Seat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** A value for a region and category from a moment on. */
export interface PlannedValue {
  readonly name: PolicyName;
  readonly regionPrefix: string;
  readonly category: string | null;
  readonly value: unknown;
  /** PostgreSQL's text of the instant. */
  readonly from: string;
}

/** Throws `policy_beyond_bounds` for a value that is looser than any that holds above the office's region from that moment on. The whole country has none above. */
export async function requireWithinBounds(tx: Tx, office: Seat, planned: PlannedValue): Promise<void> {
  const { stricter } = POLICY_AUTHORITY[planned.name];
  const above = await valuesAround(tx, planned, office.regionPrefix.length);
  const bound = above.find((value) => !atLeastAsStrict(stricter, planned.value, value));
  if (bound !== undefined) throw new DomainError('policy_beyond_bounds', { bound });
}

/** Whether a value is looser than what would hold at that moment without it, or at any later one that is planned there. */
export async function isLooser(tx: Tx, planned: PlannedValue): Promise<boolean> {
  const { stricter } = POLICY_AUTHORITY[planned.name];
  const around = await valuesAround(tx, planned, planned.regionPrefix.length + 1);
  return around.some((value) => !atLeastAsStrict(stricter, planned.value, value));
}

/**
 * What applies to the region and category by the values of prefixes shorter than `shorterThan`, at the moment and at each later one that is planned: as the
 * reader of parameters chooses, the longest prefix, then the nearest category.
 */
async function valuesAround(tx: Tx, planned: PlannedValue, shorterThan: number): Promise<unknown[]> {
  const { name, regionPrefix, category, from } = planned;
  const rows = await tx.query<{ value: unknown }>(
    `WITH around AS (
       SELECT * FROM policy_parameter WHERE name = $1 AND $2 LIKE region_prefix || '%' AND length(region_prefix) < $3
         AND category = ANY(category_line($4)) AND effective_to > $5::timestamptz),
     moment AS (SELECT $5::timestamptz AS at UNION SELECT effective_from FROM around WHERE effective_from > $5::timestamptz)
     SELECT DISTINCT ON (m.at) a.value FROM moment m JOIN around a ON a.effective_from <= m.at AND m.at < a.effective_to
     ORDER BY m.at, length(a.region_prefix) DESC, array_position(category_line($4), a.category), a.effective_from DESC`,
    [name, regionPrefix, shorterThan, category ?? '', from],
  );
  return rows.map(({ value }) => value);
}
