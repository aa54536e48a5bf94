import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { MEMBER_ROLES, type MyInvitation } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, publish, type Tx, UnitOfWork } from '@yigou/platform';
import type { Actor } from '../actor';
import { MemberJoined, MemberLeft } from '../identity.events';
import { requireVerifiedLogin } from '../logins/verified-logins';
import { endMembership, findMember, lockMembers, writeMembership } from './locked-members';
import { type HeldInvitation, holdInvitation, moveInvitation } from './move-invitation';

/** What a person is asked to join. Only who has shown that the login is theirs sees it. */
@Injectable()
export class MyInvitations {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async list(actor: Actor): Promise<{ loginVerified: boolean; items: MyInvitation[] }> {
    if (!actor.loginVerified) return { loginVerified: false, items: [] };
    const rows = await this.db.query<Omit<MyInvitation, 'expiresAt'> & { expiresAt: Date }>(
      `SELECT i.id, o.name AS "organisationName", o.kind, i.role, i.duties, r.name AS replaces, b.name AS "invitedBy", i.expires_at AS "expiresAt"
       FROM invitation i JOIN organisation o ON o.id = i.organisation_id JOIN app_user b ON b.id = i.invited_by
         LEFT JOIN app_user r ON r.id = i.replaces_id
       WHERE i.login = $1 AND i.status = 'pending' AND i.expires_at > clock_timestamp()
       ORDER BY i.invited_at DESC, i.id LIMIT 100`,
      [actor.login],
    );
    const items = rows.map((row) => ({ ...row, expiresAt: row.expiresAt.toISOString() }));
    return { loginVerified: true, items };
  }

  /**
   * The person becomes a member; whose place it is leaves in the same act. Throws `login_unverified`, `not_found` for an invitation to another login,
   * `invitation_over`, `already_member`, `last_manager`.
   */
  async accept(actor: Actor, id: string, address: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const invitation = await this.hold(tx, actor, id);
      const { organisationId, role, duties, regionPrefix } = invitation;
      const present = await findMember(tx, organisationId, actor.userId);
      if (present?.mandateId === null) throw new DomainError('already_member');
      await writeMembership(tx, { organisationId, userId: actor.userId, role, duties, regionPrefix });
      await moveInvitation(tx, invitation, 'accept', actor.userId);
      await publish(tx, MemberJoined, { organisationId, userId: actor.userId, role });
      const left = await this.replace(tx, actor, invitation);
      const whose = left ? `，接任“${left}”` : '';
      await this.record(tx, actor, invitation, address, {
        action: 'identity.member_joined',
        summary: `接受邀请，担任${MEMBER_ROLES[role]}${whose}`,
      });
    });
  }

  /** Throws like `accept`, but for what is about being a member. */
  async decline(actor: Actor, id: string, address: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const invitation = await this.hold(tx, actor, id);
      await moveInvitation(tx, invitation, 'decline', actor.userId);
      await this.record(tx, actor, invitation, address, {
        action: 'identity.invitation_declined',
        summary: `谢绝邀请（${MEMBER_ROLES[invitation.role]}）`,
      });
    });
  }

  private async hold(tx: Tx, actor: Actor, id: string): Promise<HeldInvitation> {
    await requireVerifiedLogin(tx, actor.userId);
    const found = await tx.one<{ organisationId: string }>(
      'SELECT organisation_id AS "organisationId" FROM invitation WHERE id = $1 AND login = $2',
      [id, actor.login],
    );
    if (!found) throw new DomainError('not_found');
    // The members first, as everywhere.
    await lockMembers(tx, found.organisationId);
    const invitation = await holdInvitation(tx, id);
    if (!invitation) throw new DomainError('not_found');
    if (invitation.over || invitation.status !== 'pending') throw new DomainError('invitation_over');
    return invitation;
  }

  /** Who is replaced leaves, when they are still there; gives the name. */
  private async replace(tx: Tx, actor: Actor, { organisationId, replacesId }: HeldInvitation): Promise<string | null> {
    const predecessor = replacesId === null ? undefined : await findMember(tx, organisationId, replacesId);
    if (!predecessor || predecessor.mandateId !== null) return null;
    await endMembership(tx, organisationId, predecessor);
    const { userId } = predecessor;
    await publish(tx, MemberLeft, { organisationId, userId, byId: actor.userId, ending: 'handed_over' });
    return predecessor.name;
  }

  private record(
    tx: Tx,
    actor: Actor,
    { id, organisationId }: HeldInvitation,
    address: string,
    what: { action: 'identity.member_joined' | 'identity.invitation_declined'; summary: string },
  ): Promise<void> {
    return this.audit.record(tx, {
      actor: { userId: actor.userId, name: actor.name, organisationId },
      subjectKind: 'invitation',
      subjectId: id,
      address,
      ...what,
    });
  }
}
