import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { AcceptOrders } from '@yigou/orders';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { organisersOf } from '../authoring/organiser';
import { RECIPIENT } from './needs.service';

type Sheet = RouteInput<'signDelivery'>['body'];
interface Given {
  readonly campaignId: string;
  readonly title: string;
  readonly organiserUserId: string;
  readonly organiserId: string | null;
  readonly supplierId: string;
}

/**
 * A recipient signs for what was sent to it (受赠签收), by count: what is short or damaged is not paid by those who gave, it goes back to them through the campaign's pool. The
 * order is finished by orders' own way of acceptance; the campaign follows its orders.
 */
@Injectable()
export class Deliveries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: AcceptOrders,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * The same Idempotency-Key signs once, however late the phone sends it again; another key finds it signed. Throws `forbidden`, `not_found` for another recipient's,
   * `delivery_not_signable` while something is still to be sent or after the term was over, `delivery_signed`, `delivery_miscounted` where the counts of a line are not
   * what was sent of it, `validation_failed` for photos that are not the caller's.
   */
  async sign(caller: Caller, orderId: string, body: Sheet, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const by = await holdSeat(tx, caller, RECIPIENT);
      const recipientId = by.seat.organisationId;
      const given = await givenOrder(tx, orderId, recipientId);
      const signed = await tx.one('SELECT FROM campaigns_delivery WHERE order_id = $1', [orderId]);
      if (signed) throw new DomainError('delivery_signed');
      const order = await this.orders.lockGiven(tx, orderId);
      if (order.status !== 'shipped')
        throw new DomainError(order.status === 'completed' ? 'delivery_signed' : 'delivery_not_signable', {
          status: order.status,
        });
      requireCounted(body, order.lines);
      const photos = body.lines.flatMap((line) => line.photos);
      await this.evidence.attachForUnit(tx, photos, by.actor.userId, {
        unitId: recipientId,
        supplierId: given.supplierId,
      });
      await writeSheet(tx, { orderId, recipientId, campaignId: given.campaignId, byId: by.actor.userId }, body);
      await this.orders.accept(tx, order, {
        pieces: new Map(
          body.lines.map(({ orderLineId, received, short, damaged }) => [
            orderLineId,
            { accepted: received, refused: short + damaged, grams: null },
          ]),
        ),
        cause: `delivery:${orderId}`,
        by,
        note: noteOf(body),
        reason: '受赠单位签收：短缺或破损部分',
      });
      await countDelivered(tx, given.campaignId);
      await this.notices.tell(tx, organisersOf(given), {
        kind: 'campaign',
        title: `受赠单位已签收：${given.title}`,
        body: `${by.seat.organisationName}：${noteOf(body)}。`,
        link: `/organise/${given.campaignId}`,
      });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.delivery_signed',
        subjectKind: 'order',
        subjectId: orderId,
        summary: `签收以购代捐订单 ${order.number}：${noteOf(body)}`,
      });
    });
  }
}

/** An order of a donation for a recipient. Throws `not_found`. */
async function givenOrder(tx: Tx, orderId: string, recipientId: string): Promise<Given> {
  const given = await tx.one<Given>(
    `SELECT c.id AS "campaignId", c.title, c.organiser_user_id AS "organiserUserId", c.organiser_id AS "organiserId", o.supplier_id AS "supplierId"
     FROM campaigns_order o JOIN campaigns_campaign c ON c.id = o.campaign_id
     WHERE o.order_id = $1 AND c.recipient_id = $2 AND c.delivery_mode = 'recipient'`,
    [orderId, recipientId],
  );
  if (!given) throw new DomainError('not_found');
  return given;
}

/** Every line is counted, and its counts are what was sent of it. */
function requireCounted(
  { lines }: Sheet,
  sent: ReadonlyMap<string, { readonly shippedQuantity: number; readonly name: string }>,
): void {
  const counted = new Map(lines.map((line) => [line.orderLineId, line.received + line.short + line.damaged]));
  for (const [id, line] of sent)
    if ((counted.get(id) ?? 0) !== line.shippedQuantity)
      throw new DomainError('delivery_miscounted', {
        orderLineId: id,
        message: `${line.name}：收到、短缺、破损合计应为已发的 ${line.shippedQuantity} 件`,
      });
  if ([...counted.keys()].some((id) => !sent.has(id))) throw new DomainError('not_found');
}

async function writeSheet(
  tx: Tx,
  of: { readonly orderId: string; readonly campaignId: string; readonly recipientId: string; readonly byId: string },
  { lines, remark, recordedAt }: Sheet,
): Promise<void> {
  await tx.query(
    `WITH made AS (INSERT INTO campaigns_delivery (order_id, campaign_id, recipient_id, signed_by, recorded_at, remark)
       VALUES ($1, $2, $3, $4, least($5::timestamptz, clock_timestamp()), $6) RETURNING order_id)
     INSERT INTO campaigns_delivery_line (order_line_id, order_id, received, short, damaged, note, photos)
     SELECT (l ->> 'orderLineId')::uuid, made.order_id, (l ->> 'received')::int, (l ->> 'short')::int, (l ->> 'damaged')::int, l ->> 'note',
       ARRAY(SELECT jsonb_array_elements_text(l -> 'photos')::uuid) FROM made, jsonb_array_elements($7::jsonb) AS l
     WHERE (l ->> 'received')::int + (l ->> 'short')::int + (l ->> 'damaged')::int > 0`,
    [of.orderId, of.campaignId, of.recipientId, of.byId, recordedAt, remark, JSON.stringify(lines)],
  );
}

/**
 * What of the need's quantity has come with it: the part received of the pieces that were promised, rounded down, also where some of them were never ordered. The rows of promise and need are the
 * lock, in this order.
 */
async function countDelivered(tx: Tx, campaignId: string): Promise<void> {
  const promise = await tx.one<{ needId: string | null; delivered: number }>(
    'SELECT need_id AS "needId", delivered FROM campaigns_promise WHERE campaign_id = $1 AND held FOR UPDATE',
    [campaignId],
  );
  if (!promise?.needId) return;
  await tx.query('SELECT FROM campaigns_need WHERE id = $1 FOR UPDATE', [promise.needId]);
  await tx.query(
    `WITH pieces AS (
       SELECT greatest(coalesce(sum(l.quantity), 0), (
           SELECT coalesce(sum(g.pieces) * c.final_shares, 0) FROM campaigns_campaign c JOIN campaigns_goods g ON g.campaign_id = c.id WHERE c.id = $1 GROUP BY c.id)) AS ordered,
         coalesce(sum(d.received), 0) AS received
       FROM campaigns_order o JOIN order_line l ON l.order_id = o.order_id LEFT JOIN campaigns_delivery_line d ON d.order_line_id = l.id
       WHERE o.campaign_id = $1),
     counted AS (UPDATE campaigns_promise p SET delivered = floor(p.quantity * pieces.received / pieces.ordered)::int FROM pieces
       WHERE p.campaign_id = $1 AND pieces.ordered > 0 RETURNING p.delivered)
     UPDATE campaigns_need n SET delivered = n.delivered - $3 + counted.delivered FROM counted WHERE n.id = $2`,
    [campaignId, promise.needId, promise.delivered],
  );
}

function noteOf({ lines }: Sheet): string {
  const sum = (of: (line: Sheet['lines'][number]) => number) => lines.reduce((total, line) => total + of(line), 0);
  return [
    `收到 ${sum((line) => line.received)} 件`,
    ...[sum((line) => line.short)].filter(Boolean).map((pieces) => `短缺 ${pieces} 件`),
    ...[sum((line) => line.damaged)].filter(Boolean).map((pieces) => `破损 ${pieces} 件`),
  ].join('，');
}
