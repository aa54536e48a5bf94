import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { CarrierEvent, ShipOrderBody } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { ORDERS_ENTITIES } from '@yigou/orders';
import { PolicyParameters } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { Market } from '@yigou/orders/testing';
import type { CarrierFeed } from './carrier-feed';
import { ShipOrder } from './ship-order';
import { TrackParcels } from './track-parcels';

let test: TestDatabase;
let market: Market;
let shipping: ShipOrder;
let tracking: TrackParcels;
const followed: string[] = [];
/** A waybill that the carrier refuses to report on. */
let unknown = '';
const feed: CarrierFeed = {
  follow: async ({ waybill }) => {
    if (waybill === unknown) throw new Error('the carrier refuses it');
    followed.push(waybill);
  },
  parseEvent: () => {
    throw new Error('signatures are tested with the real feed');
  },
};

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20, entities: ORDERS_ENTITIES });
  market = new Market(test);
  shipping = new ShipOrder(test.uow, market.fulfil, new AuditLog());
  tracking = new TrackParcels(test.db, test.uow, new PolicyParameters(test.db), market.fulfil, feed);
});
afterAll(() => test.close());

let number = 0;
const waybill = () => `SF${String((number += 1)).padStart(10, '0')}`;

async function paidOrder(quantity: number) {
  const supplierId = await market.supplier();
  const skuId = await market.sku(100, supplierId);
  const { actor, checkout } = await market.paid([{ skuId, quantity }]);
  const orderId = checkout.orders[0]?.id ?? '';
  const view = await market.orders.view({ supplierId }, orderId);
  const lineId = view.lines[0]?.id ?? '';
  const parcel = (pieces: number, code = waybill()): ShipOrderBody['parcels'][number] => ({
    carrier: 'sf',
    waybill: code,
    lines: [{ orderLineId: lineId, quantity: pieces }],
  });
  const seller = await market.seller(supplierId);
  const ship = (parcels: ShipOrderBody['parcels'], by = seller) =>
    shipping.execute(by, orderId, { parcels }, market.claim(by.actor, newId()));
  return { actor, seller, skuId, orderId, parcel, ship };
}
const event = (code: CarrierEvent['code'], waybillCode: string, minute: number): CarrierEvent => ({
  id: newId(),
  carrier: 'sf',
  waybill: waybillCode,
  code,
  occurredAt: new Date(Date.UTC(2020, 4, 1, 8, minute)).toISOString(),
  place: '西吉县',
  note: '',
});
const parcelOf = (code: string) =>
  test.db.one<{ status: string; order_id: string | null }>('SELECT status, order_id FROM parcel WHERE waybill = $1', [
    code,
  ]);

describe('shipping', () => {
  it('goes out in several parcels and moves the order when all is sent', async () => {
    const { orderId, skuId, parcel, ship } = await paidOrder(5);
    await ship([parcel(2)]);
    expect(await market.statusOf(orderId)).toBe('part_shipped');
    await ship([parcel(1), parcel(2)]);
    expect(await market.statusOf(orderId)).toBe('shipped');
    expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ onHand: 95, reserved: 0 });
    expect(await market.brokenBooks()).toEqual([]);
  });

  it('sends no piece twice, however many clerks ship at once', async () => {
    const { skuId, parcel, ship } = await paidOrder(3);
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => ship([parcel(1)])));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3);
    expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ onHand: 97, reserved: 0 });
  });

  it('meets a cancellation: one of the two wins', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { actor, orderId, parcel, ship } = await paidOrder(1);
      await Promise.allSettled([
        ship([parcel(1)]),
        market.close.cancel(market.asBuyer(actor), orderId, '不要了', market.claim(actor, round)),
      ]);
      expect(['shipped', 'cancelled']).toContain(await market.statusOf(orderId));
      expect(await market.brokenBooks()).toEqual([]);
    }
  });

  it('refuses too many pieces, a waybill in use, an unpaid order and another supplier, and keeps nothing of it', async () => {
    const { parcel, ship, orderId } = await paidOrder(2);
    const other = await paidOrder(2);
    await expect(ship([parcel(3)])).rejects.toMatchObject({ code: 'shipment_exceeds_order' });
    await expect(ship([parcel(1), parcel(2)])).rejects.toMatchObject({ code: 'shipment_exceeds_order' });
    const taken = waybill();
    await other.ship([other.parcel(1, taken)]);
    await expect(ship([parcel(1), parcel(1, taken)])).rejects.toMatchObject({ code: 'waybill_taken' });
    await expect(ship([parcel(1)], other.seller)).rejects.toMatchObject({ code: 'not_found' });
    expect(await market.statusOf(orderId)).toBe('to_ship');
    const unpaid = await market.buy([{ skuId: other.skuId, quantity: 1 }]);
    const body = { parcels: [parcel(1)] };
    const unpaidId = unpaid.checkout.orders[0]?.id ?? '';
    await expect(
      shipping.execute(other.seller, unpaidId, body, market.claim(other.seller.actor, body)),
    ).rejects.toMatchObject({ code: 'order_not_shippable' });
  });
});

describe('carrier events', () => {
  const codes = ['collected', 'in_transit', 'out_for_delivery', 'exception', 'delivered'] as const;
  const permutations = <T>(items: readonly T[]): T[][] =>
    items.length < 2
      ? [[...items]]
      : items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]));

  it('end the same in all 120 orders, each told twice', async () => {
    for (const order of permutations(codes)) {
      const code = waybill();
      const events = order.map((name) => event(name, code, codes.indexOf(name)));
      for (const one of [...events, ...events]) await tracking.record(one);
      expect((await parcelOf(code))?.status).toBe('delivered');
      expect(
        await test.db.query('SELECT 1 FROM carrier_event e JOIN parcel p ON p.id = e.parcel_id WHERE p.waybill = $1', [
          code,
        ]),
      ).toHaveLength(5);
    }
  });

  it('that come before the shipment are found by it', async () => {
    const { orderId, parcel, ship } = await paidOrder(1);
    const early = waybill();
    await tracking.record(event('collected', early, 1));
    expect(await parcelOf(early)).toEqual({ status: 'collected', order_id: null });
    await ship([parcel(1, early)]);
    expect(await parcelOf(early)).toEqual({ status: 'collected', order_id: orderId });
  });

  it('at once are stored once and leave one state', async () => {
    const code = waybill();
    const one = event('delivered', code, 3);
    await Promise.all(Array.from({ length: 10 }, () => tracking.record(one)));
    expect((await parcelOf(code))?.status).toBe('delivered');
  });

  it('of the last parcel start the term after which receipt counts as confirmed', async () => {
    const { orderId, actor, parcel, ship } = await paidOrder(2);
    const [first, second] = [waybill(), waybill()];
    await ship([parcel(1, first), parcel(1, second)]);
    const term = () => market.orders.view({ userId: actor.userId }, orderId).then((view) => view.autoConfirmAt);
    await tracking.record(event('delivered', first, 1));
    expect(await term()).toBeNull();
    await tracking.record(event('delivered', second, 2));
    expect(await term()).not.toBeNull();
    await test.db.query(
      "UPDATE sales_order SET auto_confirm_at = clock_timestamp() - interval '1 second' WHERE id = $1",
      [orderId],
    );
    await Promise.all([
      market.complete.confirmDue(10),
      market.complete.confirm(market.asBuyer(actor), orderId, market.claim(actor, 1)),
    ]).catch(() => undefined);
    await market.complete.confirmDue(10);
    expect(await market.statusOf(orderId)).toBe('completed');
    expect(
      await test.db.query("SELECT 1 FROM order_step WHERE order_id = $1 AND to_status = 'completed'", [orderId]),
    ).toHaveLength(1);
  });

  it('are asked for after the order shipped', async () => {
    const { orderId, parcel, ship } = await paidOrder(1);
    const code = waybill();
    await ship([parcel(1, code)]);
    await tracking.follow(orderId);
    expect(followed).toContain(code);
  });

  it('are asked for although the carrier refuses another parcel of the order', async () => {
    const { orderId, parcel, ship } = await paidOrder(2);
    const [bad, good] = [waybill(), waybill()];
    await ship([parcel(1, bad), parcel(1, good)]);
    unknown = bad;
    await expect(tracking.follow(orderId)).rejects.toThrow('follow-parcels: 1 failed, 1 done');
    expect(followed).toContain(good);
  });
});
