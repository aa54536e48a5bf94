import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { CampaignStatus, RouteInput } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { organisersOf } from '../authoring/organiser';
import type { CampaignPlace } from '../campaign-place';
import { CAMPAIGN } from '../campaign-status';
import { tellSuppliers } from '../authoring/ask-suppliers';
import { type LockedCampaign, lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { RECIPIENT } from './needs.service';
import { keepPart, promise, release } from './promises';

type Answer = RouteInput<'answerCampaignNeed'>['body'];
type Confirmation = Extract<Answer, { decision: 'confirm' }>;

const invalid = (field: string, reason: string) =>
  new DomainError('validation_failed', { fields: { [field]: reason } });
/** In these what a campaign promised is free: it is not confirmed yet, or came to nothing. */
const FREE: readonly CampaignStatus[] = ['draft', 'to_recipient', 'failed', 'cancelled'];

/** What a recipient says to a donation (以购代捐): what it takes, how much, when and where (受赠方确认需求), before any supplier is asked; or why not. */
@Injectable()
export class Donations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly regions: RegionDirectory,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Confirms under the campaign's exclusive lock: its cap is at most what is taken, its goods go where the recipient says, and the need has promised its part. Throws
   * `forbidden`, `not_found` for another recipient's, `campaign_moved`, `donation_below_threshold`, `need_closed`, `need_exceeded`, `validation_failed`.
   */
  async answer(caller: Caller, campaignId: string, answer: Answer, claim: IdempotencyClaim): Promise<void> {
    const place = answer.decision === 'confirm' ? await this.placeOf(answer) : null;
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { campaignId });
      if (!first) return;
      const by = await holdSeat(tx, caller, RECIPIENT);
      const campaign = await lockCampaign(tx, campaignId);
      if (
        campaign.recipientId !== by.seat.organisationId ||
        campaign.form !== 'donation' ||
        campaign.status === 'draft'
      )
        throw new DomainError('not_found');
      if (answer.decision === 'confirm' && place) await this.confirm(tx, by, campaign, answer, place);
      else if (answer.decision === 'refuse') await this.refuse(tx, by, campaign, answer.reason);
    });
  }

  /** Follows where a campaign went: what it promised of a need is free when it came to nothing, and less when it came to less. Safe to repeat, in whatever order. */
  async follow(campaignId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const campaign = await lockCampaign(tx, campaignId);
      if (FREE.includes(campaign.status)) return release(tx, campaignId);
      const row = await tx.one<{ final: number | null }>(
        'SELECT final_shares AS final FROM campaigns_campaign WHERE id = $1',
        [campaignId],
      );
      if (row?.final != null) await keepPart(tx, campaignId, row.final);
    });
  }

  private async confirm(
    tx: Tx,
    by: SeatedCaller,
    campaign: LockedCampaign,
    { shares, quantity, deliverBy }: Confirmation,
    place: CampaignPlace,
  ): Promise<void> {
    CAMPAIGN.next(campaign.status, 'recipient_confirm');
    const { id: campaignId, thresholdShares } = campaign;
    if (shares < thresholdShares)
      throw new DomainError('donation_below_threshold', {
        fields: { shares: `至少 ${thresholdShares} 份才能成团；收不了这么多请谢绝` },
      });
    const row = await tx.one<{ needId: string | null; early: boolean }>(
      `SELECT need_id AS "needId", $2::date < ${MARKET_TODAY} AS early FROM campaigns_campaign WHERE id = $1`,
      [campaignId, deliverBy],
    );
    if (row?.early) throw invalid('deliverBy', '最晚收货日期已经过去，请重新选择');
    const needId = row?.needId ?? null;
    if (needId !== null && quantity === 0) throw invalid('quantity', '请填写这些份数相当于多少需求数量');
    const recipientId = by.seat.organisationId;
    const taken = { shares: Math.min(shares, campaign.capShares), quantity: needId === null ? 0 : quantity };
    await promise(tx, { campaignId, needId, recipientId, deliverBy, byId: by.actor.userId, ...taken });
    await tx.query('UPDATE campaigns_campaign SET cap_shares = $2, place = $3 WHERE id = $1', [
      campaignId,
      taken.shares,
      JSON.stringify(place),
    ]);
    await moveCampaign(tx, campaign, { action: 'recipient_confirm', by });
    await tellSuppliers(tx, this.notices, campaign);
    const body = `${by.seat.organisationName}最多接收 ${taken.shares} 份，最晚 ${deliverBy} 收货。接下来由供应商确认。`;
    await this.tell(tx, campaign, `受赠单位已确认：${campaign.title}`, body);
    await this.note(
      tx,
      by,
      campaign,
      'campaigns.donation_confirmed',
      `确认接收“${campaign.title}”最多 ${taken.shares} 份`,
    );
  }

  private async refuse(tx: Tx, by: SeatedCaller, campaign: LockedCampaign, reason: string): Promise<void> {
    await moveCampaign(tx, campaign, { action: 'recipient_refuse', by, reason });
    const body = `${by.seat.organisationName}谢绝了：${reason}。可以修改后重新提交，或改送其他受赠单位。`;
    await this.tell(tx, campaign, `受赠单位谢绝：${campaign.title}`, body);
    await this.note(tx, by, campaign, 'campaigns.donation_refused', `谢绝“${campaign.title}”：${reason}`);
  }

  private async placeOf({ regionCode, detail, contactName, contactPhone }: Confirmation): Promise<CampaignPlace> {
    const region = await this.regions.find(regionCode);
    if (region?.code !== regionCode) throw invalid('regionCode', '没有这个地区，请重新选择');
    return { receiver: contactName, phone: contactPhone, regionCode, regionPath: region.path, detail };
  }

  private tell(tx: Tx, campaign: LockedCampaign, title: string, body: string): Promise<void> {
    const link = `/organise/${campaign.id}`;
    return this.notices.tell(tx, organisersOf(campaign), { kind: 'campaign', title, body, link });
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    { id }: LockedCampaign,
    action: `campaigns.donation_${'confirmed' | 'refused'}`,
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'campaign', subjectId: id, summary });
  }
}
