import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import {
  AttemptLimits,
  auditOf,
  type Caller,
  covers,
  holdSeat,
  type SeatedCaller,
  type SeatRule,
} from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import {
  type IdempotencyClaim,
  MARKET_TODAY,
  PersonalData,
  PolicyParameters,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { correctNeed, lockNeed, moveNeed, type StatedNeed, stateNeed } from './move-need';
import { OFFICE } from './registrations.service';

/** Who acts for a recipient; viewers only look. */
export const RECIPIENT: SeatRule = { kind: 'recipient' };

type Body = RouteInput<'createNeed'>['body'];
type Decision = RouteInput<'decideNeed'>['body'];

const invalid = (field: string, reason: string) =>
  new DomainError('validation_failed', { fields: { [field]: reason } });
/** A need stands at most so long. */
const MOST_DAYS = 730;

/** What recipients need, 受赠需求: published by them, looked at by an office of the region where the policy `campaigns.needs_reviewed` says so, and ended by them. */
@Injectable()
export class Needs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionDirectory,
    private readonly limits: AttemptLimits,
    private readonly policies: PolicyParameters,
    private readonly personal: PersonalData,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /** Answers its id. Throws `forbidden`, `validation_failed` at the field, `rate_limited`. */
  async create(caller: Caller, body: Body, claim: IdempotencyClaim): Promise<string> {
    const reviewed = await this.prepare(body);
    await this.limits.take('need', caller.actor.userId);
    const id = newId();
    return this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, RECIPIENT);
      await requireSense(tx, body);
      const recipientId = by.seat.organisationId;
      const said = this.stated(id, body);
      const place = { id, recipientId, byId: by.actor.userId };
      const number = await stateNeed(tx, place, said, reviewed ? 'submit' : 'publish');
      await this.submitted(tx, by, { id, number, title: body.title, regionCode: body.regionCode, reviewed });
      return id;
    });
  }

  /** Corrects what was returned and submits it again. Throws `forbidden`, `not_found`, `need_closed`, `validation_failed`. */
  async save(caller: Caller, id: string, body: Body): Promise<void> {
    const reviewed = await this.prepare(body);
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECIPIENT);
      const need = await lockNeed(tx, id, by.seat.organisationId);
      await requireSense(tx, body);
      await moveNeed(tx, need, { action: reviewed ? 'resubmit' : 'republish', byId: by.actor.userId });
      await correctNeed(tx, id, this.stated(id, body));
      const { number } = need;
      await this.submitted(tx, by, { id, number, title: body.title, regionCode: body.regionCode, reviewed });
    });
  }

  /** Nothing more is promised for it; what is promised already is still taken. Throws `forbidden`, `not_found`, `need_closed`. */
  async close(caller: Caller, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECIPIENT);
      const need = await lockNeed(tx, id, by.seat.organisationId);
      await moveNeed(tx, need, { action: 'close', byId: by.actor.userId, reason });
      await this.note(tx, by, id, 'campaigns.need_closed', `结束受赠需求 ${need.number}：${reason}`);
    });
  }

  /** Takes it back. Throws `forbidden`, `not_found`, `need_closed`, `need_promised` where a campaign has promised some of it. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, RECIPIENT);
      const need = await lockNeed(tx, id, by.seat.organisationId);
      if (need.status === 'open' && need.promised > 0) throw new DomainError('need_promised');
      await moveNeed(tx, need, { action: 'withdraw', byId: by.actor.userId });
      await this.note(tx, by, id, 'campaigns.need_withdrawn', `撤回受赠需求 ${need.number}`);
    });
  }

  /** Throws `forbidden`, `not_found` outside the region, `conflict_of_interest` for who wrote it, `need_closed`. */
  async decide(caller: Caller, id: string, { decision: action, reason }: Decision): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, OFFICE);
      const need = await lockNeed(tx, id);
      if (!covers(by.seat, { regionCode: need.regionCode, township: null })) throw new DomainError('not_found');
      if (need.createdBy === by.actor.userId) throw new DomainError('conflict_of_interest');
      await moveNeed(tx, need, { action, byId: by.actor.userId, reason });
      const approved = action === 'approve';
      await this.note(
        tx,
        by,
        id,
        approved ? 'campaigns.need_approved' : 'campaigns.need_returned',
        approved ? `通过受赠需求 ${need.number}` : `退回受赠需求 ${need.number}：${reason}`,
      );
      await this.notices.tell(
        tx,
        { organisationIds: [need.recipientId] },
        {
          kind: 'campaign',
          title: approved ? `受赠需求已公开：${need.title}` : `受赠需求被退回：${need.title}`,
          body: approved ? '任何人都可以看到，并为它发起以购代捐。' : `原因：${reason}。请修改后重新提交。`,
          link: `/recipient/needs?id=${id}`,
        },
      );
    });
  }

  /** Whether an office looks at it first. Throws `validation_failed` for a place that there is not. */
  private async prepare({ regionCode }: Body): Promise<boolean> {
    const region = await this.regions.find(regionCode);
    if (region?.code !== regionCode) throw invalid('regionCode', '没有这个地区，请重新选择');
    return this.policies.get('campaigns.needs_reviewed', regionCode);
  }

  private stated(id: string, { detail, contactName, contactPhone, ...said }: Body): StatedNeed {
    const place = { detail, name: contactName, phone: contactPhone };
    return { ...said, placeSealed: this.personal.seal(JSON.stringify(place), id) };
  }

  private async submitted(
    tx: Tx,
    by: SeatedCaller,
    said: {
      readonly id: string;
      readonly number: string;
      readonly title: string;
      readonly regionCode: string;
      readonly reviewed: boolean;
    },
  ): Promise<void> {
    const { id, number, title, regionCode, reviewed } = said;
    await this.note(tx, by, id, 'campaigns.need_published', `发布受赠需求 ${number}“${title}”`);
    if (!reviewed) return;
    await this.notices.tell(
      tx,
      { office: { level: 'county', regionCode, township: null } },
      {
        kind: 'campaign',
        title: `受赠需求待审核：${title}`,
        body: `${by.seat.organisationName}发布了受赠需求，请核对后公开或退回。`,
        link: `/administration/needs?id=${id}`,
      },
    );
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    subjectId: string,
    action: `campaigns.need_${'published' | 'closed' | 'withdrawn' | 'approved' | 'returned'}`,
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'need', subjectId, summary });
  }
}

/** Throws `validation_failed` for a category that there is not, and for a day that is over or too far. One statement. */
async function requireSense(tx: Tx, { category, until }: Body): Promise<void> {
  const row = await tx.one<{ known: boolean; over: boolean; far: boolean }>(
    `SELECT ($1::text IS NULL OR EXISTS (SELECT FROM category WHERE slug = $1)) AS known, $2::date < ${MARKET_TODAY} AS over,
       $2::date > ${MARKET_TODAY} + ${MOST_DAYS} AS far`,
    [category, until],
  );
  if (!row?.known) throw invalid('category', '没有这个分类，请重新选择');
  if (row.over) throw invalid('until', '截止日期已经过去，请重新选择');
  if (row.far) throw invalid('until', '截止日期最远两年，请重新选择');
}
