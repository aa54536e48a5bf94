import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { ShipOrderBody } from '@yigou/contracts';
import { auditOf, type Caller, supplierOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { FulfilOrders, type OwedLine } from '@yigou/orders';
import { claimKey, type IdempotencyClaim, publish, type Tx, UnitOfWork } from '@yigou/platform';
import { type BatchUse, shipFromBatches } from '@yigou/traceability';
import { ParcelsShipped } from './logistics.events';
import { registerParcel } from './move-parcel';

/** The supplier hands parcels to a carrier: the stock leaves the house, the order moves to 部分发货 or 待收货. */
@Injectable()
export class ShipOrder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: FulfilOrders,
    private readonly audit: AuditLog,
  ) {}

  /**
   * All parcels or none. A line may name the batch that it comes from, which then holds so many grams less. Throws `not_found` for another supplier's
   * order or batch, `order_not_shippable`, `shipment_exceeds_order`, `waybill_taken`, `batch_exceeded`, `validation_failed` for a batch of another
   * certificate or of a packing whose weight is not known.
   */
  async execute(by: Caller, orderId: string, body: ShipOrderBody, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const order = await this.orders.lock(tx, by, orderId);
      const pieces = sumByLine(body);
      this.orders.check(order, pieces);
      await shipFromBatches(tx, supplierOf(by), batchUses(body, order.lines));
      for (const parcel of [...body.parcels].sort(byWaybill)) await this.registerShipped(tx, orderId, parcel);
      const parcels = body.parcels.map(({ carrier, waybill }) => ({ carrier, waybill }));
      await this.orders.shipLines(tx, order, pieces, parcels, by);
      await publish(tx, ParcelsShipped, { orderId, parcels });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'logistics.shipped',
        subjectKind: 'order',
        subjectId: orderId,
        summary: `订单 ${order.number} 发货 ${body.parcels.length} 个包裹`,
      });
    });
  }

  /** Writes the parcel. A waybill that the carrier spoke of before we did is adopted with its events. */
  private async registerShipped(tx: Tx, orderId: string, parcel: ShipOrderBody['parcels'][number]): Promise<void> {
    const parcelId = await registerParcel(tx, orderId, parcel);
    if (!parcelId) throw new DomainError('waybill_taken', { carrier: parcel.carrier, waybill: parcel.waybill });
    const lines = [...sumByLine({ parcels: [parcel] })];
    const batches = batchByLine(parcel);
    await tx.query(
      `INSERT INTO parcel_line (parcel_id, order_line_id, quantity, batch_id)
       SELECT $1, line, quantity, batch FROM unnest($2::uuid[], $3::int[], $4::uuid[]) AS t (line, quantity, batch)
       ON CONFLICT (parcel_id, order_line_id) DO UPDATE SET quantity = parcel_line.quantity + excluded.quantity`,
      [
        parcelId,
        lines.map(([line]) => line),
        lines.map(([, quantity]) => quantity),
        lines.map(([line]) => batches.get(line) ?? null),
      ],
    );
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
function batchUses(body: ShipOrderBody, lines: ReadonlyMap<string, OwedLine>): BatchUse[] {
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
