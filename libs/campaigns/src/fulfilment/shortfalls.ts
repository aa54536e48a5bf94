import { Injectable } from '@nestjs/common';
import { type Fen, fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Database, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { organisersOf } from '../authoring/organiser';
import { pledgeNotice } from '../pledges/pledge-notices';

/** People told in one transaction, at most. */
const TOLD_AT_ONCE = 500;

/** A shortfall whose people do not all know of it, under its lock. */
interface Untold {
  readonly refundId: string;
  readonly title: string;
  readonly lacking: string;
  readonly toldUntil: string | null;
}
interface Concerned {
  readonly id: string;
  readonly userId: string;
  readonly paymentId: string;
  readonly backFen: Fen;
}

/**
 * Tells who pledged what a supplier does not deliver after all, and what of it goes back to each: an order of the campaign was cancelled, what it still owed was ended, or its recipient did
 * not take all of it. Heard of once the pool's refund has its parts, so that each is told the own sum to the fen.
 */
@Injectable()
export class Shortfalls {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** A refund of a pool was spread. Nothing happens for pools of others, nor when it is told again. The organiser hears of it at once, those who pledged by {@link tellAll}. */
  async hear(refundId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const found = await tx.one<{
        campaignId: string;
        title: string;
        organiserUserId: string;
        organiserId: string | null;
        lacking: string;
      }>(
        `WITH short AS (
           INSERT INTO campaigns_shortfall (refund_id, campaign_id, consignment_id, lacking)
           SELECT f.id, d.campaign_id, d.id, CASE
             WHEN o.status IN ('cancelled', 'expired') THEN '订单已取消，不再供货：' || (
               SELECT string_agg(l.product_name || ' ' || l.sku_name || '×' || l.quantity, '、' ORDER BY l.id) FROM order_line l WHERE l.order_id = o.id)
             ELSE coalesce(nullif(f.reason, ''), '部分货款退回') END
           FROM refund f JOIN campaigns_consignment d ON d.payment_id = f.payment_id LEFT JOIN sales_order o ON o.id = f.holder
           WHERE f.id = $1 AND f.channel = 'pooled' ON CONFLICT DO NOTHING RETURNING campaign_id, lacking)
         SELECT c.id AS "campaignId", c.title, c.organiser_user_id AS "organiserUserId", c.organiser_id AS "organiserId", s.lacking FROM short s JOIN campaigns_campaign c ON c.id = s.campaign_id`,
        [refundId],
      );
      if (!found) return;
      await this.notices.tell(tx, organisersOf(found), {
        kind: 'campaign',
        title: '团购有商品不能供货',
        body: `“${found.title}”：${found.lacking}。相应货款已按付款比例退给参与者，并已通知他们。`,
        link: `/organise/${found.campaignId}/fulfilment`,
      });
    });
  }

  /** Whoever is still to be told, `size` to a transaction; returns how many shortfalls were looked at. Throws `SweepFailed`. */
  tellAll(size = TOLD_AT_ONCE): Promise<number> {
    return sweepEach(
      {
        name: 'tell-shortfalls',
        size: 100,
        due: (after?: { refundId: string }) =>
          this.db.query<{ refundId: string }>(
            `SELECT refund_id AS "refundId" FROM campaigns_shortfall WHERE told_at IS NULL AND ($1::uuid IS NULL OR refund_id > $1::uuid)
             ORDER BY refund_id LIMIT 100`,
            [after?.refundId ?? null],
          ),
      },
      async ({ refundId }) => {
        while (await this.uow.run((tx) => this.tellSome(tx, refundId, size)));
      },
    );
  }

  /** The next of them, each once: the cursor moves with the notices. Whether there may be more; not while another worker has it. */
  private async tellSome(tx: Tx, refundId: string, size: number): Promise<boolean> {
    const of = await tx.one<Untold>(
      `SELECT s.refund_id AS "refundId", c.title, s.lacking, s.told_until AS "toldUntil" FROM campaigns_shortfall s JOIN campaigns_campaign c ON c.id = s.campaign_id
       WHERE s.refund_id = $1 AND s.told_at IS NULL FOR UPDATE OF s SKIP LOCKED`,
      [refundId],
    );
    if (!of) return false;
    const concerned = await tx.query<Concerned>(
      `SELECT p.id, p.user_id AS "userId", r.payment_id AS "paymentId", own.fen AS "backFen"
       FROM payment_pool_return r LEFT JOIN campaigns_balance b ON b.payment_id = r.payment_id
         JOIN campaigns_pledge p ON p.id = coalesce(b.pledge_id, (SELECT id FROM campaigns_pledge WHERE payment_id = r.payment_id))
         CROSS JOIN LATERAL (SELECT min(x.payment_id::text)::uuid AS first, sum(x.amount_fen)::bigint AS fen FROM payment_pool_return x WHERE x.refund_id = r.refund_id
           AND x.payment_id IN (p.payment_id, (SELECT payment_id FROM campaigns_balance WHERE pledge_id = p.id))) own
       WHERE r.refund_id = $1 AND ($2::uuid IS NULL OR r.payment_id > $2::uuid) AND own.first = r.payment_id ORDER BY r.payment_id LIMIT $3`,
      [refundId, of.toldUntil, size],
    );
    await this.notices.tellMany(
      tx,
      'campaign',
      concerned.map((pledge) => shortNotice(pledge, of.title, of.lacking)),
    );
    const more = concerned.length === size;
    await tx.query(
      'UPDATE campaigns_shortfall SET told_until = coalesce($2, told_until), told_at = CASE WHEN NOT $3::boolean THEN clock_timestamp() END WHERE refund_id = $1',
      [refundId, concerned.at(-1)?.paymentId ?? null, more],
    );
    return more;
  }
}

/** What somebody who pledged reads of goods that do not come, with what goes back for them in fen. */
export const shortNotice = (
  pledge: { readonly id: string; readonly userId: string; readonly backFen: Fen },
  title: string,
  lacking: string,
) =>
  pledgeNotice(
    pledge,
    '有商品不能供货，款项已退回',
    `“${title}”：${lacking}。您的 ${fenText(pledge.backFen)} 已原路退回，无需您操作，一般几分钟到三个工作日到账。`,
  );
