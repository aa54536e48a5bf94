import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { Caller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { ORDERS_ENTITIES } from '@yigou/orders';
import { FREIGHT_FEN, Market, PRICE_FEN } from '@yigou/orders/testing';
import { PolicyParameters } from '@yigou/platform';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { ShipOrder } from './ship-order';
import { TrackParcels } from './track-parcels';

let test: TestDatabase;
let market: Market;
let shipping: ShipOrder;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20, entities: ORDERS_ENTITIES });
  market = new Market(test);
  shipping = new ShipOrder(test.uow, market.fulfil, new AuditLog());
});
afterAll(() => test.close());
afterEach(async () => {
  expect(await market.brokenBooks()).toEqual([]);
});

let number = 0;
const waybill = () => `SF${String((number += 1)).padStart(10, '0')}`;

/** A paid order of 5 pieces, of which 2 are shipped. */
async function partShipped() {
  const supplierId = await market.supplier();
  const skuId = await market.sku(100, supplierId);
  const { actor, checkout } = await market.paid([{ skuId, quantity: 5 }]);
  const orderId = checkout.orders[0]?.id ?? '';
  const view = () => market.orders.view({ userId: actor.userId }, orderId);
  const orderLineId = (await view()).lines[0]?.id ?? '';
  const seller = await market.seller(supplierId);
  const ship = (quantity: number) =>
    shipping.execute(
      seller,
      orderId,
      { parcels: [{ carrier: 'sf', waybill: waybill(), lines: [{ orderLineId, quantity }] }] },
      market.claim(seller.actor, newId()),
    );
  const end = (quantity: number, by: Caller = seller, key?: string) => {
    const body = { lines: [{ orderLineId, quantity }], reason: '断货' };
    return market.rest.execute(by, by.seat ? 'supplier' : 'buyer', orderId, body, market.claim(by.actor, body, key));
  };
  await ship(2);
  return { actor, seller, skuId, orderId, view, ship, end };
}
const settled = async (work: Promise<unknown>[]) =>
  (await Promise.allSettled(work)).filter((result) => result.status === 'fulfilled').length;
const eventsOf = (orderId: string) =>
  test.db
    .query<{ topic: string }>(
      "SELECT topic FROM outbox WHERE payload ->> 'orderId' = $1 AND topic LIKE 'orders.%' ORDER BY created_at, topic",
      [orderId],
    )
    .then((rows) => rows.map((row) => row.topic));

describe('the rest of a part-shipped order', () => {
  it('is ended by line and quantity: its price goes back, its stock is free, freight stays, the order goes on', async () => {
    const { actor, skuId, orderId, view, end } = await partShipped();
    expect((await view()).can.endRest).toBe(true);
    await end(1, market.asBuyer(actor));
    expect(await view()).toMatchObject({ status: 'part_shipped', lines: [{ shippedQuantity: 2, endedQuantity: 1 }] });
    await end(2);
    await market.submitRefunds();
    const order = await view();
    expect(order).toMatchObject({
      status: 'shipped',
      totalFen: 5 * PRICE_FEN + FREIGHT_FEN,
      lines: [{ shippedQuantity: 2, endedQuantity: 3 }],
      can: { endRest: false, confirm: true },
    });
    expect(order.refunds.map((refund) => refund.amountFen)).toEqual([PRICE_FEN, 2 * PRICE_FEN]);
    expect(order.steps.at(-1)?.note).toMatch(/^卖家结束未发部分：小米 .* 一袋×2，退款¥40\.00。原因：断货$/);
    expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ onHand: 98, reserved: 0 });
    await market.complete.confirm(market.asBuyer(actor), orderId, market.claim(actor, 'receipt'));
    expect(await eventsOf(orderId)).toEqual([
      'orders.placed',
      'orders.paid',
      'orders.shipped',
      'orders.rest_ended',
      'orders.rest_ended',
      'orders.completed',
      'orders.received',
    ]);
  });

  it('meets its shipment: the two never take the same pieces', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { orderId, skuId, view, ship, end } = await partShipped();
      expect(await settled([ship(3), end(3)])).toBe(1);
      expect(await market.statusOf(orderId)).toBe('shipped');
      const [line] = (await view()).lines;
      expect((line?.shippedQuantity ?? 0) + (line?.endedQuantity ?? 0)).toBe(5);
      const [level] = await market.stock.levels(test.db, [skuId]);
      expect(level).toMatchObject({ reserved: 0, onHand: 100 - (line?.shippedQuantity ?? 0) });
    }
  });

  it('is ended once by the same key, and by buyer and supplier at once no further than it goes', async () => {
    const one = await partShipped();
    const key = newId();
    expect(await settled(Array.from({ length: 6 }, () => one.end(2, undefined, key)))).toBe(6);
    expect(await one.view()).toMatchObject({ status: 'part_shipped', lines: [{ endedQuantity: 2 }] });
    expect((await one.view()).refunds).toHaveLength(1);

    const other = await partShipped();
    expect(await settled([other.end(2), other.end(2, market.asBuyer(other.actor))])).toBe(1);
    expect((await other.view()).lines).toMatchObject([{ endedQuantity: 2 }]);
  });

  it('is not ended by strangers, beyond what is owed, before anything is shipped or after all is', async () => {
    const { view, end, ship } = await partShipped();
    await expect(end(1, market.asBuyer((await market.buyer()).actor))).rejects.toMatchObject({ code: 'not_found' });
    await expect(end(1, await market.seller(await market.supplier()))).rejects.toMatchObject({ code: 'not_found' });
    await expect(end(4)).rejects.toMatchObject({ code: 'rest_exceeds_order', details: { left: 3 } });
    await ship(3);
    await expect(end(1)).rejects.toMatchObject({ code: 'order_rest_not_endable', details: { status: 'shipped' } });
    expect((await view()).refunds).toEqual([]);
    const { actor, checkout } = await market.paid([{ skuId: await market.sku(5), quantity: 2 }]);
    const paid = await market.orders.view({ userId: actor.userId }, checkout.orders[0]?.id ?? '');
    const body = { lines: [{ orderLineId: paid.lines[0]?.id ?? '', quantity: 1 }], reason: '不等了' };
    await expect(
      market.rest.execute(market.asBuyer(actor), 'buyer', paid.id, body, market.claim(actor, body)),
    ).rejects.toMatchObject({ code: 'order_rest_not_endable' });
  });

  it('starts the term of receipt when what was shipped had already arrived', async () => {
    const { orderId, view, end } = await partShipped();
    await test.db.query("UPDATE parcel SET status = 'delivered' WHERE order_id = $1", [orderId]);
    await end(3);
    const feed = { follow: () => Promise.resolve(), parseEvent: () => Promise.reject(new Error('unused')) } as never;
    await new TrackParcels(test.db, test.uow, new PolicyParameters(test.db), market.fulfil, feed).settleReceipt(
      orderId,
    );
    expect((await view()).autoConfirmAt).not.toBeNull();
  });
});

it('a shipment of one parcel takes so many statements', async () => {
  const { ship } = await partShipped();
  // One of them asks whether a bank wants the money back.
  expect(await countStatements(() => ship(1))).toBe(13);
});
