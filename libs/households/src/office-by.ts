import { type Actor, type ActorMembership, requireMembership } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** An administrator who does something, for the jurisdiction and for the audit trail. */
export interface OfficeBy {
  readonly actor: Actor;
  readonly office: ActorMembership;
  /** IP address of the caller. */
  readonly address: string | null;
}

/** Throws `forbidden` for who is no administrator. */
export function officeBy(actor: Actor, address: string | null): OfficeBy {
  return { actor, office: requireMembership(actor, 'administration'), address };
}

/** Who it was, as the audit trail keeps it. */
export const auditOf = ({ actor, office, address }: OfficeBy) => ({
  actor: { userId: actor.userId, name: actor.name, organisationId: office.organisationId },
  address,
});

/** Whether a place lies within the office's jurisdiction; a township's office has that township of its county alone. */
export function governs(office: ActorMembership, place: { regionCode: string; township: string | null }): boolean {
  return (
    place.regionCode.startsWith(office.regionPrefix) && (office.township === null || office.township === place.township)
  );
}

/**
 * Reads the seat again inside the deciding transaction and keeps it there until the end: a role that was removed a second ago decides nothing. Throws
 * `forbidden`.
 */
export async function holdSeat(tx: Tx, { actor, office }: OfficeBy): Promise<void> {
  const seat = await tx.one<{ role: string; regionPrefix: string }>(
    `SELECT role, region_prefix AS "regionPrefix" FROM membership
     WHERE user_id = $1 AND organisation_id = $2 AND (expires_at IS NULL OR expires_at > clock_timestamp()) FOR SHARE`,
    [actor.userId, office.organisationId],
  );
  if (!seat || seat.role === 'viewer' || seat.regionPrefix !== office.regionPrefix) throw new DomainError('forbidden');
}
