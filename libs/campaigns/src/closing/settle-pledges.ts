import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CampaignStatus, DeliveryMode, PledgeStatus } from '@yigou/contracts';
import { SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { type Fen, fenText, timesFen } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Refunds } from '@yigou/payments';
import {
  batchIsolated,
  Database,
  type Isolated,
  NO_ID,
  raiseFailures,
  sweepEach,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { type LockedPledge, lockPledges, movePledges, PLEDGE_COLUMNS } from '../move-pledges';
import { pledgeNotice } from '../pledges/pledge-notices';
import { releaseGoods } from './close-campaigns';
import { shareFen, type ShareGoods } from './finals';
import { leftOfPayments } from './left-of-payments';

/** Pledges to a transaction: it holds as many payments for as long as it takes, and what a crash undoes is no more than this. */
export const PLEDGES_A_BATCH = 500;

const SWEEP = 'settle-pledges';
const CAMPAIGNS_A_PAGE = 100;

/** A campaign that has been decided, and whose pledges do not all know of it yet. */
interface Decided {
  readonly id: string;
  /** As PostgreSQL writes it. */
  readonly closedAt: string;
  readonly title: string;
  readonly status: CampaignStatus;
  readonly deliveryMode: DeliveryMode;
  readonly failReason: string;
  readonly freightShareFen: Fen;
  /** Place, from 0, of the tier that was reached; null: it did not succeed. */
  readonly reachedTier: number | null;
  readonly goods: readonly ShareGoods[];
}

/**
 * What becomes of the pledges of a campaign that was decided, in batches: each is a transaction, found from the tables, so that a worker may be killed at any point and another
 * goes on where it ended. A pledge is refunded in full (failed, cancelled), or confirmed at the price of the tier that was reached, and what it paid above that goes back. Each once: a
 * refund is one per pledge and cause, and only a paid pledge moves.
 */
@Injectable()
export class SettlePledges {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly refunds: Refunds,
    private readonly stock: StockLedger,
    private readonly notices: Notices,
  ) {}

  /** All that is to be done now; returns how many campaigns were. Throws `SweepFailed` when something of one could not be: the others are done. */
  settleAll(): Promise<number> {
    return sweepEach(
      { name: SWEEP, size: CAMPAIGNS_A_PAGE, due: (after?: Decided) => this.decided(after) },
      (campaign) => this.settle(campaign),
    );
  }

  private decided(after: Decided | undefined): Promise<Decided[]> {
    return this.db.query<Decided>(
      `SELECT c.id, c.closed_at::text AS "closedAt", c.title, c.status, c.delivery_mode AS "deliveryMode", c.fail_reason AS "failReason",
         c.freight_share_fen AS "freightShareFen", c.reached_tier AS "reachedTier",
         (SELECT jsonb_agg(jsonb_build_object('pieces', g.pieces, 'pricesFen', g.prices_fen)) FROM campaigns_goods g WHERE g.campaign_id = c.id) AS goods
       FROM campaigns_campaign c WHERE c.closed_at IS NOT NULL AND c.pledges_done_at IS NULL AND (c.closed_at, c.id) > ($1::timestamptz, $2::uuid)
       ORDER BY c.closed_at, c.id LIMIT ${CAMPAIGNS_A_PAGE}`,
      [after?.closedAt ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /** A batch that fails is taken pledge by pledge: one that cannot be given back keeps nobody else's money. */
  private async settle(campaign: Decided): Promise<void> {
    const gone = campaign.status === 'failed' || campaign.status === 'cancelled';
    if (gone) await this.uow.run((tx) => releaseGoods(tx, this.stock, campaign.id));
    const settle = (batch: readonly LockedPledge[]) =>
      this.uow.run((tx) => (gone ? this.giveBack(tx, campaign, batch) : this.confirm(tx, campaign, batch)));
    const all: { done: number; failures: Isolated<unknown>['failures'][number][] } = { done: 0, failures: [] };
    for (let after = NO_ID; ;) {
      const batch = await this.next(campaign.id, gone ? ['paid', 'confirmed'] : ['paid'], after);
      const last = batch.at(-1);
      if (!last) break;
      const { done, failures } = await batchIsolated(SWEEP, batch, settle);
      all.done += done;
      all.failures.push(...failures);
      after = last.id;
    }
    await this.finish(campaign.id);
    raiseFailures(`${SWEEP} of ${campaign.id}`, all);
  }

  private next(campaignId: string, statuses: readonly PledgeStatus[], after: string): Promise<LockedPledge[]> {
    return this.db.query<LockedPledge>(
      `SELECT ${PLEDGE_COLUMNS} FROM campaigns_pledge p WHERE p.campaign_id = $1 AND p.status = ANY($3) AND p.id > $2 ORDER BY p.id LIMIT ${PLEDGES_A_BATCH}`,
      [campaignId, after, statuses],
    );
  }

  /** The payments are locked with the refunds, then the pledges: what another worker has moved meanwhile is left out. */
  private async giveBack(tx: Tx, campaign: Decided, batch: readonly LockedPledge[]): Promise<void> {
    const cancelled = campaign.status === 'cancelled';
    const why = cancelled ? '活动取消' : '活动未成团';
    const leftFen = await leftOfPayments(
      tx,
      this.refunds,
      batch.map(({ paymentId }) => paymentId),
    );
    await this.refund(
      tx,
      batch.map((pledge) => ({
        pledge,
        // Of one that was confirmed before it was given up, the difference went back then, and what is in its orders' pool comes back through that.
        fen: pledge.status === 'paid' ? pledge.amountFen : (leftFen.get(pledge.paymentId) ?? 0),
      })),
      { cause: cancelled ? 'campaign_cancelled' : 'campaign_failed', reason: `${why}，全额退回` },
    );
    const paid = await lockIn(tx, batch, ['paid', 'confirmed']);
    await movePledges(tx, paid, { action: 'refund', by: SYSTEM, reason: campaign.failReason || why });
    const because = campaign.failReason ? `（${campaign.failReason}）` : '';
    const told = paid.map((pledge) =>
      pledgeNotice(
        pledge,
        `${why}，款项已退回`,
        `“${campaign.title}”${why}${because}。您付的 ${fenText(pledge.finalFen ?? pledge.amountFen)} 全额原路退回，无需您操作，一般几分钟到三个工作日到账。`,
      ),
    );
    await this.notices.tellMany(tx, 'campaign', told);
  }

  private async confirm(tx: Tx, campaign: Decided, batch: readonly LockedPledge[]): Promise<void> {
    const priceFen = shareFen(campaign.goods, campaign.reachedTier ?? 0);
    const finalOf = ({ shares }: LockedPledge) => timesFen(priceFen + campaign.freightShareFen, shares);
    const backOf = (pledge: LockedPledge) => pledge.amountFen - finalOf(pledge);
    await this.refund(
      tx,
      batch.map((pledge) => ({ pledge, fen: backOf(pledge) })),
      { cause: 'tier_difference', reason: '成团价低于已付价格，退还差价' },
    );
    const paid = await lockIn(tx, batch, ['paid']);
    const finals = new Map(
      paid.map((pledge) => [
        pledge.id,
        {
          finalFen: finalOf(pledge),
          freightFen: timesFen(campaign.freightShareFen, pledge.shares),
          handCode: campaign.deliveryMode === 'pickup' ? handCode() : null,
        },
      ]),
    );
    await movePledges(tx, paid, { action: 'confirm', by: SYSTEM, reason: '成团', finals });
    const told = paid.map((pledge) => {
      const back = backOf(pledge);
      const difference = back > 0 ? `成团价更低，差价 ${fenText(back)} 已原路退回，无需您操作。` : '';
      return pledgeNotice(
        pledge,
        '团购成团',
        `“${campaign.title}”已成团，您的 ${pledge.shares} 份已确认。${difference}`,
      );
    });
    await this.notices.tellMany(tx, 'campaign', told);
  }

  private async refund(
    tx: Tx,
    rows: readonly { readonly pledge: LockedPledge; readonly fen: Fen }[],
    { cause, reason }: { readonly cause: string; readonly reason: string },
  ): Promise<void> {
    const wanted = rows.filter(({ fen }) => fen > 0);
    const refused = await this.refunds.requestMany(
      tx,
      wanted.map(({ pledge, fen }) => ({
        paymentId: pledge.paymentId,
        holder: pledge.id,
        cause,
        amountFen: fen,
        reason,
      })),
    );
    // What a paid pledge paid is there: if not, the books are wrong, and a person must look before more is moved.
    if (refused.length > 0)
      throw new Error(
        `${refused.length} pledges have less left to give back than they paid, the first ${refused[0]?.holder}`,
      );
  }

  /** Nothing is pending or paid any more: whoever goes on with the campaign may. Unpaid ones are closed by the sweep of those that are not paid in time. */
  private async finish(campaignId: string): Promise<void> {
    await this.db.query(
      `UPDATE campaigns_campaign SET pledges_done_at = clock_timestamp() WHERE id = $1 AND pledges_done_at IS NULL
         AND NOT EXISTS (SELECT FROM campaigns_pledge p WHERE p.campaign_id = $1 AND p.status IN ('pending', 'paid'))`,
      [campaignId],
    );
  }
}

const lockIn = async (
  tx: Tx,
  batch: readonly LockedPledge[],
  statuses: readonly PledgeStatus[],
): Promise<LockedPledge[]> => {
  const locked = await lockPledges(
    tx,
    batch.map(({ id }) => id),
  );
  return locked.filter(({ status }) => statuses.includes(status));
};

/** Letters and figures that nobody takes for each other. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const HAND_CODE_LENGTH = 10;
/** What a share is fetched with (提货码): guessed by nobody, read out in a moment. */
const handCode = (): string =>
  Array.from({ length: HAND_CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
