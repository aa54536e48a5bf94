import { Injectable } from '@nestjs/common';
import { Notices } from '@yigou/notifications';
import { type Tx, UnitOfWork } from '@yigou/platform';

/** Orders whose people are told in one transaction. */
const AT_ONCE = 50;

interface Told {
  readonly userId: string;
  readonly part: 'buyer' | 'unit' | 'recipient' | 'leader' | 'member';
  readonly number: string;
  readonly productName: string;
  readonly batches: string;
  readonly advice: string;
  readonly orderNumber: string;
  readonly kinds: readonly string[];
  readonly unpaid: boolean;
}

/** Tells everybody who has, or waits for, goods of a recall what to do. Driven from PostgreSQL: an order is marked in the transaction that writes its notices. */
@Injectable()
export class TellRecalls {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** Returns how many orders' people were told. */
  async run(size = AT_ONCE): Promise<number> {
    let told = 0;
    for (let some = size; some === size; told += some) some = await this.uow.run((tx) => this.tellSome(tx, size));
    return told;
  }

  private async tellSome(tx: Tx, size: number): Promise<number> {
    const orders = await tx.query<{ recallId: string; orderId: string }>(
      `UPDATE recalls_order o SET told_at = clock_timestamp() FROM (
         SELECT recall_id, order_id FROM recalls_order WHERE told_at IS NULL ORDER BY recall_id, order_id LIMIT $1 FOR UPDATE SKIP LOCKED) t
       WHERE o.recall_id = t.recall_id AND o.order_id = t.order_id RETURNING o.recall_id AS "recallId", o.order_id AS "orderId"`,
      [size],
    );
    if (orders.length === 0) return 0;
    const people = await tx.query<Told>(WHO, [
      orders.map(({ recallId }) => recallId),
      orders.map(({ orderId }) => orderId),
    ]);
    await this.notices.tellMany(tx, 'recall', people.map(notice));
    return orders.length;
  }
}

/** The buyer (of a group purchase, its organiser), who takes in for the unit or the recipient, who hands out at the point, and who joined. */
const WHO = `SELECT w.user_id AS "userId", min(w.part) AS part, v.number, v.product_name AS "productName", v.advice, o.number AS "orderNumber", q.unpaid,
    (SELECT string_agg(b.number, '、' ORDER BY b.number) FROM recalls_batch r JOIN batch b ON b.id = r.batch_id WHERE r.recall_id = v.id) AS batches,
    (SELECT array_agg(DISTINCT l.kind) FROM recalls_line l WHERE l.recall_id = v.id AND l.order_id = o.id) AS kinds
  FROM unnest($1::uuid[], $2::uuid[]) AS t (recall, "order")
  JOIN recalls_recall v ON v.id = t.recall JOIN recalls_order q ON q.recall_id = v.id AND q.order_id = t."order" JOIN sales_order o ON o.id = q.order_id
  LEFT JOIN campaigns_order k ON k.order_id = o.id LEFT JOIN campaigns_campaign c ON c.id = k.campaign_id
  CROSS JOIN LATERAL (
    SELECT o.user_id, 'buyer' AS part
    UNION ALL SELECT h.user_id, 'unit' FROM seat_holder h WHERE h.organisation_id = o.unit_id AND (h.role = 'manager' OR 'accept' = ANY(h.duties))
    UNION ALL SELECT h.user_id, 'recipient' FROM seat_holder h WHERE h.organisation_id = c.recipient_id AND h.role <> 'viewer'
    UNION ALL SELECT d.user_id, 'leader' FROM campaigns_leader d WHERE d.campaign_id = c.id AND d.point_id = k.point_id AND d.status = 'active'
    UNION ALL SELECT p.user_id, 'member' FROM campaigns_pledge p
      WHERE p.campaign_id = c.id AND p.point_id IS NOT DISTINCT FROM k.point_id AND p.status IN ('confirmed', 'done')) w
  GROUP BY w.user_id, v.id, q.unpaid, o.id`;

const PARTS: Readonly<Record<Told['part'], string>> = {
  buyer: '请不要再食用或分发，把剩余的单独存放，等待商家联系退回或销毁。',
  unit: '请食堂和验收人员立即停用，清点剩余并单独封存，等待商家退回或销毁；未验收的请在验收单上登记为拒收。',
  recipient: '请立即停止使用和发放，清点剩余并单独封存，等待退回或销毁。',
  leader: '请立即停止在提货点发放，封存未领的货，并告知已经领取的人。',
  member: '领到的请不要再食用，单独存放；还没有领取的请先不要领取。',
};

function notice({ userId, part, number, productName, batches, advice, orderNumber, kinds, unpaid }: Told) {
  const sent = kinds.some((kind) => kind !== 'owed');
  const first = sent
    ? `订单 ${orderNumber} 已发的货${kinds.includes('shipped') ? '属于' : '可能属于'}召回批次 ${batches}。${PARTS[part]}`
    : `订单 ${orderNumber} 的商品正在召回，已暂停发货。${unpaid ? '请不要付款，订单会自动关闭，恢复销售后可以重新下单。' : '可以等待商家换用其他批次发货，也可以取消订单、原路退款。'}`;
  return { userId, title: `召回通知：${productName}`, body: `${first}商家提示：${advice}`, link: `/recalls/${number}` };
}
