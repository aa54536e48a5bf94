import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { COUNTY_AND_ABOVE, type RouteInput } from '@yigou/contracts';
import { auditOf, type Caller, covers, holdSeat, type SeatedCaller } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { type LockedCampaign, lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { campaignGoods } from './campaign-goods.queries';
import { releaseGoods } from '../closing/close-campaigns';
import { cancelCampaign } from './cancel-campaign';
import { organisersOf } from './organiser';

/** Offices that govern all counties that the goods of a campaign come from. */
export const CAMPAIGN_OFFICE = { kind: 'administration', levels: COUNTY_AND_ABOVE } as const;
const SHARDS = 16;

/** What the office says to a campaign: it opens, goes back, or is stopped. */
@Injectable()
export class ReviewCampaigns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Opens a campaign: from now on people join. Throws `forbidden`, `not_found` outside the jurisdiction, `campaign_moved`, `campaign_deadline_near` when its deadline is over or within the hour,
   * `campaign_goods_gone` when something of it is no longer sold.
   */
  approve(caller: Caller, id: string, once: IdempotencyClaim): Promise<void> {
    return this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, once, {});
      if (!first) return;
      const { by, campaign } = await this.hold(tx, caller, id);
      await moveCampaign(tx, campaign, { action: 'approve', by });
      await requireOpenable(tx, campaign);
      await openSlots(tx, campaign);
      await this.note(tx, by, 'approved', campaign, `团购“${campaign.title}”审核通过`);
      const body = `“${campaign.title}”已审核通过，开始招募。`;
      await this.notices.tell(tx, organisersOf(campaign), {
        kind: 'campaign',
        title: '团购开始招募',
        body: `${body}请把链接分享出去。`,
        link: `/organise/${id}`,
      });
      const suppliers = await tx.query<{ id: string }>(
        'SELECT supplier_id AS id FROM campaigns_supplier WHERE campaign_id = $1',
        [id],
      );
      await this.notices.tell(
        tx,
        { organisationIds: suppliers.map((one) => one.id) },
        { kind: 'campaign', title: '团购开始招募', body, link: `/supplier/campaigns?id=${id}` },
      );
    });
  }

  /** Sends a campaign back to its organiser with what is to change, by field; its suppliers are asked anew afterwards. Throws `forbidden`, `not_found`, `campaign_moved`. */
  sendBack(caller: Caller, id: string, { reason, fieldNotes }: RouteInput<'returnCampaign'>['body']): Promise<void> {
    return this.uow.run(async (tx) => {
      const { by, campaign } = await this.hold(tx, caller, id);
      await moveCampaign(tx, campaign, { action: 'return', by, reason });
      await tx.query('UPDATE campaigns_campaign SET review_notes = $2::jsonb WHERE id = $1', [
        id,
        JSON.stringify(fieldNotes),
      ]);
      await releaseGoods(tx, this.stock, id);
      await this.note(tx, by, 'returned', campaign, `退回团购“${campaign.title}”：${reason}`);
      await this.notices.tell(tx, organisersOf(campaign), {
        kind: 'campaign',
        title: '团购被退回',
        body: `“${campaign.title}”被退回：${reason}。请修改后重新提交。`,
        link: `/organise/${id}`,
      });
    });
  }

  /** Stops a campaign before it has succeeded; those who paid get all of it back. Throws `forbidden`, `not_found`, `campaign_moved`. */
  stop(caller: Caller, id: string, reason: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const { by, campaign } = await this.hold(tx, caller, id);
      await cancelCampaign(tx, this.stock, campaign, { by, reason });
      await this.note(tx, by, 'stopped', campaign, `停止团购“${campaign.title}”：${reason}`);
      await this.notices.tell(tx, organisersOf(campaign), {
        kind: 'campaign',
        title: '团购已被停止',
        body: `${by.seat.organisationName}停止了“${campaign.title}”：${reason}。已付的款项全部退回参与人。`,
        link: `/organise/${id}`,
      });
    });
  }

  private async hold(tx: Tx, caller: Caller, id: string): Promise<{ by: SeatedCaller; campaign: LockedCampaign }> {
    const by = await holdSeat(tx, caller, CAMPAIGN_OFFICE);
    const campaign = await lockCampaign(tx, id);
    const place = await tx.one<{ prefix: string }>(
      'SELECT review_prefix AS prefix FROM campaigns_campaign WHERE id = $1',
      [id],
    );
    const there = place && covers(by.seat, { regionCode: place.prefix, township: null });
    // A draft is its organiser's own.
    if (!there || campaign.status === 'draft') throw new DomainError('not_found');
    return { by, campaign };
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    what: 'approved' | 'returned' | 'stopped',
    { id, number }: LockedCampaign,
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action: `campaigns.campaign_${what}`,
      subjectKind: 'campaign',
      subjectId: id,
      summary,
      data: { number },
    });
  }
}

async function requireOpenable(tx: Tx, { id }: LockedCampaign): Promise<void> {
  const late = await tx.one(
    `SELECT 1 FROM campaigns_campaign WHERE id = $1 AND deadline <= clock_timestamp() + interval '1 hour'`,
    [id],
  );
  if (late) throw new DomainError('campaign_deadline_near');
  const gone = (await campaignGoods(tx, id)).filter(({ orderable }) => !orderable);
  if (gone.length > 0)
    throw new DomainError('campaign_goods_gone', { products: gone.map(({ productName }) => productName) });
}

/** Spreads the shares over rows, so that those who join at once do not queue on one. */
async function openSlots(tx: Tx, { id, capShares }: LockedCampaign): Promise<void> {
  const shards = Math.min(SHARDS, capShares);
  await tx.query(
    `INSERT INTO campaigns_slot (campaign_id, shard, capacity)
     SELECT $1, n, $2 / $3 + CASE WHEN n < $2 % $3 THEN 1 ELSE 0 END FROM generate_series(0, $3 - 1) AS n`,
    [id, capShares, shards],
  );
}
