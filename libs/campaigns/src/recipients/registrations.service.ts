import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import {
  AttemptLimits,
  auditOf,
  type Caller,
  covers,
  holdSeat,
  inPerson,
  Organisations,
  type SeatRule,
} from '@yigou/identity';
import { creditCodeProblem, DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type IdempotencyClaim, PersonalData, type Tx, UnitOfWork } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import {
  correctRegistration,
  type LockedRegistration,
  lockRegistration,
  moveRegistration,
  register,
  type Registrant,
} from './move-registration';
import { REGISTRATION } from './registration-status';

/** Offices that decide on registrations and needs of their region. */
export const OFFICE: SeatRule = { kind: 'administration', levels: ['county', 'city', 'province', 'national'] };

type Body = RouteInput<'registerOrganisation'>['body'];
type Decision = RouteInput<'decideRegistration'>['body'];

const invalid = (field: string, reason: string) =>
  new DomainError('validation_failed', { fields: { [field]: reason } });

/** By the level of a place: 1 province, 2 prefecture, 3 county. */
const LEVELS = { 1: 'province', 2: 'city', 3: 'county' } as const;

/**
 * Organisations that organise campaigns or are given goods register themselves, 单位登记: with their credit code and a proof; the office of their region approves,
 * and who registered manages the seat that this makes. Before that there is no organisation: nobody takes another one's name or code by asking.
 */
@Injectable()
export class Registrations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: Organisations,
    private readonly regions: RegionDirectory,
    private readonly limits: AttemptLimits,
    private readonly evidence: Evidence,
    private readonly personal: PersonalData,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Throws `validation_failed` (also for a credit code whose check digit is wrong, and for files that are not the caller's), `credit_code_taken`,
   * `organisation_has_manager`, `registration_waiting`, `rate_limited`.
   */
  async register(caller: Caller, body: Body, claim: IdempotencyClaim): Promise<void> {
    const by = inPerson(caller);
    await this.check(body);
    await this.limits.take('organisationRegistration', by.actor.userId);
    await this.uow.runOnce(claim, async (tx) => {
      const id = newId();
      await requireFree(tx, body);
      const proof = await this.evidence.attachClaimed(tx, body.proof, belongingOf(body));
      await register(tx, id, by.actor.userId, this.stated(id, body, proof));
      await this.submitted(tx, by, id, body);
    });
  }

  /** Corrects what was returned and submits it again. Throws `not_found` for another person's, `registration_closed`, and what registering throws. */
  async resubmit(caller: Caller, id: string, body: RouteInput<'resubmitRegistration'>['body']): Promise<void> {
    const by = inPerson(caller);
    await this.check(body);
    await this.uow.run(async (tx) => {
      const registration = await this.own(tx, by, id);
      await requireFree(tx, body);
      const proof = await this.evidence.attachClaimed(tx, body.proof, belongingOf(body));
      await correctRegistration(tx, id, this.stated(id, body, proof));
      await moveRegistration(tx, registration, { action: 'resubmit', byId: by.actor.userId });
      await this.submitted(tx, by, id, body);
    });
  }

  /** Throws `not_found` for another person's, `registration_closed`. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    const by = inPerson(caller);
    await this.uow.run(async (tx) => {
      const registration = await this.own(tx, by, id);
      await moveRegistration(tx, registration, { action: 'withdraw', byId: by.actor.userId });
    });
  }

  /**
   * Approving makes the organisation, or takes the one of that code which nobody manages, and gives who registered its seat. Throws `forbidden`, `not_found` outside
   * the region, `conflict_of_interest` for the own registration, `registration_closed`, `organisation_has_manager`, `credit_code_taken`.
   */
  async decide(caller: Caller, id: string, { decision: action, reason }: Decision): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, OFFICE);
      const registration = await lockRegistration(tx, id);
      const { userId, kind, name, creditCode, regionCode } = registration;
      if (!covers(by.seat, { regionCode, township: null })) throw new DomainError('not_found');
      if (userId === by.actor.userId) throw new DomainError('conflict_of_interest');
      // Before the organisation is looked at: who comes second hears that it is decided.
      REGISTRATION.next(registration.status, action);
      const approved = action === 'approve';
      const seat = approved ? await this.seat(tx, registration) : {};
      await moveRegistration(tx, registration, { action, byId: by.actor.userId, reason, ...seat });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: approved ? 'campaigns.registration_approved' : 'campaigns.registration_returned',
        subjectKind: 'registration',
        subjectId: id,
        summary: approved ? `通过单位登记“${name}”` : `退回单位登记“${name}”：${reason}`,
        data: { kind, creditCode, regionCode, reason, ...seat },
      });
      const next =
        kind === 'recipient'
          ? '请用本账号登录管理后台，发布受赠需求、确认和签收捐赠物资。'
          : '现在可以以本单位的名义发起团购和以购代捐。';
      await this.notices.tell(
        tx,
        { userIds: [userId] },
        {
          kind: 'campaign',
          title: approved ? `单位登记已通过：${name}` : `单位登记被退回：${name}`,
          body: approved ? `您是“${name}”的负责人。${next}` : `原因：${reason}。请修改后重新提交。`,
          link: '/account/organisations',
        },
      );
    });
  }

  /** The organisation of the code, with who registered as its manager. */
  private async seat(tx: Tx, of: LockedRegistration): Promise<{ readonly organisationId: string }> {
    await requireFree(tx, of);
    const { id } = await this.organisations.withCode(tx, of);
    await this.organisations.addMember(tx, { userId: of.userId, organisationId: id, role: 'manager' });
    return { organisationId: id };
  }

  private async own(tx: Tx, by: Caller, id: string): Promise<LockedRegistration> {
    const registration = await lockRegistration(tx, id);
    if (registration.userId !== by.actor.userId) throw new DomainError('not_found');
    return registration;
  }

  private async check({ creditCode, regionCode }: Pick<Body, 'creditCode' | 'regionCode'>): Promise<void> {
    const problem = creditCodeProblem(creditCode);
    if (problem) throw invalid('creditCode', problem);
    const region = await this.regions.find(regionCode);
    if (region?.code !== regionCode) throw invalid('regionCode', '没有这个地区，请重新选择');
  }

  private stated(id: string, body: Omit<Body, 'proof'>, proof: readonly string[]): Registrant {
    const contact = { name: body.contactName, phone: body.contactPhone };
    return { ...body, proof, contactSealed: this.personal.seal(JSON.stringify(contact), id) };
  }

  private async submitted(tx: Tx, by: Caller, id: string, { name, kind, creditCode, regionCode }: Omit<Body, 'proof'>) {
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'campaigns.registration_submitted',
      subjectKind: 'registration',
      subjectId: id,
      summary: `登记单位“${name}”`,
      data: { kind, creditCode, regionCode },
    });
    const region = await this.regions.find(regionCode);
    const level = LEVELS[(region?.level ?? 3) as keyof typeof LEVELS];
    await this.notices.tell(
      tx,
      { office: { level, regionCode, township: null } },
      {
        kind: 'campaign',
        title: `单位登记待审核：${name}`,
        body: `${name}申请登记为${kind === 'recipient' ? '受赠单位' : '发起单位'}，请核对证明材料后通过或退回。`,
        link: `/administration/registrations?id=${id}`,
      },
    );
  }
}

/** Files of a registration are looked at by the offices of its region. */
const belongingOf = ({ regionCode }: Pick<Body, 'regionCode'>) => ({ supplierId: null, regionCode });

/** Throws `credit_code_taken` for a code of an organisation of another kind, `organisation_has_manager` for one that somebody manages. */
async function requireFree(
  tx: Tx,
  { kind, creditCode }: { readonly kind: string; readonly creditCode: string },
): Promise<void> {
  const known = await tx.one<{ kind: string; managed: boolean }>(
    `SELECT o.kind, EXISTS (SELECT FROM membership m WHERE m.organisation_id = o.id AND m.role = 'manager') AS managed
     FROM organisation o WHERE o.credit_code = $1`,
    [creditCode],
  );
  if (!known) return;
  if (known.kind !== kind) throw new DomainError('credit_code_taken');
  if (known.managed) throw new DomainError('organisation_has_manager');
}
