import {
  MEMBER_DUTIES,
  type MemberRole,
  type OrganisationKind,
  type SeatRule as SeatsOfKind,
  sitsIn,
} from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { type Caller, type Seat, type SeatedCaller, seatOf } from './seat';

/** The level of a member `m` of the organisation `o`, as SQL; null where the organisation governs no region. The view `seat_holder` asks the same function. */
export const LEVEL_SQL = 'seat_level(o.kind, o.review_level, m.region_prefix)';

/** Which seats may do something. */
export interface SeatRule extends SeatsOfKind {
  readonly kind: OrganisationKind;
}

/** Who holds a seat when the rule names no roles: everybody but viewers. */
const WRITERS: readonly MemberRole[] = ['manager', 'clerk'];

/**
 * Joins, as `writer`, the membership by which a person may write for an organisation, as SQL: for a hot statement that locks what it is about and the seat at
 * once, `FOR SHARE OF writer`. Finds nothing where {@link holdSeat} throws.
 */
export const joinWriter = (user: string, organisation: string): string =>
  `JOIN membership writer ON writer.user_id = ${user} AND writer.organisation_id = ${organisation} AND writer.role IN ('manager', 'clerk')
     AND (writer.expires_at IS NULL OR writer.expires_at > clock_timestamp())`;

/** The refusal of a seat that a rule does not name; it says which duty would be needed, where one is. */
export const seatRefused = ({ duty }: SeatsOfKind): DomainError =>
  duty
    ? new DomainError('forbidden', { duty }, `您在本单位没有“${MEMBER_DUTIES[duty]}”职责，请联系本单位的管理人员。`)
    : new DomainError('forbidden');

/**
 * The caller's seat as it is at this moment, kept until the transaction ends: whoever takes the role away waits, and a role taken away a second ago does
 * nothing. Where it governs and at which level is read again too. Throws `forbidden`. One statement.
 */
export async function holdSeat(tx: Tx, caller: Caller, rule: SeatRule): Promise<SeatedCaller> {
  const { organisationId } = seatOf(caller, rule.kind);
  const seat = await tx.one<Seat>(
    `SELECT o.id AS "organisationId", o.name AS "organisationName", o.kind, m.role, m.duties, m.region_prefix AS "regionPrefix", o.township,
       ${LEVEL_SQL} AS level
     FROM membership m JOIN organisation o ON o.id = m.organisation_id
     WHERE m.user_id = $1 AND m.organisation_id = $2 AND o.kind = $3 AND m.role = ANY($4)
       AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp()) FOR SHARE OF m`,
    [caller.actor.userId, organisationId, rule.kind, rule.roles ?? WRITERS],
  );
  if (!seat || !sitsIn(rule, seat)) throw seatRefused(rule);
  return { ...caller, seat };
}
