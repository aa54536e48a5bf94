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
import { SettleBalances, type WithBalances } from '../balances/settle-balances';
import { partsOfPledges } from '../balances/payments-of-pledges';
import { type LockedPledge, movePledges, PLEDGE_COLUMNS } from '../move-pledges';
import { pledgeNotice } from '../pledges/pledge-notices';
import { releaseGoods } from './close-campaigns';
import { shareFen } from './finals';
import { handCode } from './hand-code';
import { leftOfPayments } from './left-of-payments';
import { lockIn } from './lock-in';

/** Pledges to a transaction: it holds as many payments for as long as it takes, and what a crash undoes is no more than this. */
export const PLEDGES_A_BATCH = 500;

const SWEEP = 'settle-pledges';
const CAMPAIGNS_A_PAGE = 100;

/** A campaign that has been decided, and whose pledges do not all know of it yet. */
interface Decided extends WithBalances {
  /** As PostgreSQL writes it. */
  readonly closedAt: string;
  readonly status: CampaignStatus;
  readonly deliveryMode: DeliveryMode;
  readonly failReason: string;
  /** Of a share, what was paid at joining; null: all of it. */
  readonly depositShareFen: Fen | null;
}

/** Pledges in some of these states, and what becomes of them. */
interface Work {
  readonly of: readonly PledgeStatus[];
  readonly does: (tx: Tx, batch: readonly LockedPledge[]) => Promise<void>;
}

/**
 * What becomes of the pledges of a campaign that was decided, in batches: each is a transaction, found from the tables, so that a worker may be killed at any point and another
 * goes on where it ended. A pledge is refunded in full (failed, cancelled), or confirmed at the price of the tier that was reached, and what it paid above that goes back; of a pre-sale with a deposit the rest falls due first. Each once: a
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
    private readonly balances: SettleBalances,
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
         c.deposit_share_fen AS "depositShareFen", c.balance_on::text AS "balanceOn", c.balance_days AS "balanceDays", c.balance_forfeits AS forfeits,
         (SELECT jsonb_agg(jsonb_build_object('pieces', g.pieces, 'pricesFen', g.prices_fen, 'supplierId', g.supplier_id) ORDER BY g.position)
           FROM campaigns_goods g WHERE g.campaign_id = c.id) AS goods
       FROM campaigns_campaign c WHERE c.closed_at IS NOT NULL AND c.pledges_done_at IS NULL AND (c.closed_at, c.id) > ($1::timestamptz, $2::uuid)
       ORDER BY c.closed_at, c.id LIMIT ${CAMPAIGNS_A_PAGE}`,
      [after?.closedAt ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /** A batch that fails is taken pledge by pledge: one that cannot be given back keeps nobody else's money. */
  private async settle(campaign: Decided): Promise<void> {
    if (isGone(campaign)) await this.uow.run((tx) => releaseGoods(tx, this.stock, campaign.id));
    const all: { done: number; failures: Isolated<unknown>['failures'][number][] } = { done: 0, failures: [] };
    const works = this.works(campaign);
    for (const { of, does } of works) {
      for (let after = NO_ID; ;) {
        const batch = await this.next(campaign.id, of, after);
        const last = batch.at(-1);
        if (!last) break;
        const { done, failures } = await batchIsolated(SWEEP, batch, (some) => this.uow.run((tx) => does(tx, some)));
        all.done += done;
        all.failures.push(...failures);
        after = last.id;
      }
    }
    await this.finish(
      campaign,
      works.flatMap(({ of }) => of),
    );
    raiseFailures(`${SWEEP} of ${campaign.id}`, all);
  }

  private works(campaign: Decided): Work[] {
    const lapse: Work = { of: ['balance_due'], does: (tx, batch) => this.balances.lapse(tx, campaign, batch) };
    const lapses = campaign.forfeits === null ? [] : [lapse];
    if (isGone(campaign)) {
      const of: PledgeStatus[] = lapses.length > 0 ? ['paid', 'confirmed'] : ['paid', 'balance_due', 'confirmed'];
      return [...lapses, { of, does: (tx, batch) => this.giveBack(tx, campaign, batch, of) }];
    }
    if (campaign.depositShareFen === null)
      return [{ of: ['paid'], does: (tx, batch) => this.confirm(tx, campaign, batch) }];
    return [{ of: ['paid'], does: (tx, batch) => this.balances.call(tx, campaign, batch) }, ...lapses];
  }

  private next(campaignId: string, statuses: readonly PledgeStatus[], after: string): Promise<LockedPledge[]> {
    return this.db.query<LockedPledge>(
      `SELECT ${PLEDGE_COLUMNS} FROM campaigns_pledge p WHERE p.campaign_id = $1 AND p.status = ANY($3) AND p.id > $2 ORDER BY p.id LIMIT ${PLEDGES_A_BATCH}`,
      [campaignId, after, statuses],
    );
  }

  /** The payments are locked with the refunds, then the pledges: what another worker has moved meanwhile is left out. */
  private async giveBack(
    tx: Tx,
    campaign: Decided,
    batch: readonly LockedPledge[],
    of: readonly PledgeStatus[],
  ): Promise<void> {
    const cancelled = campaign.status === 'cancelled';
    const why = cancelled ? '活动取消' : '活动未成团';
    const back = await this.leftOf(tx, batch);
    await this.refund(
      tx,
      batch.map((pledge) => ({ pledge, fen: back.get(pledge.id) ?? 0 })),
      { cause: cancelled ? 'campaign_cancelled' : 'campaign_failed', reason: `${why}，全额退回` },
    );
    const paid = await lockIn(tx, batch, of);
    await movePledges(tx, paid, { action: 'refund', by: SYSTEM, reason: campaign.failReason || why });
    const because = campaign.failReason ? `（${campaign.failReason}）` : '';
    const told = paid.map((pledge) => {
      const fen = pledge.depositFen === null ? (pledge.finalFen ?? pledge.amountFen) : (back.get(pledge.id) ?? 0);
      return pledgeNotice(
        pledge,
        `${why}，款项已退回`,
        `“${campaign.title}”${why}${because}。您付的 ${fenText(fen)} 全额原路退回，无需您操作，一般几分钟到三个工作日到账。`,
      );
    });
    await this.notices.tellMany(tx, 'campaign', told);
  }

  /** What goes back of each: all of it, or of one that was confirmed before it was given up what is neither back already nor in its orders' pool. */
  private async leftOf(tx: Tx, batch: readonly LockedPledge[]): Promise<ReadonlyMap<string, Fen>> {
    const balances = await this.balances.dropUnpaid(tx, batch);
    const left = await leftOfPayments(tx, this.refunds, [
      ...batch.map(({ paymentId }) => paymentId),
      ...[...balances.values()].map(({ paymentId }) => paymentId),
    ]);
    const leftIn = (paymentId: string | undefined) => (paymentId === undefined ? 0 : (left.get(paymentId) ?? 0));
    return new Map(
      batch.map(({ id, status, paymentId, depositFen, amountFen }) => [
        id,
        status === 'paid' ? (depositFen ?? amountFen) : leftIn(paymentId) + leftIn(balances.get(id)?.paymentId),
      ]),
    );
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
    const parts = await partsOfPledges(
      tx,
      this.refunds,
      rows.map(({ pledge, fen }) => ({ ...pledge, fen })),
      'balance',
    );
    const refused = await this.refunds.requestMany(
      tx,
      parts.map(({ paymentId, holder, amountFen }) => ({ paymentId, holder, cause, amountFen, reason })),
    );
    // What a paid pledge paid is there: if not, the books are wrong, and a person must look before more is moved.
    if (refused.length > 0)
      throw new Error(
        `${refused.length} pledges have less left to give back than they paid, the first ${refused[0]?.holder}`,
      );
  }

  /**
   * Nothing is pending any more or waits for what was done here: whoever goes on with the campaign may, unless it moved meanwhile. Unpaid ones are closed by the sweep of those that are not
   * paid in time.
   */
  private async finish(campaign: Decided, of: readonly PledgeStatus[]): Promise<void> {
    await this.uow.run(async (tx) => {
      const done = await tx.query(
        `UPDATE campaigns_campaign SET pledges_done_at = clock_timestamp() WHERE id = $1 AND status = $2 AND pledges_done_at IS NULL
           AND NOT EXISTS (SELECT FROM campaigns_pledge p WHERE p.campaign_id = $1 AND p.status = ANY($3)) RETURNING id`,
        [campaign.id, campaign.status, ['pending', ...of.filter((status) => status !== 'confirmed'), 'paid']],
      );
      if (done.length > 0 && campaign.forfeits === true) await this.balances.divide(tx, campaign);
    });
  }
}

const isGone = ({ status }: Decided): boolean => status === 'failed' || status === 'cancelled';
