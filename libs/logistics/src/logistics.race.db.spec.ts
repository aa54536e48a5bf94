import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { CarrierEvent, ShipOrderBody } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { ORDERS_ENTITIES, TellOrders } from '@yigou/orders';
import { PolicyParameters } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { Market } from '@yigou/orders/testing';
import type { CarrierFeed } from './carrier-feed';
import { ShipOrder } from './ship-order';
import { TellParcels } from './tell-parcels';
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

/** What was published of an order, delivered as a queue delivers it at its worst: each twice at once, and once more. */
async function hearAll(orderId: string): Promise<void> {
  const orders = new TellOrders(test.uow, new Notices());
  const parcels = new TellParcels(test.uow, new Notices());
  type Event = { id: string; hearer: string };
  type Payload = Parameters<TellOrders['tell']>[2] &
    Parameters<TellOrders['tellRefund']>[2] &
    Parameters<TellParcels['delivered']>[1];
  const hearers: Readonly<Record<string, (heard: Event, payload: Payload) => Promise<void>>> = {
    'orders.paid': (heard, payload) => orders.tell(heard, 'paid', payload),
    'orders.shipped': (heard, payload) => orders.tell(heard, 'shipped', payload),
    'orders.rest_ended': (heard, payload) => orders.tell(heard, 'restEnded', payload),
    'orders.cancelled': (heard, payload) => orders.tell(heard, 'cancelled', payload),
    'orders.closed': (heard, payload) => orders.tell(heard, 'closed', payload),
    'orders.received': (heard, payload) => orders.tell(heard, 'receivedByTerm', payload),
    'payments.refunded': (heard, payload) => orders.tellRefund(heard, 'refunded', payload),
    'payments.refund_failed': (heard, payload) => orders.tellRefund(heard, 'refundFailed', payload),
    'logistics.delivered': (heard, payload) => parcels.delivered(heard, payload),
    'logistics.in_trouble': (heard, payload) => parcels.inTrouble(heard, payload),
  };
  const events = await test.db.query<{ id: string; topic: string; payload: Payload }>(
    `SELECT id, topic, payload FROM outbox WHERE payload ->> 'orderId' = $1
       OR payload ->> 'refundId' IN (SELECT id::text FROM refund WHERE holder = $1::uuid) ORDER BY created_at, id`,
    [orderId],
  );
  for (const { id, topic, payload } of events) {
    const tell = hearers[topic];
    if (!tell) continue;
    const heard = { id, hearer: 'test' };
    await test.db.query('INSERT INTO event_delivery (event_id, hearer, due_at) VALUES ($1, $2, now())', [id, 'test']);
    await Promise.all([tell(heard, payload), tell(heard, payload)]);
    await tell(heard, payload);
  }
}
const told = async (userId: string) =>
  (
    await test.db.query<{ title: string }>('SELECT title FROM notice WHERE user_id = $1 ORDER BY created_at', [userId])
  ).map(({ title }) => title.split('：')[0]);

describe('who waits for an order', () => {
  it('hears of each step once, however often its event is delivered', async () => {
    const { actor, seller, orderId, parcel, ship } = await paidOrder(2);
    const [lost, found] = [waybill(), waybill()];
    await tracking.record(event('delivered', found, 3));
    await ship([parcel(1, lost)]);
    await tracking.record({ ...event('exception', lost, 1), note: '地址不详' });
    await ship([parcel(1, found)]);
    await tracking.record(event('delivered', lost, 5));
    await test.db.query('UPDATE sales_order SET auto_confirm_at = clock_timestamp() WHERE id = $1', [orderId]);
    await market.complete.confirmDue(10);
    await hearAll(orderId);
    expect((await told(actor.userId)).sort()).toEqual(
      ['包裹已发出', '包裹已发出', '包裹运输异常', '包裹已签收', '包裹已签收', '已自动确认收货'].sort(),
    );
    expect((await told(seller.actor.userId)).sort()).toEqual(['包裹运输异常', '请发货']);
    expect(
      await test.db.query("SELECT kind, body, link FROM notice WHERE user_id = $1 AND title LIKE '包裹运输异常%'", [
        actor.userId,
      ]),
    ).toMatchObject([{ kind: 'parcel', body: expect.stringContaining('西吉县 地址不详'), link: `/orders/${orderId}` }]);
  });

  it('hears of money that went back, not of what he did himself', async () => {
    const { actor, seller, orderId } = await paidOrder(1);
    await market.close.cancel(market.asBuyer(actor), orderId, '不要了', market.claim(actor, orderId));
    await market.submitRefunds();
    await hearAll(orderId);
    expect(await told(actor.userId)).toEqual(['退款已退回']);
    expect((await told(seller.actor.userId)).sort()).toEqual(['订单已取消，请不要发货', '请发货']);
  });

  it('hears of an order that nobody paid in time, and of money that could not go back', async () => {
    const skuId = await market.sku(1);
    const unpaid = await market.buy([{ skuId, quantity: 1 }]);
    const unpaidId = unpaid.checkout.orders[0]?.id ?? '';
    await test.db.query('UPDATE sales_order SET expires_at = clock_timestamp() WHERE id = $1', [unpaidId]);
    await market.close.expireDue(10);
    await hearAll(unpaidId);
    expect(await told(unpaid.actor.userId)).toEqual(['超时未付款，订单已关闭']);
    const { actor, orderId } = await paidOrder(1);
    market.gateway.refundOutcome = 'failed';
    await market.close.cancel(market.asBuyer(actor), orderId, '不要了', market.claim(actor, orderId));
    await market.submitRefunds();
    market.gateway.refundOutcome = 'succeeded';
    await hearAll(orderId);
    expect(await told(actor.userId)).toEqual(['退款未成功，平台正在处理']);
  });
});

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
