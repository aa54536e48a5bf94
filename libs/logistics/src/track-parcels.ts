import { Inject, Injectable } from '@nestjs/common';
import type { CarrierEvent } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { FulfilOrders, type ReceiptTerm } from '@yigou/orders';
import { Database, eachIsolated, PolicyParameters, raiseFailures, type Tx, UnitOfWork } from '@yigou/platform';
import { CARRIER_FEED, type CarrierFeed } from './carrier-feed';
import { lockParcel, moveParcel } from './move-parcel';

/** What carriers tell of parcels. Events come late, twice, out of order, and for waybills that we do not know yet: the end state is the same. */
@Injectable()
export class TrackParcels {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly policy: PolicyParameters,
    private readonly orders: FulfilOrders,
    @Inject(CARRIER_FEED) private readonly feed: CarrierFeed,
  ) {}

  /** Verifies, stores and applies a posted event. */
  async receive(rawBody: Buffer, signature: string | undefined): Promise<void> {
    await this.record(this.feed.parseEvent(rawBody, signature));
  }

  async record(event: CarrierEvent): Promise<void> {
    const term = await this.term();
    await this.uow.run(async (tx) => {
      const parcel = await lockParcel(tx, event);
      if (!parcel) return;
      const stored = await tx.query(
        `INSERT INTO carrier_event (id, provider_event_id, parcel_id, code, occurred_at, place, note) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (provider_event_id) DO NOTHING RETURNING id`,
        [newId(), event.id, parcel.id, event.code, event.occurredAt, event.place, event.note],
      );
      if (stored.length === 0) return;
      const status = await moveParcel(tx, parcel);
      if (parcel.orderId && status === 'delivered') await this.startReceiptTerm(tx, parcel.orderId, term);
    });
  }

  /** Once everything is delivered the term runs after which receipt counts as confirmed. */
  private async startReceiptTerm(tx: Tx, orderId: string, term: ReceiptTerm): Promise<void> {
    await this.orders.lockForReceipt(tx, orderId);
    const moving = await tx.one(
      "SELECT 1 AS moving FROM parcel WHERE order_id = $1 AND status <> 'delivered' LIMIT 1",
      [orderId],
    );
    if (!moving) await this.orders.startReceiptTerm(tx, orderId, term);
  }

  /** Starts the term of receipt of an order that nothing more is sent of, if all that was sent is delivered. */
  async settleReceipt(orderId: string): Promise<void> {
    const term = await this.term();
    await this.uow.run((tx) => this.startReceiptTerm(tx, orderId, term));
  }

  private async term(): Promise<ReceiptTerm> {
    return {
      days: await this.policy.get('order.auto_confirm_days'),
      unitDays: await this.policy.get('order.unit_accept_days'),
    };
  }

  /** Asks the carrier to tell us of the parcels of an order; after the order shipped. */
  async follow(orderId: string): Promise<void> {
    const parcels = await this.db.query<{ carrier: string; waybill: string; destination: string }>(
      `SELECT k.carrier, k.waybill, o.region_path AS destination FROM parcel k JOIN sales_order o ON o.id = k.order_id
       WHERE k.order_id = $1 AND k.status <> 'delivered' ORDER BY k.id`,
      [orderId],
    );
    raiseFailures(
      'follow-parcels',
      await eachIsolated('follow-parcels', parcels, (parcel) => this.feed.follow(parcel)),
    );
    if (parcels.length > 0) return;
    // Everything was delivered before we heard of the shipment: the term starts now.
    await this.settleReceipt(orderId);
  }
}
