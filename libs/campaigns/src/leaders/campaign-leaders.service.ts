import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { CAMPAIGNS_AUDIT_ACTIONS, RouteInput } from '@yigou/contracts';
import { auditOf, type Caller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { PersonalData, PolicyParameters, type Tx, UnitOfWork, violatedConstraint } from '@yigou/platform';
import { lockOwn } from '../authoring/organiser';
import type { LockedCampaign } from '../lock-campaign';
import { closeOwnPoint, type ProposedPoint } from './lead-campaigns.service';
import { mostOwnPoints, OWN_POINTS } from './leads';
import { lockLeader, type LockedLeader, moveLeader } from './move-leader';

interface Held {
  readonly by: Caller;
  readonly campaign: LockedCampaign;
  readonly leader: LockedLeader;
}

/** What an organiser decides of those who gather people for the own campaign. */
@Injectable()
export class CampaignLeaders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly personal: PersonalData,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly policy: PolicyParameters,
  ) {}

  /**
   * Accepts who asked, with the point that they proposed, or refuses with a reason. Throws `not_found` for the campaigns of others, `login_unverified`, `campaign_not_recruiting`,
   * `leader_moved`, `leader_points_full` for one point too many of sub-leaders’ own, `leader_point_taken` when another has become the point’s leader meanwhile.
   */
  async answer(caller: Caller, id: string, { decision, reason }: RouteInput<'answerLeader'>['body']): Promise<void> {
    const mostPoints = await this.policy.get('campaigns.own_points');
    try {
      await this.uow.run(async (tx) => {
        const held = await hold(tx, caller, id);
        if (decision === 'accept') await this.accept(tx, held, mostPoints);
        else await this.refuse(tx, held, reason);
      });
    } catch (error) {
      if (violatedConstraint(error) === 'campaigns_leader_one_at_point') throw new DomainError('leader_point_taken');
      throw error;
    }
  }

  /** Removes who leads: from then on the link counts nothing, and says nothing of it. Throws `not_found`, `login_unverified`, `leader_moved`. */
  async remove(caller: Caller, id: string, { reason }: RouteInput<'removeLeader'>['body']): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, campaign, leader } = await hold(tx, caller, id);
      await moveLeader(tx, leader, { action: 'remove', by, reason });
      await closeOwnPoint(tx, leader);
      await this.note(tx, by, 'campaigns.leader_removed', campaign, `移出团长“${leader.name}”：${reason}`);
      await this.tell(tx, leader, '您已不再是帮卖团长', `发起人请您退出“${campaign.title}”的帮卖：${reason}。`);
    });
  }

  /** Lets people ask, or no more; who leads or has asked is not touched. Throws `not_found`, `login_unverified`. */
  async open(caller: Caller, campaignId: string, open: boolean): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, campaign } = await lockOwn(tx, caller, campaignId);
      const changed = await tx.query<{ id: string }>(
        'UPDATE campaigns_campaign SET leaders_open = $2 WHERE id = $1 AND leaders_open <> $2 RETURNING id',
        [campaignId, open],
      );
      if (changed.length === 0) return;
      const [action, words] = open
        ? (['campaigns.leaders_opened', '开放帮卖'] as const)
        : (['campaigns.leaders_closed', '停止招募帮卖团长'] as const);
      await this.note(tx, by, action, campaign, words);
    });
  }

  private async accept(tx: Tx, { by, campaign, leader }: Held, mostPoints: number): Promise<void> {
    if (campaign.status !== 'recruiting') throw new DomainError('campaign_not_recruiting', { status: campaign.status });
    if (leader.proposalSealed !== null) await requirePointRoom(tx, campaign.id, mostPoints);
    const madePointId = leader.proposalSealed === null ? undefined : await this.makePoint(tx, leader);
    await moveLeader(tx, leader, { action: 'accept', by, ...(madePointId && { madePointId }) });
    await this.note(tx, by, 'campaigns.leader_accepted', campaign, `同意“${leader.name}”做帮卖团长`);
    await this.tell(tx, leader, '您已成为帮卖团长', `发起人同意您帮卖“${campaign.title}”，请分享您的专属链接。`);
  }

  private async refuse(tx: Tx, { by, campaign, leader }: Held, reason: string): Promise<void> {
    await moveLeader(tx, leader, { action: 'refuse', by, reason });
    await this.note(tx, by, 'campaigns.leader_refused', campaign, `谢绝“${leader.name}”做帮卖团长：${reason}`);
    await this.tell(tx, leader, '帮卖申请未通过', `“${campaign.title}”的发起人没有同意：${reason}。可以修改后再申请。`);
  }

  /** A point like those of the organiser, seen by who fetches there and by who sends there. */
  private async makePoint(tx: Tx, { id, campaignId, proposalSealed }: LockedLeader): Promise<string> {
    const said = JSON.parse(this.personal.open(proposalSealed ?? '', id)) as ProposedPoint;
    const pointId = newId();
    await tx.query(
      `INSERT INTO campaigns_point (id, campaign_id, name, contact, phone, region_code, region_path, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [pointId, campaignId, said.name, said.contact, said.phone, said.regionCode, said.regionPath, said.detail],
    );
    return pointId;
  }

  private async note(
    tx: Tx,
    by: Caller,
    action: keyof typeof CAMPAIGNS_AUDIT_ACTIONS,
    { id, number }: LockedCampaign,
    what: string,
  ): Promise<void> {
    await this.audit.record(tx, {
      ...auditOf(by),
      action,
      subjectKind: 'campaign',
      subjectId: id,
      summary: `团购 ${number}：${what}`,
    });
  }

  private tell(tx: Tx, { userId, campaignId }: LockedLeader, title: string, body: string): Promise<void> {
    const link = `/my/leading/${campaignId}`;
    return this.notices.tell(tx, { userIds: [userId] }, { kind: 'campaign', title, body, link });
  }
}

/** Each point is a parcel more for every supplier, who agreed to so many. The caller holds the campaign exclusively. */
async function requirePointRoom(tx: Tx, campaignId: string, policy: number): Promise<void> {
  const { points = 0, most = policy } =
    (await tx.one<{ points: number; most: number }>(
      `SELECT ${OWN_POINTS} AS points, ${mostOwnPoints('$2')} AS most FROM campaigns_campaign c WHERE c.id = $1`,
      [campaignId, policy],
    )) ?? {};
  if (points >= most) throw new DomainError('leader_points_full', { most });
}

/** The sub-leader under its lock, after the caller’s own campaign: nobody joins meanwhile, so that no pledge is counted to who was just removed. Throws `not_found`, `login_unverified`. */
async function hold(tx: Tx, caller: Caller, id: string): Promise<Held> {
  const of = await tx.one<{ campaignId: string }>(
    'SELECT campaign_id AS "campaignId" FROM campaigns_leader WHERE id = $1',
    [id],
  );
  if (!of) throw new DomainError('not_found');
  return { ...(await lockOwn(tx, caller, of.campaignId)), leader: await lockLeader(tx, id) };
}
