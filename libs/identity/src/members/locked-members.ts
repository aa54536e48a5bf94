import type { MemberDuty, MemberRole } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Queryable, Tx } from '@yigou/platform';
import { type Caller, holdSeat, type SeatedCaller } from '../seats';

/** A place of somebody's own as it is under the lock of the organisation's members. */
export interface HeldMember {
  readonly userId: string;
  readonly name: string;
  readonly role: MemberRole;
  readonly duties: readonly MemberDuty[];
  readonly regionPrefix: string;
  /** Set where the place is a helper's: it goes with the mandate and is changed in no other way. */
  readonly mandateId: string | null;
}

/**
 * Keeps all places in an organisation until the transaction ends, in one order. It comes before everything else: whoever has locked one of them and then wants
 * all could wait for somebody who does the same.
 */
export async function lockMembers(tx: Tx, organisationId: string): Promise<void> {
  await tx.query('SELECT FROM membership WHERE organisation_id = $1 ORDER BY user_id FOR UPDATE', [organisationId]);
}

/** The caller as a manager of the seat's organisation, all of whose places are kept. Throws `forbidden`. */
export async function holdManagement(tx: Tx, caller: Caller): Promise<SeatedCaller> {
  if (!caller.seat) throw new DomainError('forbidden');
  await lockMembers(tx, caller.seat.organisationId);
  return holdSeat(tx, caller, { kind: caller.seat.kind, roles: ['manager'] });
}

const MEMBER = `SELECT m.user_id AS "userId", u.name, m.role, m.duties, m.region_prefix AS "regionPrefix", m.mandate_id AS "mandateId"
  FROM membership m JOIN app_user u ON u.id = m.user_id
  WHERE m.organisation_id = $1 AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())`;

export function findMember(db: Queryable, organisationId: string, userId: string): Promise<HeldMember | undefined> {
  return db.query<HeldMember>(`${MEMBER} AND m.user_id = $2`, [organisationId, userId]).then(([member]) => member);
}

/** A member by their login, in lower case. */
export function findMemberByLogin(
  db: Queryable,
  organisationId: string,
  login: string,
): Promise<HeldMember | undefined> {
  return db.query<HeldMember>(`${MEMBER} AND u.login = $2`, [organisationId, login]).then(([member]) => member);
}

/**
 * A member whom the manager may decide about. Throws `not_found`; `member_by_mandate` for a helper's place; `forbidden` for somebody who governs more than the
 * manager does: nobody gives away a jurisdiction that they do not have.
 */
export async function requireManaged(tx: Tx, { seat }: SeatedCaller, userId: string): Promise<HeldMember> {
  const member = await findMember(tx, seat.organisationId, userId);
  if (!member) throw new DomainError('not_found');
  if (member.mandateId !== null) throw new DomainError('member_by_mandate');
  if (!member.regionPrefix.startsWith(seat.regionPrefix)) throw new DomainError('forbidden');
  return member;
}

/** Takes a person's own place away. The organisation's members are locked. Throws `last_manager` when nobody would be left to manage it. */
export async function endMembership(tx: Tx, organisationId: string, member: HeldMember): Promise<void> {
  await tx.query('DELETE FROM membership WHERE organisation_id = $1 AND user_id = $2', [organisationId, member.userId]);
  if (member.role === 'manager') await requireManagerLeft(tx, organisationId);
}

/** Throws `last_manager` unless somebody manages the organisation. */
export async function requireManagerLeft(tx: Tx, organisationId: string): Promise<void> {
  if (!(await hasManager(tx, organisationId))) throw new DomainError('last_manager');
}

/** Whether somebody who can sign in manages an organisation, in SQL: of an expression of its id. */
export const managedSql = (organisationId: string): string =>
  `EXISTS (SELECT FROM membership m JOIN app_user u ON u.id = m.user_id
     WHERE m.organisation_id = ${organisationId} AND m.role = 'manager' AND m.mandate_id IS NULL AND u.disabled_at IS NULL
       AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp()))`;

/** Whether somebody who can sign in manages the organisation. */
export async function hasManager(tx: Tx, organisationId: string): Promise<boolean> {
  const found = await tx.one<{ managed: boolean }>(`SELECT ${managedSql('$1')} AS managed`, [organisationId]);
  return found?.managed ?? false;
}

/** A role of one's own, with where it governs; a helper's place becomes the person's own by it. */
export async function writeMembership(
  tx: Tx,
  place: {
    readonly organisationId: string;
    readonly userId: string;
    readonly role: MemberRole;
    readonly duties: readonly MemberDuty[];
    readonly regionPrefix: string;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO membership (user_id, organisation_id, role, region_prefix, duties) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (user_id, organisation_id) DO UPDATE
       SET role = excluded.role, duties = excluded.duties, region_prefix = excluded.region_prefix, expires_at = NULL, mandate_id = NULL`,
    [place.userId, place.organisationId, place.role, place.regionPrefix, place.duties],
  );
}
