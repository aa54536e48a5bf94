import { Injectable } from '@nestjs/common';
import type { RouteInput } from '@yigou/contracts';
import { AttemptLimits, type Caller, inPerson, requireVerifiedLogin, SYSTEM } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import {
  claimKey,
  exclusiveLock,
  type IdempotencyClaim,
  PersonalData,
  PolicyParameters,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { organisersOf } from '../authoring/organiser';
import { holdCampaign, type LockedCampaign, lockCampaign } from '../lock-campaign';
import { LEADER } from './leader-status';
import { type Asked, askToLead, lockLeaderOf, type LockedLeader, moveLeader } from './move-leader';

type Body = RouteInput<'askToLead'>['body'];
/** A point as it is proposed, sealed to the sub-leader’s row as JSON. */
export type ProposedPoint = NonNullable<Body['point']> & { readonly regionPath: string };

const LAPSED_AT_ONCE = 100;
const invalid = (fields: Record<string, string>) => new DomainError('validation_failed', { fields });

/** 帮卖: people ask to gather others for a campaign under an own link, and stop when they like. */
@Injectable()
export class LeadCampaigns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionDirectory,
    private readonly policy: PolicyParameters,
    private readonly limits: AttemptLimits,
    private readonly personal: PersonalData,
    private readonly notices: Notices,
  ) {}

  /**
   * Asks, also once more after a refusal or after leaving. Throws `login_unverified`, `not_found`, `campaign_not_recruiting`, `campaign_over`, `leader_is_organiser`,
   * `leaders_closed`, `leaders_full`, `leading_limit` with `details.limit`, `leader_known`, `leader_removed`, `leader_point_taken`, `rate_limited`, and `validation_failed` for
   * a point that is not the campaign’s, or an own one outside the counties that its suppliers agreed to send to.
   */
  async ask(caller: Caller, campaignId: string, body: Body, claim: IdempotencyClaim): Promise<void> {
    const by = inPerson(caller);
    const { userId } = by.actor;
    const [most, mostLed] = await Promise.all([
      this.policy.get('campaigns.leaders_per_campaign'),
      this.policy.get('campaigns.led_per_person'),
    ]);
    await this.limits.take('leaderAsk', userId);
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, {});
      if (!first) return;
      await requireVerifiedLogin(tx, userId);
      const campaign = await holdCampaign(tx, campaignId);
      // The last place goes to one, and nobody has more at once than they may: first those of the campaign stand in a line, then those of the person.
      await tx.query(`SELECT ${exclusiveLock('$1')}`, [`leaders|${campaignId}`]);
      await tx.query(`SELECT ${exclusiveLock('$1')}`, [`leader|${userId}`]);
      await requireOpen(tx, campaign, userId);
      const before = await lockLeaderOf(tx, campaignId, userId);
      if (before) requireAskable(before);
      await requireRoom(tx, { campaignId, userId, most, mostLed });
      const id = before?.id ?? newId();
      const said = await this.stated(tx, campaign, id, body);
      if (before) await moveLeader(tx, before, { action: 'ask_again', by, said });
      else await askToLead(tx, id, { campaignId, by }, said);
      await this.notices.tell(tx, organisersOf(campaign), {
        kind: 'campaign',
        title: '有人申请帮卖',
        body: `“${said.name}”申请做“${campaign.title}”的帮卖团长，请答复。`,
        link: `/organise/${campaignId}`,
      });
    });
  }

  /**
   * Takes the own ask back, or ends the own leading: the link leads on to the campaign and counts no more. Throws `not_found`, `leader_moved` when it has ended already.
   */
  async leave(caller: Caller, campaignId: string): Promise<void> {
    const by = inPerson(caller);
    await this.uow.run(async (tx) => {
      const campaign = await lockCampaign(tx, campaignId);
      const leader = await lockLeaderOf(tx, campaignId, by.actor.userId);
      if (!leader) throw new DomainError('not_found');
      const action = leader.status === 'asked' ? 'withdraw' : 'leave';
      await moveLeader(tx, leader, { action, by });
      await closeOwnPoint(tx, leader);
      if (action === 'leave')
        await this.notices.tell(tx, organisersOf(campaign), {
          kind: 'campaign',
          title: '团长退出帮卖',
          body: `“${leader.name}”不再帮卖“${campaign.title}”。经其链接参加的人不受影响。`,
          link: `/organise/${campaignId}`,
        });
    });
  }

  /** Ends asks that nobody answered while their campaign recruited; what was proposed is forgotten with them. Answers how many; safe to repeat. */
  lapseUnanswered(): Promise<number> {
    return this.uow.run(async (tx) => {
      const rows = await tx.query<Pick<LockedLeader, 'id' | 'campaignId' | 'status'>>(
        `SELECT l.id, l.campaign_id AS "campaignId", l.status FROM campaigns_leader l JOIN campaigns_campaign c ON c.id = l.campaign_id
         WHERE l.status = 'asked' AND c.status <> 'recruiting' ORDER BY l.asked_at, l.id LIMIT ${LAPSED_AT_ONCE} FOR UPDATE OF l SKIP LOCKED`,
      );
      for (const row of rows) await moveLeader(tx, row, { action: 'lapse', by: SYSTEM, reason: '活动已结束招募' });
      return rows.length;
    });
  }

  private async stated(tx: Tx, campaign: LockedCampaign, id: string, { name, pointId, point }: Body): Promise<Asked> {
    if ((pointId || point) && campaign.deliveryMode !== 'pickup')
      throw invalid({ pointId: '该活动不设自提点，请不选自提点' });
    if (pointId) await requirePoint(tx, campaign.id, pointId);
    if (!point) return { name, pointId, proposalSealed: null };
    const region = await this.regions.find(point.regionCode);
    if (!region?.leaf) throw invalid({ 'point.regionCode': '请选择到县（没有县的市选到市）' });
    // Freight differs by county: only where suppliers agreed to send is nothing asked of them that they did not agree to.
    const near = await tx.one('SELECT FROM campaigns_point WHERE campaign_id = $1 AND region_code = $2 LIMIT 1', [
      campaign.id,
      region.code,
    ]);
    if (!near) throw invalid({ 'point.regionCode': '自提点要在活动已有自提点的县（区），供应商只同意送到那里' });
    const plain: ProposedPoint = { ...point, regionPath: region.path };
    return { name, pointId: null, proposalSealed: this.personal.seal(JSON.stringify(plain), id) };
  }
}

/** Closes the point that somebody brought with them for newcomers: who chose it fetches there still. */
export async function closeOwnPoint(tx: Tx, { pointId, ownPoint }: LockedLeader): Promise<void> {
  if (ownPoint)
    await tx.query('UPDATE campaigns_point SET closed_at = clock_timestamp() WHERE id = $1 AND closed_at IS NULL', [
      pointId,
    ]);
}

async function requireOpen(tx: Tx, campaign: LockedCampaign, userId: string): Promise<void> {
  const said = await tx.one<{ open: boolean; seen: boolean }>(
    'SELECT leaders_open AS open, opened_at IS NOT NULL AS seen FROM campaigns_campaign WHERE id = $1',
    [campaign.id],
  );
  if (!said?.seen) throw new DomainError('not_found');
  if (campaign.status !== 'recruiting') throw new DomainError('campaign_not_recruiting', { status: campaign.status });
  if (campaign.over) throw new DomainError('campaign_over');
  if (campaign.organiserId === null && campaign.organiserUserId === userId)
    throw new DomainError('leader_is_organiser');
  if (!said.open) throw new DomainError('leaders_closed');
}

function requireAskable({ status }: LockedLeader): void {
  if (status === 'removed') throw new DomainError('leader_removed');
  if (!LEADER.can(status, 'ask_again')) throw new DomainError('leader_known');
}

/** Those who asked and those who lead together: an ask holds a place until it is answered. */
async function requireRoom(
  tx: Tx,
  of: { readonly campaignId: string; readonly userId: string; readonly most: number; readonly mostLed: number },
): Promise<void> {
  const room = await tx.one<{ leaders: number; led: number }>(
    `SELECT (SELECT count(*)::int FROM campaigns_leader WHERE campaign_id = $1 AND status IN ('asked', 'active')) AS leaders,
       (SELECT count(*)::int FROM campaigns_leader l JOIN campaigns_campaign c ON c.id = l.campaign_id WHERE l.user_id = $2 AND l.status IN ('asked', 'active')
          AND c.status NOT IN ('failed', 'cancelled', 'handed_out', 'published', 'settled')) AS led`,
    [of.campaignId, of.userId],
  );
  if ((room?.leaders ?? 0) >= of.most) throw new DomainError('leaders_full');
  if ((room?.led ?? 0) >= of.mostLed) throw new DomainError('leading_limit', { limit: of.mostLed });
}

async function requirePoint(tx: Tx, campaignId: string, pointId: string): Promise<void> {
  const found = await tx.one<{ taken: boolean }>(
    `SELECT EXISTS (SELECT FROM campaigns_leader l WHERE l.point_id = p.id AND l.status = 'active') AS taken
     FROM campaigns_point p WHERE p.id = $2 AND p.campaign_id = $1 AND p.closed_at IS NULL`,
    [campaignId, pointId],
  );
  if (!found) throw invalid({ pointId: '该自提点已不可用，请另选' });
  if (found.taken) throw new DomainError('leader_point_taken');
}
