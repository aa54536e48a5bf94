import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { type Fen, fenText, splitFen, sumFen, timesFen } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Payments, Refunds } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { shareFen, type ShareGoods } from '../closing/finals';
import { lockIn } from '../closing/lock-in';
import { type LockedPledge, movePledges } from '../move-pledges';
import { pledgeNotice } from '../pledges/pledge-notices';
import { type BalancePayment, balancesOf } from './payments-of-pledges';

/** What of a campaign that was decided its balances are reckoned by. */
export interface WithBalances {
  readonly id: string;
  readonly title: string;
  readonly freightShareFen: Fen;
  readonly reachedTier: number | null;
  readonly goods: readonly (ShareGoods & { readonly supplierId: string })[];
  readonly balanceOn: string | null;
  readonly balanceDays: number | null;
  /** Whether who did not pay loses the deposit; null: their time is not over. */
  readonly forfeits: boolean | null;
}

/**
 * What becomes of pledges of which the deposit alone was paid: the balance falls due when the campaign has succeeded, less whatever the tier that was reached is cheaper; and who has not paid it
 * when its time is over loses the deposit to the suppliers (定金罚则, 民法典第587条), unless that was not theirs to help. Batches of {@link SettlePledges}, each pledge once.
 */
@Injectable()
export class SettleBalances {
  constructor(
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly notices: Notices,
  ) {}

  /** The campaign succeeded: what is left to pay is known. */
  async call(tx: Tx, campaign: WithBalances, batch: readonly LockedPledge[]): Promise<void> {
    const priceFen = shareFen(campaign.goods, campaign.reachedTier ?? 0) + campaign.freightShareFen;
    const paid = await lockIn(tx, batch, ['paid']);
    const finals = new Map(
      paid.map(({ id, shares }) => [
        id,
        {
          finalFen: timesFen(priceFen, shares),
          freightFen: timesFen(campaign.freightShareFen, shares),
          handCode: null,
        },
      ]),
    );
    await movePledges(tx, paid, { action: 'call_balance', by: SYSTEM, reason: '成团，等待支付尾款', finals });
    const told = paid.map((pledge) => {
      const restFen = timesFen(priceFen, pledge.shares) - (pledge.depositFen ?? 0);
      return pledgeNotice(
        pledge,
        '团购成团，尾款待付',
        `“${campaign.title}”已成团，您的 ${pledge.shares} 份定金已付。尾款 ${fenText(restFen)} 从 ${campaign.balanceOn} 起支付，期限 ${campaign.balanceDays} 天，开始时会再通知您。逾期未付的，定金不退。`,
      );
    });
    await this.notices.tellMany(tx, 'campaign', told);
  }

  /** Their time is over. Payments before pledges, as everybody locks them. */
  async lapse(tx: Tx, campaign: WithBalances, batch: readonly LockedPledge[]): Promise<void> {
    const balances = await this.dropUnpaid(tx, batch);
    const unpaid = await lockIn(tx, batch, ['balance_due']);
    const unanswered = await this.payments.unanswered(tx, pendingOf(balances));
    const tried = (balance: BalancePayment | undefined) =>
      balance !== undefined &&
      // Money of theirs came, if not as it should: whether it came in time is not theirs to prove …
      (!['pending', 'cancelled'].includes(balance.status) ||
        // … and neither is that of what the provider, out of reach for too long, did not say whether it was paid.
        unanswered.has(balance.paymentId));
    const excused = ({ id }: LockedPledge) => campaign.forfeits !== true || tried(balances.get(id));
    await this.forfeit(
      tx,
      campaign,
      unpaid.filter((pledge) => !excused(pledge)),
    );
    await this.excuse(tx, campaign, unpaid.filter(excused));
  }

  /** Locks the payments of pledges, of deposits and balances, and closes those of balances that nobody paid; gives the balances as they were. One statement for pledges without a deposit. */
  async dropUnpaid(tx: Tx, batch: readonly LockedPledge[]): Promise<ReadonlyMap<string, BalancePayment>> {
    const ids = batch.filter(({ depositFen }) => depositFen !== null).map(({ id }) => id);
    const asked = ids.length === 0 ? [] : [...(await balancesOf(tx, ids)).values()];
    await this.refunds.lockPayments(tx, [
      ...batch.map(({ paymentId }) => paymentId),
      ...asked.map(({ paymentId }) => paymentId),
    ]);
    // As they are under their locks.
    const balances = asked.length === 0 ? new Map<string, BalancePayment>() : await balancesOf(tx, ids);
    for (const paymentId of pendingOf(balances))
      await this.payments.cancel(tx, await this.payments.lock(tx, paymentId));
    return balances;
  }

  private async forfeit(tx: Tx, { title }: WithBalances, pledges: readonly LockedPledge[]): Promise<void> {
    await movePledges(tx, pledges, {
      action: 'forfeit',
      by: SYSTEM,
      reason: '期限内未付尾款，定金不退（民法典第587条）',
    });
    const told = pledges.map((pledge) =>
      pledgeNotice(
        pledge,
        '尾款未付，定金不退',
        `“${title}”的尾款支付期限已过，您的 ${pledge.shares} 份没有付清，参与记录已关闭。按参加时告知的规则，定金 ${fenText(pledge.depositFen ?? 0)} 不予退还，归供应商。有异议可以联系平台。`,
      ),
    );
    await this.notices.tellMany(tx, 'campaign', told);
  }

  private async excuse(tx: Tx, { title, forfeits }: WithBalances, pledges: readonly LockedPledge[]): Promise<void> {
    const why = forfeits === false ? '有商品已不能供货' : '您的尾款没有正常入账';
    const refused = await this.refunds.requestMany(
      tx,
      pledges.map(({ id, paymentId, depositFen }) => ({
        paymentId,
        holder: id,
        cause: 'deposit_excused',
        amountFen: depositFen ?? 0,
        reason: `${why}，定金退回`,
      })),
    );
    if (refused.length > 0)
      throw new Error(
        `${refused.length} deposits have less left than goes back, the first of pledge ${refused[0]?.holder}`,
      );
    await movePledges(tx, pledges, { action: 'refund', by: SYSTEM, reason: `未付尾款；${why}，定金退回` });
    const told = pledges.map((pledge) =>
      pledgeNotice(
        pledge,
        '定金已退回',
        `“${title}”的尾款支付期限已过，您的 ${pledge.shares} 份没有付清，参与记录已关闭。${why}，定金 ${fenText(pledge.depositFen ?? 0)} 原路退回，无需您操作。`,
      ),
    );
    await this.notices.tellMany(tx, 'campaign', told);
  }

  /** What the suppliers are due of the deposits that were lost, once all of them are known: in proportion to their part of the price, by the largest remainder. The caller holds the campaign's row. */
  async divide(tx: Tx, { id, title, goods, reachedTier }: WithBalances): Promise<void> {
    const lost = await tx.one<{ fen: Fen; shares: number }>(
      `SELECT coalesce(sum(deposit_fen), 0)::bigint AS fen, coalesce(sum(shares), 0)::int AS shares FROM campaigns_pledge WHERE campaign_id = $1 AND status = 'forfeited'`,
      [id],
    );
    if (!lost || lost.fen === 0) return;
    const suppliers = [...Map.groupBy(goods, ({ supplierId }) => supplierId)];
    const parts = splitFen(
      lost.fen,
      suppliers.map(([, own]) => sumFen([shareFen(own, reachedTier ?? 0)])),
    );
    for (const [at, [supplierId]] of suppliers.entries()) {
      const written = await tx.query(
        'INSERT INTO campaigns_forfeit (campaign_id, supplier_id, amount_fen) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING supplier_id',
        [id, supplierId, parts[at] ?? 0],
      );
      if (written.length === 0) continue;
      await this.notices.tell(
        tx,
        { organisationIds: [supplierId] },
        {
          kind: 'campaign',
          title: '预售尾款支付结束',
          body: `“${title}”有 ${lost.shares} 份未付尾款，其定金中的 ${fenText(parts[at] ?? 0)} 归贵单位。`,
          link: `/supplier/campaigns?id=${id}`,
        },
      );
    }
  }
}

/** Payments of balances that were asked for and not paid. */
const pendingOf = (balances: ReadonlyMap<string, BalancePayment>): string[] =>
  [...balances.values()].filter(({ status }) => status === 'pending').map(({ paymentId }) => paymentId);
