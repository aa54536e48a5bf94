import type { ReviewLevel } from '@yigou/contracts';
import { type Actor, requireMembership } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { type Doer, officeOf } from './doer';

/** A place that something belongs to: a county, and the township in it when it is known. */
export interface Place {
  readonly regionCode: string | null;
  readonly township: string | null;
}
/** Where somebody reviews, and at which level. */
export interface Seat {
  readonly level: ReviewLevel;
  /** Prefix of the county codes; empty is the whole country. */
  readonly regionPrefix: string;
  /** A township's office sees that township of its county alone. */
  readonly township: string | null;
}

/** The seat as the session has it: for reading. A decision asks {@link seatNow}. */
export function seatOf(actor: Actor): Seat {
  const { reviewLevel, regionPrefix, township } = requireMembership(actor, 'administration');
  if (!reviewLevel) throw new DomainError('forbidden');
  return { level: reviewLevel, regionPrefix, township };
}

/** Jurisdiction is a prefix of the region code; what lies outside does not exist for the seat. */
export const covers = (seat: Seat, place: Place): boolean =>
  (place.regionCode ?? '').startsWith(seat.regionPrefix) &&
  (seat.township === null || seat.township === place.township);

/** The level of a member `m` of the office `o`, as SQL: stated, or by the length of the prefix. */
export const LEVEL_SQL = `coalesce(o.review_level, CASE length(m.region_prefix) WHEN 0 THEN 'national' WHEN 2 THEN 'province'
  WHEN 4 THEN 'city' ELSE 'county' END)`;

/**
 * The seat as it is at this moment, kept until the transaction ends: whoever takes the role away waits, and a role taken away a second ago decides
 * nothing. Throws `forbidden`.
 */
export async function seatNow(tx: Tx, actor: Actor): Promise<Seat & { readonly doer: Doer }> {
  const seat = await tx.one<Seat>(
    `SELECT ${LEVEL_SQL} AS level, m.region_prefix AS "regionPrefix", o.township
     FROM membership m JOIN organisation o ON o.id = m.organisation_id
     WHERE m.user_id = $1 AND m.organisation_id = $2 AND o.kind = 'administration' AND m.role <> 'viewer'
       AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp()) FOR SHARE OF m`,
    [actor.userId, requireMembership(actor, 'administration').organisationId],
  );
  if (!seat) throw new DomainError('forbidden');
  return { ...seat, doer: officeOf(actor) };
}
