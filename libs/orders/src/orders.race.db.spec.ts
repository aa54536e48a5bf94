import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { atATime, createTestDatabase, someoneWaits, type TestDatabase } from '@yigou/testing';
import { ORDERS_ENTITIES } from './entities';
import { FREIGHT_FEN, Market, PRICE_FEN } from './testing/market';

const POOL = 40;

let test: TestDatabase;
let market: Market;

beforeAll(async () => {
  test = await createTestDatabase({ pool: POOL, entities: ORDERS_ENTITIES });
  market = new Market(test);
});
afterAll(() => test.close());
afterEach(async () => {
  market.gateway.down = false;
  expect(await market.brokenBooks()).toEqual([]);
});

const outcomes = async (work: Promise<unknown>[]) => summary(await Promise.allSettled(work));
const summary = (settled: readonly PromiseSettledResult<unknown>[]) => {
  const errors = settled.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as { code?: string }] : [],
  );
  return { done: settled.length - errors.length, codes: errors.map((error) => error.code ?? String(error)) };
};
const captures = (paymentId: string) =>
  test.db.query("SELECT 1 FROM payment_entry WHERE payment_id = $1 AND kind = 'capture'", [paymentId]);

/** What a buyer is shown of a checkout before they place it: one statement, as ever. */
async function shownTo(userId: string, addressId: string, skuId: string, quantity: number) {
  const limits = { perPerson: 20, perAddress: 1_000, stockBp: 5_000, freePieces: 20 };
  const held = { limits, placedFrom: null };
  const { orderable, unpaid } = await market.checkouts.preview(userId, [{ skuId, quantity }], addressId, { held });
  return { orderable, unpaid };
}

describe('placing orders at once', () => {
  it('sells a stock of 50 to exactly 50 of 200 buyers', async () => {
    const skuId = await market.sku(50);
    const buyers = await market.buyers(200);
    const result = summary(
      await atATime(POOL, buyers, ({ actor, addressId }) => {
        const body = market.body(addressId, [{ skuId, quantity: 1 }]);
        return market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
      }),
    );
    expect(result.done).toBe(50);
    expect(new Set(result.codes)).toEqual(new Set(['insufficient_stock']));
    expect(result.codes).toHaveLength(150);
  });

  it('answers 32 requests with one key and body with one checkout', async () => {
    const skuId = await market.sku(100);
    const { actor, addressId } = await market.buyer();
    const body = market.body(addressId, [{ skuId, quantity: 1 }]);
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 32 }, () =>
        market.place.execute(market.asBuyer(actor), body, market.claim(actor, body, key)),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await test.db.query('SELECT 1 FROM checkout WHERE user_id = $1', [actor.userId])).toHaveLength(1);
  });

  it('numbers the order after the last of seven digits with eight, and none twice', async () => {
    const skuId = await market.sku(10);
    await test.db.query("SELECT setval('order_number', 9999998)");
    const numbers: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      const { actor, addressId } = await market.buyer();
      const body = market.body(addressId, [{ skuId, quantity: 1 }]);
      const { id } = await market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
      const order = await test.db.one<{ number: string }>('SELECT number FROM sales_order WHERE checkout_id = $1', [
        id,
      ]);
      numbers.push((order?.number ?? '').slice('YGyymmdd'.length));
    }
    expect(numbers).toEqual(['9999999', '10000000', '10000001']);
  });

  it('takes one of 32 different requests with one key', async () => {
    const skuId = await market.sku(1000);
    const { actor, addressId } = await market.buyer();
    const key = newId();
    const result = await outcomes(
      Array.from({ length: 32 }, (_, i) => {
        const body = market.body(addressId, [{ skuId, quantity: i + 1 }]);
        return market.place.execute(market.asBuyer(actor), body, market.claim(actor, body, key));
      }),
    );
    expect(result.done).toBe(1);
    expect(new Set(result.codes)).toEqual(new Set(['idempotency_key_reused']));
  });

  it('keeps nothing of an order that is refused', async () => {
    const [some, none] = [await market.sku(5), await market.sku(0)];
    const { actor, addressId } = await market.buyer();
    const body = market.body(
      addressId,
      [
        { skuId: some, quantity: 1 },
        { skuId: none, quantity: 1 },
      ],
      2,
    );
    await expect(market.place.execute(market.asBuyer(actor), body, market.claim(actor, body))).rejects.toMatchObject({
      code: 'insufficient_stock',
    });
    expect((await market.stock.levels(test.db, [some]))[0]).toMatchObject({ reserved: 0 });
    expect(await test.db.query('SELECT 1 FROM checkout WHERE user_id = $1', [actor.userId])).toEqual([]);
  });

  it('refuses a total that the buyer did not see, a withdrawn product and another person’s address', async () => {
    const skuId = await market.sku(5);
    const [{ actor, addressId }, other] = [await market.buyer(), await market.buyer()];
    const body = market.body(addressId, [{ skuId, quantity: 1 }]);
    const attempt = (changed: typeof body) =>
      market.place.execute(market.asBuyer(actor), changed, market.claim(actor, changed));
    await expect(attempt({ ...body, expectedTotalFen: 1 })).rejects.toMatchObject({
      code: 'price_changed',
      details: { totalFen: PRICE_FEN + FREIGHT_FEN },
    });
    await expect(attempt({ ...body, addressId: other.addressId })).rejects.toMatchObject({ code: 'not_found' });
    await test.db.query(
      "UPDATE product SET status = 'withdrawn' WHERE id = (SELECT product_id FROM sku WHERE id = $1)",
      [skuId],
    );
    await expect(attempt(body)).rejects.toMatchObject({ code: 'product_unavailable' });
  });

  it.each([
    ['a price', 'UPDATE sku SET price_fen = price_fen + 1 WHERE id = $1', 'price_changed'],
    ['the sale', 'UPDATE sku SET active = false WHERE id = $1', 'product_unavailable'],
    [
      'the supplier',
      `UPDATE supplier_file SET status = 'frozen' WHERE supplier_id = (SELECT supplier_id FROM sku k JOIN product p ON p.id = k.product_id WHERE k.id = $1)`,
      'product_unavailable',
    ],
  ])('refuses what ended while the order waited for the stock: %s', async (_, change, code) => {
    const skuId = await market.sku(5);
    const { actor, addressId } = await market.buyer();
    const body = market.body(addressId, [{ skuId, quantity: 1 }]);
    let waiting: Promise<unknown> = Promise.resolve();
    await test.uow.run(async (tx) => {
      await market.stock.lock(tx, [skuId]);
      waiting = market.place
        .execute(market.asBuyer(actor), body, market.claim(actor, body))
        .catch((error: unknown) => error);
      await someoneWaits(test.db);
      await test.db.query(change, [skuId]);
    });
    expect(await waiting).toMatchObject({ code });
    expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ reserved: 0 });
  });

  it('leaves no more unpaid of one person than policy allows, of whatever goods, until some are called off or paid', async () => {
    const skuIds = await Promise.all(Array.from({ length: 8 }, () => market.sku(200)));
    const { actor, addressId } = await market.buyer();
    const attempt = (at: number) => {
      const body = market.body(addressId, [{ skuId: skuIds[at % 8] ?? '', quantity: 1 }]);
      return market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
    };
    const settled = await atATime(POOL, Array(64).keys(), attempt);
    const placed = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(placed).toHaveLength(20);
    expect(new Set(summary(settled).codes)).toEqual(new Set(['unpaid_checkouts']));
    const message = '您有 20 笔订单还没有付款，请先付款或取消其中一些，再提交新订单。';
    await expect(attempt(0)).rejects.toMatchObject({ code: 'unpaid_checkouts', message });
    // Whoever looks at it before they order is told the same.
    expect(await shownTo(actor.userId, addressId, skuIds[0] ?? '', 1)).toEqual({ orderable: false, unpaid: message });
    const off = placed[0]?.orders[0]?.id ?? '';
    await market.close.cancel(market.asBuyer(actor), off, '不要了', market.claim(actor, off));
    const ref = placed[1]?.payment.payUrl?.split('/').at(-1) ?? '';
    market.gateway.pay(ref);
    await market.settle.execute(market.gateway.intent(ref));
    const more = await outcomes(Array.from({ length: 6 }, (_, at) => attempt(at)));
    expect(more).toEqual({ done: 2, codes: Array(4).fill('unpaid_checkouts') });
  });

  it('leaves half of what is not others’ to others, and small stocks to whoever comes', async () => {
    const [many, few] = [await market.sku(100), await market.sku(20)];
    const [one, other] = [await market.buyer(), await market.buyer()];
    const attempt = ({ actor, addressId }: typeof one, skuId: string, quantity: number) => {
      const body = market.body(addressId, [{ skuId, quantity }]);
      return market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
    };
    const held = await outcomes(Array.from({ length: 8 }, () => attempt(one, many, 10)));
    expect(held).toEqual({ done: 5, codes: Array(3).fill('unpaid_share_of_stock') });
    await expect(attempt(other, many, 26)).rejects.toMatchObject({
      code: 'unpaid_share_of_stock',
      message: expect.stringContaining('在付款之前您最多还能订 25 件'),
      details: { skus: [{ skuId: many, held: 0, left: 25 }] },
    });
    const seen = await shownTo(other.actor.userId, other.addressId, many, 26);
    expect(seen).toEqual({ orderable: false, unpaid: expect.stringContaining('在付款之前您最多还能订 25 件') });
    expect(await shownTo(other.actor.userId, other.addressId, many, 25)).toEqual({ orderable: true, unpaid: null });
    await attempt(other, many, 25);
    // What is not there at all is said as ever.
    await expect(attempt(other, many, 26)).rejects.toMatchObject({ code: 'insufficient_stock' });
    await attempt(one, few, 20);
  });

  it('lets one person’s orders of different goods wait for each other, and nobody else’s', async () => {
    const [a, b] = [await market.sku(5), await market.sku(5)];
    const [one, other] = [await market.buyer(), await market.buyer()];
    const attempt = ({ actor, addressId }: typeof one) => {
      const body = market.body(addressId, [{ skuId: b, quantity: 1 }]);
      return market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
    };
    let waiting: Promise<unknown> = Promise.resolve();
    await test.uow.run(async (tx) => {
      await market.stock.lock(tx, [a], one.actor.userId);
      waiting = attempt(one);
      await someoneWaits(test.db);
      await attempt(other);
    });
    expect(await waiting).toMatchObject({ orders: [expect.anything()] });
  });

  it('splits by supplier under one payment', async () => {
    const [a, b] = [await market.sku(5), await market.sku(5)];
    const { checkout } = await market.buy(
      [
        { skuId: a, quantity: 2 },
        { skuId: b, quantity: 1 },
      ],
      2,
    );
    expect(checkout.orders).toHaveLength(2);
    expect(checkout.totalFen).toBe(3 * PRICE_FEN + 2 * FREIGHT_FEN);
    expect(checkout.orders.reduce((sum, order) => sum + order.totalFen, 0)).toBe(checkout.payment.amountFen);
  });

  it('stands when the provider is out of reach, and is paid later', async () => {
    const skuId = await market.sku(5);
    market.gateway.down = true;
    const { checkout } = await market.buy([{ skuId, quantity: 1 }]);
    expect(checkout.payment).toMatchObject({ status: 'pending', payUrl: null });
    market.gateway.down = false;
    const [first, second] = await Promise.all([
      market.payments.resume(checkout.payment.id),
      market.payments.resume(checkout.payment.id),
    ]);
    expect(first.ref).toBe(second.ref);
    market.gateway.pay(first.ref);
    await market.settle.execute(market.gateway.intent(first.ref));
    expect(await market.statusOf(checkout.orders[0]?.id ?? '')).toBe('to_ship');
  });
});

describe('money that comes', () => {
  it('is booked once, though webhook, browser and sweeper bring the news at once', async () => {
    const skuId = await market.sku(5);
    const { checkout, intentRef } = await market.buy([{ skuId, quantity: 1 }]);
    market.gateway.pay(intentRef);
    const intent = market.gateway.intent(intentRef);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => market.settle.execute(intent)));
    expect(outcomes.filter((outcome) => outcome === 'captured')).toHaveLength(1);
    expect(await captures(checkout.payment.id)).toHaveLength(1);
    const steps = await test.db.query("SELECT 1 FROM order_step WHERE order_id = $1 AND to_status = 'to_ship'", [
      checkout.orders[0]?.id,
    ]);
    expect(steps).toHaveLength(1);
  });

  it.each([
    ['amount', { receivedFen: 1 }],
    ['currency', { currency: 'usd' }],
  ])(
    'of another %s is quarantined once, however often it is told; the order closes and its stock is free',
    async (_, wrong) => {
      const skuId = await market.sku(5);
      const { checkout, intentRef } = await market.buy([{ skuId, quantity: 1 }]);
      market.gateway.pay(intentRef);
      const intent = { ...market.gateway.intent(intentRef), ...wrong };
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => market.settle.execute(intent)));
      expect(outcomes.filter((outcome) => outcome === 'quarantined')).toHaveLength(1);
      expect(new Set(outcomes)).toEqual(new Set(['quarantined', 'already_captured']));
      expect(await market.statusOf(checkout.orders[0]?.id ?? '')).toBe('cancelled');
      expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ reserved: 0 });
      const payment = await test.db.one('SELECT status, captured_fen, held_fen FROM payment WHERE id = $1', [
        checkout.payment.id,
      ]);
      expect(payment).toEqual({
        status: 'quarantined',
        captured_fen: intent.receivedFen,
        held_fen: intent.receivedFen,
      });
      // Nothing asks for it again: the sweep of unpaid orders and the one of silent payments have nothing left.
      expect(await market.payments.silent(-1)).not.toContain(checkout.payment.id);
    },
  );

  it('meets a cancellation: paid or cancelled and refunded, never both or neither', async () => {
    const skuId = await market.sku(1000);
    for (let round = 0; round < 25; round += 1) {
      const { actor, checkout, intentRef } = await market.buy([{ skuId, quantity: 1 }]);
      const orderId = checkout.orders[0]?.id ?? '';
      market.gateway.pay(intentRef);
      const intent = market.gateway.intent(intentRef);
      await outcomes([
        market.settle.execute(intent),
        market.close.cancel(market.asBuyer(actor), orderId, '不要了', market.claim(actor, round)),
      ]);
      await market.submitRefunds();
      expect(await market.statusOf(orderId)).toBe('cancelled');
      const ledger = await test.db.one('SELECT captured_fen, refunded_fen FROM payment WHERE id = $1', [
        checkout.payment.id,
      ]);
      expect(ledger).toEqual({ captured_fen: checkout.totalFen, refunded_fen: checkout.totalFen });
    }
  });

  it('meets the end of its time: the order is paid, or closed with the money sent back', async () => {
    const skuId = await market.sku(1000);
    const ends = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      const { checkout, intentRef } = await market.buy([{ skuId, quantity: 1 }]);
      const orderId = checkout.orders[0]?.id ?? '';
      await test.db.query("UPDATE sales_order SET expires_at = clock_timestamp() - interval '1 second' WHERE id = $1", [
        orderId,
      ]);
      const pay = async () => {
        if (market.gateway.pay(intentRef)) await market.settle.execute(market.gateway.intent(intentRef));
      };
      await (round % 2
        ? Promise.all([pay(), market.close.expire(checkout.payment.id, 0)])
        : Promise.all([market.close.expire(checkout.payment.id, 0), pay()]));
      const status = await market.statusOf(orderId);
      ends.add(status ?? '');
      expect(['to_ship', 'expired']).toContain(status);
      expect(await captures(checkout.payment.id)).toHaveLength(status === 'to_ship' ? 1 : 0);
    }
    expect(ends.size).toBeGreaterThan(0);
  });

  it('goes back when it comes after the order was closed without the provider', async () => {
    const skuId = await market.sku(5);
    const { checkout, intentRef } = await market.buy([{ skuId, quantity: 1 }]);
    const orderId = checkout.orders[0]?.id ?? '';
    await test.db.query("UPDATE sales_order SET expires_at = clock_timestamp() - interval '1 hour' WHERE id = $1", [
      orderId,
    ]);
    market.gateway.down = true;
    await market.close.expire(checkout.payment.id, 30);
    expect(await market.statusOf(orderId)).toBe('pending_payment');
    await market.close.expire(checkout.payment.id, 3600);
    expect(await market.statusOf(orderId)).toBe('expired');
    market.gateway.down = false;
    market.gateway.pay(intentRef);
    await market.settle.execute(market.gateway.intent(intentRef));
    await market.submitRefunds();
    expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ onHand: 5, reserved: 0 });
    expect(await test.db.one('SELECT refunded_fen FROM payment WHERE id = $1', [checkout.payment.id])).toEqual({
      refunded_fen: checkout.totalFen,
    });
  });
});

describe('money that goes back', () => {
  const request = (paymentId: string, holder: string, cause: string, amountFen: number) =>
    test.uow.run(async (tx) => {
      await market.payments.lock(tx, paymentId);
      await market.refunds.request(tx, { paymentId, holder, cause, amountFen, reason: '测试' });
    });

  it('never exceeds what came: of twelve refunds of a tenth, ten pass', async () => {
    const skuId = await market.sku(5);
    const { checkout } = await market.paid([{ skuId, quantity: 1 }]);
    const tenth = checkout.totalFen / 10;
    const result = await outcomes(
      Array.from({ length: 12 }, (_, i) => request(checkout.payment.id, newId(), `part-${i}`, tenth)),
    );
    expect(result).toEqual({ done: 10, codes: ['refund_exceeds_payment', 'refund_exceeds_payment'] });
    await market.submitRefunds();
    expect(await test.db.one('SELECT refunded_fen FROM payment WHERE id = $1', [checkout.payment.id])).toEqual({
      refunded_fen: checkout.totalFen,
    });
  });

  it('is asked for once, however often the cause repeats and the provider is told', async () => {
    const skuId = await market.sku(5);
    const { checkout } = await market.paid([{ skuId, quantity: 1 }]);
    const holder = newId();
    await Promise.all(Array.from({ length: 6 }, () => request(checkout.payment.id, holder, 'same', 100)));
    const [id = ''] = await market.refunds.silent(-1);
    await Promise.all(Array.from({ length: 6 }, () => market.refunds.submit(id)));
    expect(await test.db.query('SELECT amount_fen FROM payment_entry WHERE refund_id = $1', [id])).toEqual([
      { amount_fen: -100 },
    ]);
  });

  it('is reversed when the provider takes a success back, in whatever order it says so', async () => {
    const skuId = await market.sku(5);
    for (const order of [
      ['succeeded', 'failed', 'submitted'],
      ['failed', 'succeeded', 'succeeded'],
    ] as const) {
      const { checkout } = await market.paid([{ skuId, quantity: 1 }]);
      await request(checkout.payment.id, newId(), 'test', 100);
      const [id = ''] = await market.refunds.silent(-1);
      for (const status of order) {
        await test.uow.run((tx) =>
          market.refunds.apply(tx, {
            ref: `re_${id}`,
            refundId: id,
            tryNo: 1,
            status,
            amountFen: 100,
            intentRef: null,
          }),
        );
      }
      expect(await test.db.one('SELECT refunded_fen FROM payment WHERE id = $1', [checkout.payment.id])).toEqual({
        refunded_fen: 0,
      });
      expect(await test.db.one('SELECT status FROM refund WHERE id = $1', [id])).toEqual({ status: 'failed' });
    }
  });

  it('of one order of a checkout leaves the other order alone', async () => {
    const [a, b] = [await market.sku(5), await market.sku(5)];
    const { actor, checkout } = await market.paid(
      [
        { skuId: a, quantity: 1 },
        { skuId: b, quantity: 1 },
      ],
      2,
    );
    const [first, second] = checkout.orders;
    await market.close.cancel(market.asBuyer(actor), first?.id ?? '', '换一家', market.claim(actor, 1));
    await market.submitRefunds();
    expect(await market.statusOf(second?.id ?? '')).toBe('to_ship');
    expect((await market.orders.view({ userId: actor.userId }, first?.id ?? '')).refundedFen).toBe(first?.totalFen);
    await expect(
      market.close.cancel(market.asBuyer(actor), first?.id ?? '', '再来', market.claim(actor, 2)),
    ).rejects.toMatchObject({
      code: 'order_not_cancellable',
    });
  });
});

describe('an order whose goods will not come', () => {
  const WITHDRAWAL = { note: '商品召回，订单关闭', paidToo: false, waitedSeconds: 0 };
  const titles = (userId: string) =>
    test.db
      .query<{ title: string }>('SELECT title FROM notice WHERE user_id = $1 ORDER BY id', [userId])
      .then((rows) => rows.map(({ title }) => title.split('：')[0]));

  /** How often others are told that it is cancelled. */
  const cancellations = (orderId: string) =>
    test.db
      .query("SELECT FROM outbox WHERE topic = 'orders.cancelled' AND payload ->> 'orderId' = $1", [orderId])
      .then((rows) => rows.length);

  it('that is not paid meets its payment: it is paid, or closed with the money sent back, and told once', async () => {
    const skuId = await market.sku(1000);
    const ends = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const { checkout, intentRef } = await market.buy([{ skuId, quantity: 1 }]);
      const orderId = checkout.orders[0]?.id ?? '';
      const pay = async () => {
        if (market.gateway.pay(intentRef)) await market.settle.execute(market.gateway.intent(intentRef));
      };
      const close = (waitedSeconds = 0) => market.close.withdraw(orderId, { ...WITHDRAWAL, waitedSeconds });
      // Money that is there already, money that is quicker or slower than the provider's word, and money that comes while nobody can ask the provider.
      if (round % 3 === 0) await close();
      if (round % 3 === 1) {
        market.gateway.pay(intentRef);
        market.gateway.down = true;
        const intent = market.gateway.intent(intentRef);
        await Promise.all([close(601), market.settle.execute(intent), close(601)]);
        market.gateway.down = false;
      } else await Promise.all([close(), pay(), close()]);
      const status = await market.statusOf(orderId);
      ends.add(status ?? '');
      await market.submitRefunds();
      const money = await test.db.one('SELECT captured_fen - refunded_fen AS kept FROM payment WHERE id = $1', [
        checkout.payment.id,
      ]);
      expect(money).toEqual({ kept: status === 'to_ship' ? checkout.totalFen : 0 });
      expect(await cancellations(orderId)).toBe(status === 'cancelled' ? 1 : 0);
    }
    expect(ends).toEqual(new Set(['to_ship', 'cancelled']));
  });

  it('waits while the provider is out of reach, and is closed without it in the end', async () => {
    const skuId = await market.sku(5);
    const orderId = (await market.buy([{ skuId, quantity: 1 }])).checkout.orders[0]?.id ?? '';
    market.gateway.down = true;
    await market.close.withdraw(orderId, WITHDRAWAL);
    expect(await market.statusOf(orderId)).toBe('pending_payment');
    await market.close.withdraw(orderId, { ...WITHDRAWAL, waitedSeconds: 601 });
    expect(await market.statusOf(orderId)).toBe('cancelled');
  });

  it('that is paid meets its shipment: it is sent, or its money goes back, never both', async () => {
    const supplierId = await market.supplier();
    const skuId = await market.sku(1000, supplierId);
    const seller = await market.seller(supplierId);
    const ends = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const { checkout } = await market.paid([{ skuId, quantity: 1 }]);
      const orderId = checkout.orders[0]?.id ?? '';
      const ship = () =>
        test.uow.run(async (tx) => {
          const owed = await market.fulfil.lock(tx, seller, orderId);
          const pieces = new Map([...owed.lines.keys()].map((id) => [id, 1]));
          await market.fulfil.shipLines(tx, owed, pieces, [{ carrier: 'sf', waybill: `SF${newId()}` }], seller);
        });
      const end = () => market.close.withdraw(orderId, { ...WITHDRAWAL, paidToo: true });
      await Promise.allSettled(round % 2 ? [ship(), end(), end()] : [end(), end(), ship()]);
      const status = await market.statusOf(orderId);
      ends.add(status ?? '');
      const refunds = await test.db.query('SELECT amount_fen AS fen FROM refund WHERE holder = $1', [orderId]);
      expect(refunds).toEqual(status === 'cancelled' ? [{ fen: checkout.totalFen }] : []);
    }
    expect([...ends].every((status) => status === 'cancelled' || status === 'shipped')).toBe(true);
  });

  it('since its supplier has left is closed, or gets a date that is told once, and goes back after it', async () => {
    const supplierId = await market.supplier();
    const skuId = await market.sku(1000, supplierId);
    const seller = await market.seller(supplierId);
    const stands = (status: string) =>
      test.db.query('UPDATE supplier_file SET status = $2 WHERE supplier_id = $1', [supplierId, status]);
    const [unpaid, paid, part] = [
      await market.buy([{ skuId, quantity: 1 }]),
      await market.paid([{ skuId, quantity: 2 }]),
      await market.paid([{ skuId, quantity: 3 }]),
    ];
    const [closed, whole, half] = [unpaid, paid, part].map(({ checkout }) => checkout.orders[0]?.id ?? '');
    await test.uow.run(async (tx) => {
      const owed = await market.fulfil.lock(tx, seller, half ?? '');
      const pieces = new Map([...owed.lines.keys()].map((id) => [id, 1]));
      await market.fulfil.shipLines(tx, owed, pieces, [{ carrier: 'sf', waybill: `SF${newId()}` }], seller);
    });
    await market.windUp.setDates(100);
    expect((await market.orders.view({ supplierId }, whole ?? '')).shipBy).toBeNull();
    const before = await market.openOrders.own(supplierId, { limit: 10 });
    expect(before.items.map(({ id, fate }) => [id, fate])).toEqual([
      [closed, 'closes'],
      [whole, 'dated'],
      [half, 'dated'],
    ]);
    await stands('exited');
    await Promise.all([1, 2].map(() => market.windUp.closeUnpaid(1)));
    await Promise.all([1, 2].map(() => market.windUp.setDates(1)));
    expect(await market.statusOf(closed ?? '')).toBe('cancelled');
    expect(await cancellations(closed ?? '')).toBe(1);
    for (const { actor } of [paid, part]) expect(await titles(actor.userId)).toEqual(['供应商已退出平台']);
    const open = await market.orders.list({ supplierId }, { only: 'supplier_gone', sort: 'newest', limit: 20 });
    expect(open.items.map(({ id }) => id).sort()).toEqual([whole, half].sort());
    expect((await market.orders.view({ supplierId }, whole ?? '')).shipBy).not.toBeNull();
    const late = () =>
      test.db.query(
        "UPDATE order_wind_up SET ship_by = clock_timestamp() - interval '1 second' WHERE order_id = ANY($1)",
        [[whole, half]],
      );
    await late();
    await stands('admitted');
    await market.windUp.endDue(1);
    await market.windUp.setDates(100);
    expect(await market.statusOf(whole ?? '')).toBe('to_ship');
    expect((await market.orders.view({ supplierId }, whole ?? '')).shipBy).toBeNull();
    await stands('removed');
    await market.windUp.setDates(100);
    await late();
    await Promise.all([1, 2].map(() => market.windUp.endDue(1)));
    expect([await market.statusOf(whole ?? ''), await market.statusOf(half ?? '')]).toEqual(['cancelled', 'shipped']);
    await market.submitRefunds();
    const back = async ({ actor }: typeof paid, id: string | undefined) =>
      (await market.orders.view({ userId: actor.userId }, id ?? '')).refundedFen;
    expect([await back(paid, whole), await back(part, half)]).toEqual([2 * PRICE_FEN + FREIGHT_FEN, 2 * PRICE_FEN]);
    expect(
      await test.db.query('SELECT FROM order_wind_up WHERE ended_at IS NULL AND order_id = ANY($1)', [[whole, half]]),
    ).toEqual([]);
  });
});

describe('another person’s order', () => {
  it('does not exist', async () => {
    const skuId = await market.sku(5);
    const [{ checkout }, { actor }] = [await market.paid([{ skuId, quantity: 1 }]), await market.buyer()];
    const orderId = checkout.orders[0]?.id ?? '';
    await expect(market.orders.view({ userId: actor.userId }, orderId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      market.close.cancel(market.asBuyer(actor), orderId, '捣乱', market.claim(actor, 1)),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(market.complete.confirm(market.asBuyer(actor), orderId, market.claim(actor, 2))).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    );
    await expect(market.checkouts.view(actor.userId, checkout.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(market.orders.view({ supplierId: newId() }, orderId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(market.orders.view({ regionPrefix: '11', township: null }, orderId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
