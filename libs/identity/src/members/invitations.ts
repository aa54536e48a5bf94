import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { MEMBER_ROLES, type MemberDuty, type MemberRole } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { MailOutbox } from '@yigou/notifications';
import { CONFIG, type Config, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { AttemptLimits } from '../attempt-limits';
import { maskLogin } from '../mask';
import { auditOf, type Caller, type SeatedCaller } from '../seats';
import { requireDuties } from './duties';
import { findMemberByLogin, type HeldMember, holdManagement } from './locked-members';
import {
  type HeldInvitation,
  holdInvitation,
  INVITATION_DAYS,
  moveInvitation,
  openInvitation,
} from './move-invitation';

const RESEND_SECONDS = 60;

/** A place that somebody is invited to. */
export interface OfferedPlace {
  readonly organisation: { readonly id: string; readonly name: string };
  /** In lower case. */
  readonly login: string;
  readonly role: MemberRole;
  /** Of a clerk of a budget unit. */
  readonly duties: readonly MemberDuty[];
  readonly regionPrefix: string;
  readonly replaces: HeldMember | null;
}

/** Inviting into an organisation, by its managers: by phone or mail, whether or not there is an account yet. */
@Injectable()
export class Invitations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mails: MailOutbox,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditLog,
    @Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL'>,
  ) {}

  /** An invitation governs where its manager does. Throws `validation_failed` for duties that nobody has there, `forbidden`, `already_member`, `already_invited`, `rate_limited`. */
  async invite(
    caller: Caller,
    { login, role, duties = [] }: { login: string; role: MemberRole; duties?: readonly MemberDuty[] },
    claim: IdempotencyClaim,
  ): Promise<void> {
    await this.countAttempt(caller);
    await this.uow.runOnce(claim, async (tx) => {
      const by = await holdManagement(tx, caller);
      requireDuties(by.seat.kind, role, duties);
      const member = await findMemberByLogin(tx, by.seat.organisationId, login);
      if (member?.mandateId === null) throw new DomainError('already_member');
      const { regionPrefix } = by.seat;
      await this.write(tx, by, { organisation: organisationOf(by), login, role, duties, regionPrefix, replaces: null });
    });
  }

  /** Every invitation is a mail to somebody who did not ask for it. Throws `rate_limited`. */
  async countAttempt({ actor }: Caller): Promise<void> {
    await this.limits.take('invitations', actor.userId);
  }

  /** Writes and mails an invitation of somebody whose seat is held, and who may give the place. Throws `already_invited`. */
  async write(tx: Tx, by: SeatedCaller, place: OfferedPlace): Promise<void> {
    const { organisation, login, role, duties, regionPrefix, replaces } = place;
    const id = await openInvitation(tx, {
      organisationId: organisation.id,
      login,
      role,
      duties,
      regionPrefix,
      replacesId: replaces?.userId ?? null,
      invitedBy: by.actor.userId,
    });
    await this.mail(tx, by, place);
    const whose = replaces ? `，接任“${replaces.name}”` : '';
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'identity.member_invited',
      subjectKind: 'invitation',
      subjectId: id,
      summary: `邀请 ${maskLogin(login)} 担任${MEMBER_ROLES[role]}${whose}`,
      data: { role, duties, replaces: replaces?.userId ?? null },
    });
  }

  /** Mails it again and begins its term anew. Throws `forbidden`, `not_found`, `invitation_over`, and `rate_limited` within a minute of the last mail. */
  async resend(caller: Caller, id: string): Promise<void> {
    await this.countAttempt(caller);
    await this.uow.run(async (tx) => {
      const { by, invitation } = await this.holdOwn(tx, caller, id);
      if (invitation.status !== 'pending') throw new DomainError('invitation_over');
      const sent = await tx.query(
        `UPDATE invitation SET sent_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(days => $2)
         WHERE id = $1 AND sent_at <= clock_timestamp() - make_interval(secs => $3) RETURNING id`,
        [id, INVITATION_DAYS, RESEND_SECONDS],
      );
      if (sent.length === 0) throw new DomainError('rate_limited', { retryAfter: RESEND_SECONDS });
      await this.mail(tx, by, { ...invitation, organisation: organisationOf(by) });
      await this.record(tx, by, invitation, 'identity.invitation_resent', '重新发送邀请');
    });
  }

  /** Throws `forbidden`, `not_found`, `invitation_over`. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, invitation } = await this.holdOwn(tx, caller, id);
      await moveInvitation(tx, invitation, 'withdraw', by.actor.userId);
      await this.record(tx, by, invitation, 'identity.invitation_withdrawn', '撤回邀请');
    });
  }

  private async holdOwn(tx: Tx, caller: Caller, id: string): Promise<{ by: SeatedCaller; invitation: HeldInvitation }> {
    const by = await holdManagement(tx, caller);
    const invitation = await holdInvitation(tx, id);
    if (invitation?.organisationId !== by.seat.organisationId) throw new DomainError('not_found');
    if (!invitation.regionPrefix.startsWith(by.seat.regionPrefix)) throw new DomainError('forbidden');
    return { by, invitation };
  }

  private async mail(
    tx: Tx,
    by: SeatedCaller,
    { organisation, login, role }: Pick<OfferedPlace, 'organisation' | 'login' | 'role'>,
  ): Promise<void> {
    const inviting = by.seat.organisationName;
    await this.mails.enqueue(tx, {
      to: login,
      subject: `“${organisation.name}”邀请您加入`,
      body: mailText({
        organisation: organisation.name,
        by: `“${inviting}”的${by.actor.name}`,
        role: MEMBER_ROLES[role],
        login,
        link: new URL('account/invitations', siteOf(this.config.STOREFRONT_URL)).href,
      }),
    });
  }

  private async record(
    tx: Tx,
    by: SeatedCaller,
    { id, login, role }: HeldInvitation,
    action: 'identity.invitation_resent' | 'identity.invitation_withdrawn',
    what: string,
  ): Promise<void> {
    await this.audit.record(tx, {
      ...auditOf(by),
      action,
      subjectKind: 'invitation',
      subjectId: id,
      summary: `${what}：${maskLogin(login)}，${MEMBER_ROLES[role]}`,
    });
  }
}

/** The organisation that somebody acts for. */
export const organisationOf = ({ seat }: SeatedCaller): OfferedPlace['organisation'] => ({
  id: seat.organisationId,
  name: seat.organisationName,
});

const siteOf = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

function mailText(about: { organisation: string; by: string; role: string; login: string; link: string }): string {
  return [
    '您好：',
    '',
    `${about.by}邀请您在益购担任“${about.organisation}”的${about.role}。请在 ${INVITATION_DAYS} 天内打开下面的页面接受或谢绝：`,
    '',
    about.link,
    '',
    `请用 ${about.login} 登录；还没有账号的，先用它注册，再按页面提示获取验证码完成验证。`,
    '如果您不认识这个单位，请忽略本邮件，您不会因此加入任何单位。',
  ].join('\n');
}
