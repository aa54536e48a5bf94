import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { fenText, sumFen } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { PlacePooled } from '@yigou/orders';
import { Payments, type PoolMember, Pools, Refunds } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { partsOfPledges } from '../balances/payments-of-pledges';
import { leftOfPayments } from '../closing/left-of-payments';
import { lockPledges, movePledges } from '../move-pledges';
import { pledgeNotice } from '../pledges/pledge-notices';
import type { LockedConsignment } from './locked-consignment';
import { acceptedSql, AT_PLACE, nextPayers, nothingElse } from './reckon-pledges';

const WHY = '订单未能付款，已取消，全额退回';

/**
 * A place whose orders were cancelled before its pool was full, or whose pool could not be filled for too long: the pool is taken apart, and everybody who pledged for the place gets back
 * what it cost, whether it had been put in or not. In batches under the lock of the consignment, each member and each pledge once.
 */
@Injectable()
export class DissolvePlace {
  constructor(
    private readonly payments: Payments,
    private readonly pools: Pools,
    private readonly orders: PlacePooled,
    private readonly refunds: Refunds,
    private readonly notices: Notices,
  ) {}

  /** The next members, then the next pledges; whether there may be more. The caller holds the consignment. */
  async next(
    tx: Tx,
    of: LockedConsignment & { readonly poolId: string; readonly checkoutId: string },
    size: number,
  ): Promise<boolean> {
    await this.payments.lock(tx, of.poolId);
    await this.orders.withdrawIn(tx, of.checkoutId, WHY);
    const { state, freed } = await this.pools.dissolve(tx, of.poolId, WHY, size);
    await this.tellWhoGoOn(tx, of, freed);
    if (state === 'more') return true;
    if (await this.giveBack(tx, of, size)) return true;
    return this.endPledges(tx, of, size);
  }

  /** What had not been put in: the cursor of the filling goes on. */
  private async giveBack(tx: Tx, of: LockedConsignment, size: number): Promise<boolean> {
    const rows = await nextPayers(tx, of, size);
    const parts = await partsOfPledges(
      tx,
      this.refunds,
      rows.map(({ amountFen: fen, ...pledge }) => ({ ...pledge, fen })),
      'balance',
    );
    const left = await leftOfPayments(
      tx,
      this.refunds,
      parts.map(({ paymentId }) => paymentId),
    );
    const back = parts.flatMap(({ holder, paymentId, amountFen }) => {
      const fen = Math.min(left.get(paymentId) ?? 0, amountFen);
      return fen > 0 ? [{ paymentId, holder, cause: `place_dissolved:${of.id}`, amountFen: fen, reason: WHY }] : [];
    });
    await this.refunds.requestMany(tx, back);
    await this.tellWhoGoOn(tx, of, back);
    const last = rows.at(-1);
    if (last) await tx.query('UPDATE campaigns_consignment SET funded_until = $2 WHERE id = $1', [of.id, last.id]);
    return rows.length === size;
  }

  /** Who gets something else of the place is not told of an end: of the money that goes back, here and now. */
  private async tellWhoGoOn(tx: Tx, of: LockedConsignment, back: readonly PoolMember[]): Promise<void> {
    if (back.length === 0) return;
    const backFen = new Map(back.map(({ paymentId, amountFen }) => [paymentId, amountFen]));
    const pledges = await tx.query<{ id: string; userId: string; paymentIds: readonly string[] }>(
      `SELECT p.id, p.user_id AS "userId", to_jsonb(ARRAY[p.payment_id] || ARRAY(SELECT b.payment_id FROM campaigns_balance b WHERE b.pledge_id = p.id)) AS "paymentIds"
       FROM ${AT_PLACE} AND p.id IN (SELECT id FROM campaigns_pledge WHERE payment_id = ANY($3) UNION ALL SELECT pledge_id FROM campaigns_balance WHERE payment_id = ANY($3))
         AND NOT ${nothingElse('$4')} ORDER BY p.id`,
      [of.campaignId, of.pointId, [...backFen.keys()], of.id],
    );
    const sumOf = (paymentIds: readonly string[]) => sumFen(paymentIds.map((id) => backFen.get(id) ?? 0));
    const told = pledges.map((pledge) =>
      pledgeNotice(
        pledge,
        '部分商品未能采购，款项已退回',
        `您参加的团购有一笔订单未能付款，已取消：${fenText(sumOf(pledge.paymentIds))} 原路退回，其余商品照常，无需您操作，一般几分钟到三个工作日到账。`,
      ),
    );
    await this.notices.tellMany(tx, 'campaign', told);
  }

  /** Whoever gets something else of the place goes on. */
  private async endPledges(tx: Tx, of: LockedConsignment, size: number): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      `SELECT p.id FROM ${AT_PLACE} AND ${acceptedSql('$3')} AND ${nothingElse('$4')} ORDER BY p.id LIMIT $5`,
      [of.campaignId, of.pointId, of.substituteId, of.id, size],
    );
    const pledges = await lockPledges(
      tx,
      rows.map(({ id }) => id),
    );
    await movePledges(tx, pledges, { action: 'refund', by: SYSTEM, reason: WHY });
    const told = pledges.map((pledge) =>
      pledgeNotice(
        pledge,
        '团购未能采购，款项已退回',
        `您参加的团购${WHY}：${fenText(pledge.finalFen ?? pledge.amountFen)} 原路退回，无需您操作，一般几分钟到三个工作日到账。`,
      ),
    );
    await this.notices.tellMany(tx, 'campaign', told);
    const more = rows.length === size;
    if (!more)
      await tx.query(
        'UPDATE campaigns_consignment SET dissolved_at = clock_timestamp(), ended_at = clock_timestamp() WHERE id = $1',
        [of.id],
      );
    return more;
  }
}
