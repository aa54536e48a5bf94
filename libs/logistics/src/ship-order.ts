import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { type BatchUse, shipFromBatches } from '@yigou/certification';
import { CARRIERS, type OrderStatus, type ShipOrderBody } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, newId } from '@yigou/kernel';
import { SHIPPABLE } from '@yigou/orders';
import { claimKey, type IdempotencyClaim, publish, type Tx, UnitOfWork } from '@yigou/platform';

interface OpenLine {
  readonly id: string;
  readonly skuId: string;
  readonly left: number;
  readonly netWeightGrams: number | null;
  readonly certificateId: string | null;
}

/** The supplier hands parcels to a carrier: the stock leaves the house, the order moves to 部分发货 or 待收货. */
@Injectable()
export class ShipOrder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockLedger,
    private readonly audit: AuditLog,
  ) {}

  /**
   * All parcels or none. A line may name the batch that it comes from, which then holds so many grams less. Throws `not_found` for another supplier's
   * order or batch, `order_not_shippable`, `shipment_exceeds_order`, `waybill_taken`, `batch_exceeded`, `validation_failed` for a batch of another
   * certificate or of a packing whose weight is not known.
   */
  async execute(
    actor: Actor,
    supplierId: string,
    orderId: string,
    body: ShipOrderBody,
    claim: IdempotencyClaim,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const order = await tx.one<{ status: OrderStatus; number: string }>(
        'SELECT status, number FROM sales_order WHERE id = $1 AND supplier_id = $2 FOR UPDATE',
        [orderId, supplierId],
      );
      if (!order) throw new DomainError('not_found');
      if (!SHIPPABLE.includes(order.status)) throw new DomainError('order_not_shippable', { status: order.status });
      const lines = await this.openLines(tx, orderId, body);
      await shipFromBatches(tx, supplierId, batchUses(body, lines));
      for (const parcel of [...body.parcels].sort(byWaybill)) await this.hand(tx, orderId, parcel);
      await this.book(tx, orderId, lines, body);
      await this.move(tx, actor, orderId, order.status, body);
      await this.audit.record(tx, {
        actor: { ...actor, organisationId: supplierId },
        ...{ action: 'logistics.shipped', subjectKind: 'order', subjectId: orderId },
        summary: `订单 ${order.number} 发货 ${body.parcels.length} 个包裹`,
      });
    });
  }

  private async openLines(tx: Tx, orderId: string, body: ShipOrderBody): Promise<Map<string, OpenLine>> {
    const rows = await tx.query<OpenLine>(
      `SELECT l.id, l.sku_id AS "skuId", l.quantity - l.shipped_quantity AS left, l.net_weight_grams AS "netWeightGrams",
         p.certificate_id AS "certificateId" FROM order_line l JOIN product p ON p.id = l.product_id WHERE l.order_id = $1`,
      [orderId],
    );
    const lines = new Map(rows.map((line) => [line.id, line]));
    for (const [lineId, quantity] of sumByLine(body)) {
      const line = lines.get(lineId);
      if (!line) throw new DomainError('not_found', { orderLineId: lineId });
      if (quantity > line.left)
        throw new DomainError('shipment_exceeds_order', { orderLineId: lineId, left: line.left, wanted: quantity });
    }
    return lines;
  }

  /** Writes the parcel. A waybill that the carrier spoke of before we did is adopted with its events. */
  private async hand(tx: Tx, orderId: string, parcel: ShipOrderBody['parcels'][number]): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO parcel (id, order_id, carrier, waybill, status) VALUES ($1, $2, $3, $4, 'registered')
       ON CONFLICT (carrier, waybill) DO UPDATE SET order_id = excluded.order_id, shipped_at = now() WHERE parcel.order_id IS NULL
       RETURNING id`,
      [newId(), orderId, parcel.carrier, parcel.waybill],
    );
    const row = rows[0];
    if (!row) throw new DomainError('waybill_taken', { carrier: parcel.carrier, waybill: parcel.waybill });
    const lines = [...sumByLine({ parcels: [parcel] })];
    const batches = batchByLine(parcel);
    await tx.query(
      `INSERT INTO parcel_line (parcel_id, order_line_id, quantity, batch_id)
       SELECT $1, line, quantity, batch FROM unnest($2::uuid[], $3::int[], $4::uuid[]) AS t (line, quantity, batch)
       ON CONFLICT (parcel_id, order_line_id) DO UPDATE SET quantity = parcel_line.quantity + excluded.quantity`,
      [
        ...[row.id, lines.map(([line]) => line), lines.map(([, quantity]) => quantity)],
        lines.map(([line]) => batches.get(line) ?? null),
      ],
    );
  }

  private async book(tx: Tx, orderId: string, lines: Map<string, OpenLine>, body: ShipOrderBody): Promise<void> {
    const shipped = [...sumByLine(body)];
    await tx.query(
      `UPDATE order_line SET shipped_quantity = shipped_quantity + t.quantity FROM unnest($1::uuid[], $2::int[]) AS t (line, quantity)
       WHERE order_line.id = t.line`,
      [shipped.map(([line]) => line), shipped.map(([, quantity]) => quantity)],
    );
    const pieces = shipped.map(([line, quantity]) => ({ skuId: lines.get(line)?.skuId ?? '', quantity }));
    await this.stock.consume(tx, { holder: orderId, lines: pieces }, orderId);
  }

  private async move(tx: Tx, actor: Actor, orderId: string, from: OrderStatus, body: ShipOrderBody): Promise<void> {
    const waybills = body.parcels.map((parcel) => `${CARRIERS[parcel.carrier]} ${parcel.waybill}`).join('、');
    await tx.query(
      `WITH rest AS (SELECT bool_and(shipped_quantity = quantity) AS complete FROM order_line WHERE order_id = $1),
       moved AS (
         UPDATE sales_order SET status = CASE WHEN rest.complete THEN 'shipped' ELSE 'part_shipped' END,
           shipped_at = CASE WHEN rest.complete THEN clock_timestamp() END FROM rest WHERE id = $1 RETURNING status)
       INSERT INTO order_step (id, order_id, from_status, to_status, actor_id, actor_name, note)
       SELECT $2, $1, $3, moved.status, $4, $5, $6 FROM moved`,
      [orderId, newId(), from, actor.userId, actor.name, `发货：${waybills}`],
    );
    const parcels = body.parcels.map(({ carrier, waybill }) => ({ carrier, waybill }));
    await publish(tx, 'logistics.shipped', { orderId, parcels });
  }
}

/** The batch of each line of a parcel. Throws `validation_failed` when a line names two: the buyer is told one. */
function batchByLine({ lines }: ShipOrderBody['parcels'][number]): Map<string, string | null> {
  const batches = new Map<string, string | null>();
  for (const { orderLineId, batchId = null } of lines) {
    const named = batches.get(orderLineId);
    if (named !== undefined && named !== batchId)
      throw refuseBatch('同一包裹中的同一商品只能对应一个批次，请分包裹发货。');
    batches.set(orderLineId, batchId);
  }
  return batches;
}

/** What the parcels take from batches, in grams of net weight. */
function batchUses(body: ShipOrderBody, lines: ReadonlyMap<string, OpenLine>): BatchUse[] {
  return body.parcels.flatMap((parcel) => {
    const batches = batchByLine(parcel);
    return [...sumByLine({ parcels: [parcel] })].flatMap(([lineId, quantity]): BatchUse[] => {
      const [batchId, line] = [batches.get(lineId), lines.get(lineId)];
      if (!batchId || !line) return [];
      if (line.netWeightGrams === null) throw refuseBatch('该规格未填写净含量，不能对应批次。');
      return [{ batchId, certificateId: line.certificateId, grams: line.netWeightGrams * quantity }];
    });
  });
}

const refuseBatch = (message: string) => new DomainError('validation_failed', { fields: { batchId: message } });

function sumByLine(body: ShipOrderBody): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { orderLineId, quantity } of body.parcels.flatMap((parcel) => parcel.lines)) {
    sums.set(orderLineId, (sums.get(orderLineId) ?? 0) + quantity);
  }
  return sums;
}

/** Rows are written in one order everywhere, so that two shipments naming the same waybills cannot lock each other out. */
function byWaybill(a: { carrier: string; waybill: string }, b: { carrier: string; waybill: string }): number {
  return `${a.carrier} ${a.waybill}` < `${b.carrier} ${b.waybill}` ? -1 : 1;
}
