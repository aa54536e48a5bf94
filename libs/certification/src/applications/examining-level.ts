import type { ReviewLevel } from '@yigou/contracts';
import { LEVEL_SQL } from '@yigou/identity';
import type { Queryable } from '@yigou/platform';
import { CONCERNED, DECIDED_ELSEWHERE, OVERTURNED, TOOK_PART } from './avoidance';

/** The levels that may examine an objection, the first before all others (domain R30). */
export const EXAMINING_LEVELS = ['county', 'city', 'province'] as const satisfies readonly ReviewLevel[];

/**
 * Which level examines objections to each of these applications: the county, or the next one above it where nobody of the county may, since whoever could approved
 * the application or belongs to the supplier. Where nobody may anywhere, it stays with the county until somebody new sits there. One statement.
 */
export async function examiningLevels(
  db: Queryable,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, ReviewLevel>> {
  const rows = await db.query<{ id: string; level: ReviewLevel }>(
    `SELECT DISTINCT ON (a.id) a.id, seat.level FROM application a
     JOIN (SELECT m.user_id, m.region_prefix, o.township, ${LEVEL_SQL} AS level FROM membership m JOIN organisation o ON o.id = m.organisation_id
       WHERE o.kind = 'administration' AND m.role IN ('manager', 'clerk') AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())) seat
       ON seat.region_prefix IN (a.region_code, left(a.region_code, 4), left(a.region_code, 2)) AND (seat.township IS NULL OR seat.township = a.township)
     WHERE a.id = ANY($1) AND seat.level = ANY($2) AND NOT (${CONCERNED('seat.user_id')}) AND NOT ${DECIDED_ELSEWHERE('seat.user_id', 'seat.level')}
       AND NOT ${OVERTURNED('seat.user_id')} AND NOT ${TOOK_PART('seat.user_id')}
     ORDER BY a.id, array_position($2::text[], seat.level)`,
    [applicationIds, [...EXAMINING_LEVELS]],
  );
  const found = new Map(rows.map(({ id, level }) => [id, level]));
  return new Map(applicationIds.map((id) => [id, found.get(id) ?? 'county']));
}

export async function examiningLevel(db: Queryable, applicationId: string): Promise<ReviewLevel> {
  return (await examiningLevels(db, [applicationId])).get(applicationId) ?? 'county';
}
