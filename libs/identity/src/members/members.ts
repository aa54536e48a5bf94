import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  MEMBER_DUTIES,
  MEMBER_DUTY_CODES,
  MEMBER_ROLE_CODES,
  MEMBER_ROLES,
  type MemberDuty,
  type MemberEnding,
  type MemberRole,
} from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { publish, type Tx, UnitOfWork } from '@yigou/platform';
import { MemberLeft, MemberRoleChanged } from '../identity.events';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '../seats';
import { requireDuties } from './duties';
import {
  endMembership,
  findMember,
  findMemberByLogin,
  type HeldMember,
  holdManagement,
  lockMembers,
  requireManaged,
  requireManagerLeft,
  writeMembership,
} from './locked-members';
import { Invitations, organisationOf } from './invitations';

/** Who has a place in an organisation changes: by its managers, or by who leaves. A place that is gone does nothing from the next request on. */
@Injectable()
export class Members {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly invitations: Invitations,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `forbidden`, `not_found`, `member_by_mandate`, and `last_manager` where nobody would be left to manage the organisation. */
  async changeRole(caller: Caller, userId: string, role: MemberRole): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdManagement(tx, caller);
      const member = await requireManaged(tx, by, userId);
      if (member.role !== role) await this.writeRole(tx, by, member, role);
    });
  }

  private async writeRole(tx: Tx, by: SeatedCaller, member: HeldMember, role: MemberRole): Promise<void> {
    const { organisationId } = by.seat;
    // Duties are a clerk's: whoever becomes something else gives them up.
    await tx.query(
      `UPDATE membership SET role = $3, duties = CASE WHEN $3 = 'clerk' THEN duties ELSE '{}' END WHERE organisation_id = $1 AND user_id = $2`,
      [organisationId, member.userId, role],
    );
    if (member.role === 'manager') await requireManagerLeft(tx, organisationId);
    await publish(tx, MemberRoleChanged, { organisationId, userId: member.userId, byId: by.actor.userId, role });
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'identity.member_role_changed',
      subjectKind: 'user',
      subjectId: member.userId,
      summary: `将“${member.name}”由${MEMBER_ROLES[member.role]}改为${MEMBER_ROLES[role]}`,
      data: { from: member.role, to: role },
    });
  }

  /** What a clerk of a budget unit may do there, 职责. Throws `forbidden`, `not_found`, `member_by_mandate`, and `validation_failed` for who is no clerk. */
  async changeDuties(caller: Caller, userId: string, duties: readonly MemberDuty[]): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdManagement(tx, caller);
      const member = await requireManaged(tx, by, userId);
      const { organisationId, kind } = by.seat;
      requireDuties(kind, member.role, duties);
      await tx.query('UPDATE membership SET duties = $3 WHERE organisation_id = $1 AND user_id = $2', [
        organisationId,
        userId,
        duties,
      ]);
      const words = duties.map((duty) => MEMBER_DUTIES[duty]).join('、') || '无';
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'identity.member_duties_changed',
        subjectKind: 'user',
        subjectId: userId,
        summary: `“${member.name}”的职责改为：${words}`,
        data: { from: member.duties, to: duties },
      });
    });
  }

  /** Throws like `changeRole`. */
  async remove(caller: Caller, userId: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdManagement(tx, caller);
      const member = await requireManaged(tx, by, userId);
      await endMembership(tx, by.seat.organisationId, member);
      await this.tellLeft(tx, by, member, 'removed');
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'identity.member_removed',
        subjectKind: 'user',
        subjectId: userId,
        summary: `移出成员“${member.name}”（${MEMBER_ROLES[member.role]}）`,
        data: { reason, role: member.role },
      });
    });
  }

  /** The caller leaves the seat's organisation. Throws `last_manager`, and `member_by_mandate` for a helper, whose place goes with the mandate. */
  async leave(caller: Caller): Promise<void> {
    const { seat, actor } = caller;
    if (!seat) throw new DomainError('forbidden');
    await this.uow.run(async (tx) => {
      await lockMembers(tx, seat.organisationId);
      const by = await holdSeat(tx, caller, { kind: seat.kind, roles: ['manager', 'clerk', 'viewer'] });
      const member = await findMember(tx, seat.organisationId, actor.userId);
      if (!member) throw new DomainError('forbidden');
      if (member.mandateId !== null) throw new DomainError('member_by_mandate');
      await endMembership(tx, seat.organisationId, member);
      await this.tellLeft(tx, by, member, 'left');
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'identity.member_left',
        subjectKind: 'user',
        subjectId: actor.userId,
        summary: `退出单位（${MEMBER_ROLES[member.role]}）`,
        data: { role: member.role },
      });
    });
  }

  /**
   * A successor takes a member's place, who leaves, in one act, 交接: now where the login is a member's, else when who has it accepts. The successor gets the
   * role with its duties and where it governs. Throws like `changeRole`, like `Invitations.invite`, and `validation_failed` for a successor who is the same person.
   */
  async handOver(caller: Caller, userId: string, login: string): Promise<void> {
    await this.invitations.countAttempt(caller);
    await this.uow.run(async (tx) => {
      const by = await holdManagement(tx, caller);
      const member = await requireManaged(tx, by, userId);
      const { organisationId } = by.seat;
      const successor = await findMemberByLogin(tx, organisationId, login);
      if (successor?.userId === member.userId)
        throw new DomainError('validation_failed', { fields: { login: '接任者不能是本人' } });
      if (!successor || successor.mandateId !== null) {
        const { role, duties, regionPrefix } = member;
        const place = { organisation: organisationOf(by), login, role, duties, regionPrefix, replaces: member };
        return this.invitations.write(tx, by, place);
      }
      await requireManaged(tx, by, successor.userId);
      const place = bothPlaces(member, successor);
      const { role } = place;
      await writeMembership(tx, { organisationId, userId: successor.userId, ...place });
      await endMembership(tx, organisationId, member);
      await publish(tx, MemberRoleChanged, { organisationId, userId: successor.userId, byId: by.actor.userId, role });
      await this.tellLeft(tx, by, member, 'handed_over');
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'identity.member_handed_over',
        subjectKind: 'user',
        subjectId: userId,
        summary: `${MEMBER_ROLES[member.role]}由“${member.name}”交接给“${successor.name}”`,
        data: { successorId: successor.userId, role: member.role },
      });
    });
  }

  private tellLeft(tx: Tx, by: SeatedCaller, member: HeldMember, ending: MemberEnding): Promise<void> {
    const { organisationId } = by.seat;
    return publish(tx, MemberLeft, { organisationId, userId: member.userId, byId: by.actor.userId, ending });
  }
}

/** What a successor has who was a member before: of both places the one that says more, so that taking over takes nothing from anybody. */
function bothPlaces(one: HeldMember, other: HeldMember): Pick<HeldMember, 'role' | 'duties' | 'regionPrefix'> {
  const role = MEMBER_ROLE_CODES.find((code) => code === one.role || code === other.role) ?? one.role;
  const wider = one.regionPrefix.startsWith(other.regionPrefix);
  const has = (duty: MemberDuty) => one.duties.includes(duty) || other.duties.includes(duty);
  const duties = role === 'clerk' ? MEMBER_DUTY_CODES.filter(has) : [];
  return { role, duties, regionPrefix: wider ? other.regionPrefix : one.regionPrefix };
}
