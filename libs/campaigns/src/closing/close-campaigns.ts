import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { Notices } from '@yigou/notifications';
import { Database, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { organisersOf } from '../authoring/organiser';
import { type LockedCampaign, lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { tierAt } from './finals';

/** A campaign that can be decided. */
interface Due {
  readonly id: string;
  /** As PostgreSQL writes it. */
  readonly deadline: string;
}
export type Closing = 'succeeded' | 'failed' | 'not_yet' | 'closed_before';

/**
 * Decides campaigns: after the deadline, or as soon as all of the cap is paid. Whoever joins, pays or withdraws holds the campaign with others; the decision holds it alone and
 * reads what is paid after that, so that it succeeds exactly when as many shares as the threshold were paid before the deadline. The pledges follow in batches of their own.
 */
@Injectable()
export class CloseCampaigns {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
    private readonly notices: Notices,
  ) {}

  /** Every campaign that is due, `size` to a page; returns how many were looked at. Throws `SweepFailed`. */
  closeDue(size: number): Promise<number> {
    return sweepEach({ name: 'close-campaigns', size, due: (after?: Due) => this.due(size, after) }, ({ id }) =>
      this.close(id),
    );
  }

  private due(limit: number, after: Due | undefined): Promise<Due[]> {
    return this.db.query<Due>(
      `SELECT c.id, c.deadline::text AS deadline FROM campaigns_campaign c
       WHERE c.status = 'recruiting' AND (c.deadline, c.id) > ($2::timestamptz, $3::uuid)
         AND (c.deadline <= clock_timestamp() OR (SELECT sum(paid) FROM campaigns_slot s WHERE s.campaign_id = c.id) >= c.cap_shares)
       ORDER BY c.deadline, c.id LIMIT $1`,
      [limit, after?.deadline ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /** Safe to repeat, and to run in several workers at once. Throws `not_found`. */
  close(campaignId: string): Promise<Closing> {
    return this.uow.run(async (tx) => {
      const campaign = await lockCampaign(tx, campaignId);
      if (campaign.status !== 'recruiting') return 'closed_before';
      const { paid } = (await tx.one<{ paid: number }>(
        'SELECT coalesce(sum(paid), 0)::int AS paid FROM campaigns_slot WHERE campaign_id = $1',
        [campaignId],
      )) ?? { paid: 0 };
      if (!campaign.over && paid < campaign.capShares) return 'not_yet';
      return paid >= campaign.thresholdShares ? this.succeed(tx, campaign, paid) : this.fail(tx, campaign, paid);
    });
  }

  private async succeed(tx: Tx, campaign: LockedCampaign, paid: number): Promise<Closing> {
    await this.releaseUnpledged(tx, campaign, campaign.capShares - paid);
    const final = { shares: paid, tier: tierAt(campaign.tierFrom, paid) };
    const deposits = campaign.depositShareFen !== null;
    const reason = `已付${deposits ? '定金' : '款'} ${paid} 份，成团`;
    await moveCampaign(tx, campaign, { action: deposits ? 'secure' : 'succeed', by: SYSTEM, reason, final });
    const tiers =
      campaign.tierFrom.length > 1
        ? `，按第 ${final.tier + 1} 档价格结算，差价${deposits ? '从尾款里减' : '自动退还'}`
        : '';
    await this.tellOrganiser(tx, campaign, '团购成团', `“${campaign.title}”${reason}${tiers}。`);
    return 'succeeded';
  }

  private async fail(tx: Tx, campaign: LockedCampaign, paid: number): Promise<Closing> {
    await releaseGoods(tx, this.stock, campaign.id);
    const reason = `截止时已付款 ${paid} 份，未达到成团的 ${campaign.thresholdShares} 份`;
    await moveCampaign(tx, campaign, { action: 'fail', by: SYSTEM, reason });
    await this.tellOrganiser(tx, campaign, '团购未成团', `“${campaign.title}”${reason}，已付款项自动全额退还。`);
    return 'failed';
  }

  /** What the suppliers held for shares that nobody paid. Of a pre-sale nothing is held yet. */
  private async releaseUnpledged(tx: Tx, { id, form }: LockedCampaign, shares: number): Promise<void> {
    if (shares === 0 || form === 'pre_sale') return;
    const goods = await tx.query<{ id: string; skuId: string; pieces: number }>(
      'SELECT id, sku_id AS "skuId", pieces FROM campaigns_goods WHERE campaign_id = $1 ORDER BY sku_id',
      [id],
    );
    for (const { id: holder, skuId, pieces } of goods)
      await this.stock.releasePieces(tx, { holder, lines: [{ skuId, quantity: pieces * shares }] });
  }

  private tellOrganiser(tx: Tx, campaign: LockedCampaign, title: string, body: string): Promise<void> {
    const link = `/organise/${campaign.id}`;
    return this.notices.tell(tx, organisersOf(campaign), { kind: 'campaign', title, body, link });
  }
}

/** All that is held of the stock for a campaign goes back; doing it again gives back nothing. The caller holds the campaign's lock. */
export async function releaseGoods(tx: Tx, stock: StockLedger, campaignId: string): Promise<void> {
  const goods = await tx.query<{ id: string }>('SELECT id FROM campaigns_goods WHERE campaign_id = $1', [campaignId]);
  await stock.release(
    tx,
    goods.map(({ id }) => id),
  );
}
