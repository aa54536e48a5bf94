import type { InvitationStatus, MemberDuty, MemberRole } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Queryable, Tx } from '@yigou/platform';
import { INVITATION, type InvitationAction } from './invitation-status';

/** For how long somebody may take their time. */
export const INVITATION_DAYS = 14;

/** An invitation as it is under its lock. */
export interface HeldInvitation {
  readonly id: string;
  readonly organisationId: string;
  readonly login: string;
  readonly role: MemberRole;
  readonly duties: readonly MemberDuty[];
  readonly regionPrefix: string;
  readonly replacesId: string | null;
  readonly status: InvitationStatus;
  /** Its term is over. */
  readonly over: boolean;
}

/** Locks an invitation, then reads it. Undefined when there is none. */
export async function holdInvitation(tx: Tx, id: string): Promise<HeldInvitation | undefined> {
  await tx.query('SELECT FROM invitation WHERE id = $1 FOR UPDATE', [id]);
  return tx.one<HeldInvitation>(
    `SELECT id, organisation_id AS "organisationId", login, role, duties, region_prefix AS "regionPrefix", replaces_id AS "replacesId", status,
       expires_at <= clock_timestamp() AS over
     FROM invitation WHERE id = $1`,
    [id],
  );
}

export interface NewInvitation {
  readonly organisationId: string;
  readonly login: string;
  readonly role: MemberRole;
  readonly duties: readonly MemberDuty[];
  readonly regionPrefix: string;
  readonly replacesId: string | null;
  readonly invitedBy: string;
}

/** Writes an invitation; one whose term is over makes room for it. Its id. Throws `already_invited`. */
export async function openInvitation(tx: Tx, invitation: NewInvitation): Promise<string> {
  const { organisationId, login, role, duties, regionPrefix, replacesId, invitedBy } = invitation;
  await expireInvitations(tx, { organisationId, login });
  const status = INVITATION.next(null, 'invite');
  const [made] = await tx.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO invitation (id, organisation_id, login, role, region_prefix, replaces_id, invited_by, status, expires_at, duties)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + make_interval(days => $9), $10)
       ON CONFLICT (organisation_id, login) WHERE status = 'pending' DO NOTHING RETURNING id),
     step AS (
       INSERT INTO invitation_step (id, invitation_id, action, to_status, actor_id)
       SELECT gen_random_uuid(), id, 'invite', $8, $7 FROM made)
     SELECT id FROM made`,
    [newId(), organisationId, login, role, regionPrefix, replacesId, invitedBy, status, INVITATION_DAYS, duties],
  );
  if (!made) throw new DomainError('already_invited');
  return made.id;
}

/** What a statement \`moved\` ended, into the history. */
const STEPS = `INSERT INTO invitation_step (id, invitation_id, action, from_status, to_status, actor_id)
  SELECT gen_random_uuid(), id, $1, 'pending', $2, $3::uuid FROM moved RETURNING invitation_id`;

/** Ends an invitation that is held; \`actorId\` is who does it. Throws \`invitation_over\` when it has ended before. */
export async function moveInvitation(
  tx: Tx,
  { id, status }: HeldInvitation,
  action: Exclude<InvitationAction, 'invite' | 'expire'>,
  actorId: string,
): Promise<void> {
  const to = INVITATION.next(status, action);
  await tx.query(
    `WITH moved AS (UPDATE invitation SET status = $2, ended_at = clock_timestamp() WHERE id = $4 RETURNING id) ${STEPS}`,
    [action, to, actorId, id],
  );
}

/** Ends those whose term is over, all or those of one login at one organisation; gives how many. */
export async function expireInvitations(
  db: Queryable,
  of: { organisationId: string; login: string } | null = null,
): Promise<number> {
  const ended = await db.query(
    `WITH moved AS (
       UPDATE invitation SET status = $2, ended_at = clock_timestamp()
       WHERE status = 'pending' AND expires_at <= clock_timestamp()
         AND ($4::uuid IS NULL OR (organisation_id = $4 AND login = $5)) RETURNING id) ${STEPS}`,
    ['expire', INVITATION.next('pending', 'expire'), null, of?.organisationId ?? null, of?.login ?? null],
  );
  return ended.length;
}
