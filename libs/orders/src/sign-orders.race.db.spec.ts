import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { checkInvariant } from '@yigou/platform';
import { PROCUREMENT } from '@yigou/procurement';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { createTestDatabase, poison, type TestDatabase } from '@yigou/testing';
import { memberOf } from '@yigou/identity/testing';
import { ORDERS_INVARIANTS } from './orders.invariants';
import { FREIGHT_FEN, Market, PRICE_FEN } from './testing/market';
import { TellOrders } from './tell-orders';
import { UNIT_ORDER_INVARIANTS } from './unit-orders.invariants';

const ONE_FEN = PRICE_FEN + FREIGHT_FEN;
/** How often each race is run: who wins differs. */
const ROUNDS = 6;
let test: TestDatabase;
let market: Market;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  market = new Market(test);
});
afterAll(() => test.close());
afterEach(async () => {
  for (const invariant of [...PROCUREMENT.invariants, ...ORDERS_INVARIANTS, ...UNIT_ORDER_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  expect(await market.brokenBooks()).toEqual([]);
  expect(
    await test.db.query(
      `SELECT c.id FROM checkout c JOIN payment p ON p.id = c.payment_id
       WHERE (c.total_fen, c.total_fen) IS DISTINCT FROM (p.amount_fen, (SELECT sum(total_fen)::bigint FROM sales_order o WHERE o.checkout_id = c.id))`,
    ),
  ).toEqual([]);
});

/** A unit that buys one piece of each of so many suppliers; the ceiling holds `spareFen` more. */
async function ordered({ suppliers = 1, spareFen = 100 * ONE_FEN } = {}) {
  const unitId = await aUnit(test);
  const budgetId = await aBudget(test, { unitId, ceilingFen: suppliers * ONE_FEN + spareFen });
  const skus: string[] = [];
  for (let n = 0; n < suppliers; n += 1) skus.push(await market.sku(9));
  const buyer = await market.unitBuyer(unitId);
  const body = market.body(
    buyer.addressId,
    skus.map((skuId) => ({ skuId, quantity: 1 })),
    suppliers,
  );
  const checkout = await market.place.execute(buyer.by, body, market.claim(buyer.by.actor, body));
  const supplierOf = new Map(
    (await test.db.query<{ id: string; supplier: string }>('SELECT id, supplier_id AS supplier FROM sales_order')).map(
      ({ id, supplier }) => [id, supplier],
    ),
  );
  const orders = await Promise.all(
    checkout.orders.map(async ({ id }) => ({ id, seller: await market.seller(supplierOf.get(id) ?? '') })),
  );
  const [first] = orders;
  if (!first) throw new Error('nothing was ordered');
  return { unitId, budgetId, skus, buyer, checkout, orders, first };
}
type Ordered = Awaited<ReturnType<typeof ordered>>['first'];

const sign = ({ id, seller }: Ordered, totalFen = ONE_FEN) =>
  market.signing.sign(seller, id, totalFen, market.claim(seller.actor, { id }));
const decline = ({ id, seller }: Ordered) =>
  market.signing.decline(seller, id, '没有货', market.claim(seller.actor, { id }));
const freight = ({ id, seller }: Ordered, freightFen: number) => market.signing.changeFreight(seller, id, freightFen);
const cancel = ({ by }: Awaited<ReturnType<typeof ordered>>['buyer'], id: string) =>
  market.close.cancel(by, id, '不要了', market.claim(by.actor, { id }));
const extend = ({ by }: Awaited<ReturnType<typeof ordered>>['buyer'], id: string) =>
  market.extension.execute(by, id, '财政支付系统停机', market.claim(by.actor, { id }));
const heldOf = async (budgetId: string) =>
  (await test.db.one<{ fen: number }>('SELECT encumbered_fen AS fen FROM budget WHERE id = $1', [budgetId]))?.fen;
const overdue = (id: string) =>
  test.db.query('UPDATE sales_order SET expires_at = clock_timestamp() WHERE id = $1', [id]);
const won = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status === 'fulfilled');
/** Days from now on until an order is over, and its payment's amount. */
const terms = (id: string) =>
  test.db.one<{ days: number; amountFen: number; orders: number }>(
    `SELECT round(extract(epoch FROM o.expires_at - clock_timestamp()) / 86400)::int AS days, p.amount_fen AS "amountFen",
       (SELECT count(*)::int FROM sales_order n WHERE n.checkout_id = c.id) AS orders
     FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id WHERE o.id = $1`,
    [id],
  );
const notices = (userId: string) =>
  test.db
    .query<{ title: string }>('SELECT title FROM notice WHERE user_id = $1 ORDER BY created_at', [userId])
    .then((rows) => rows.map(({ title }) => title.split('：')[0]));

describe('an order of a unit (R23)', () => {
  it('waits to be signed by a deadline, cannot be paid before, and then for 30 days (R22)', async () => {
    const { checkout, first, buyer } = await ordered();
    expect(checkout).toMatchObject({ orders: [{ status: 'to_sign' }], payment: { payUrl: null } });
    expect(await terms(first.id)).toMatchObject({ days: 5 });
    expect(
      await test.db.one('SELECT status FROM payment_attempt WHERE payment_id = $1', [checkout.payment.id]),
    ).toEqual({ status: 'created' });
    await sign(first);
    expect(await terms(first.id)).toEqual({ days: 30, amountFen: ONE_FEN, orders: 1 });
    const intent = await market.payments.resume(checkout.payment.id);
    market.gateway.pay(intent.ref);
    await market.settle.execute(market.gateway.intent(intent.ref));
    expect(await market.statusOf(first.id)).toBe('to_ship');
    expect(await notices(buyer.by.actor.userId)).toEqual(['供应商已签署合同']);
    expect(await test.db.query('SELECT link FROM notice WHERE user_id = $1', [buyer.by.actor.userId])).toEqual([
      { link: `/orders/${first.id}` },
    ]);
  });

  it('is told to its supplier, once, and when it is signed to who pays for the unit', async () => {
    const { first, unitId } = await ordered();
    const payer = await memberOf(test.db, unitId, { duties: ['pay'] });
    const [event] = await test.db.query<{ id: string; payload: { orderId: string } }>(
      "SELECT id, payload FROM outbox WHERE topic = 'orders.to_sign' AND payload ->> 'orderId' = $1",
      [first.id],
    );
    if (!event) throw new Error('nobody was told');
    await test.db.query("INSERT INTO event_delivery (event_id, hearer, due_at) VALUES ($1, 'test', now())", [event.id]);
    const heard = () =>
      new TellOrders(test.uow, new Notices()).tell({ id: event.id, hearer: 'test' }, 'toSign', event.payload);
    await Promise.all([heard(), heard(), heard()]);
    expect(await notices(first.seller.actor.userId)).toEqual(['请签署合同']);
    await sign(first);
    expect(await notices(payer.actor.userId)).toEqual(['供应商已签署合同']);
  });

  it('is signed by its supplier alone, at the total that was shown, once', async () => {
    const { first, buyer } = await ordered();
    const stranger = await market.seller(await market.supplier());
    await expect(sign({ id: first.id, seller: stranger })).rejects.toMatchObject({ code: 'not_found' });
    await expect(sign(first, ONE_FEN - 1)).rejects.toMatchObject({ code: 'version_conflict' });
    await freight(first, 500);
    await expect(sign(first)).rejects.toMatchObject({ code: 'version_conflict' });
    await sign(first, PRICE_FEN + 500);
    await expect(sign(first, PRICE_FEN + 500)).rejects.toMatchObject({ code: 'order_not_signable' });
    await expect(freight(first, 0)).rejects.toMatchObject({ code: 'order_not_signable' });
    await expect(decline(first)).rejects.toMatchObject({ code: 'order_not_signable' });
    const view = await market.orders.view({ userId: buyer.by.actor.userId }, first.id);
    expect(view).toMatchObject({
      freightFen: 500,
      contract: { signedBy: first.seller.actor.name, paymentDays: 30, extensionDays: 15 },
      can: { pay: true, sign: false, extend: true },
    });
  });

  it('is paid alone where other suppliers of the same checkout take their time or decline', async () => {
    const { orders, budgetId, buyer, checkout } = await ordered({ suppliers: 3 });
    const [a, b, c] = orders as [Ordered, Ordered, Ordered];
    await sign(b);
    expect(await terms(b.id)).toEqual({ days: 30, amountFen: ONE_FEN, orders: 1 });
    expect(await terms(a.id)).toMatchObject({ amountFen: 2 * ONE_FEN, orders: 2 });
    await decline(a);
    expect(await heldOf(budgetId)).toBe(2 * ONE_FEN);
    await sign(c);
    expect(await terms(c.id)).toMatchObject({ amountFen: ONE_FEN, orders: 1 });
    expect(await test.db.one('SELECT status FROM payment WHERE id = $1', [checkout.payment.id])).toEqual({
      status: 'cancelled',
    });
    expect(await notices(buyer.by.actor.userId)).toEqual([
      '供应商已签署合同',
      '供应商拒绝签署合同',
      '供应商已签署合同',
    ]);
  });

  it('gives stock and budget back when it is declined or nobody signs in time, one that fails holding up no other', async () => {
    const { orders, budgetId, skus } = await ordered({ suppliers: 3 });
    const [a, b, c] = orders as [Ordered, Ordered, Ordered];
    await decline(a);
    for (const { id } of [b, c]) await overdue(id);
    await expect(sign(b)).rejects.toMatchObject({ code: 'order_not_signable' });
    const antidote = await poison(test.db, 'sales_order', b.id);
    await expect(market.signing.expireDue(1)).rejects.toThrow('expire-unsigned: 1 failed, 1 done');
    expect([await market.statusOf(b.id), await market.statusOf(c.id)]).toEqual(['to_sign', 'expired']);
    await antidote();
    await market.signing.expireDue(1);
    expect(await heldOf(budgetId)).toBe(0);
    for (const level of await market.stock.levels(test.db, skus)) expect(level).toMatchObject({ reserved: 0 });
  });

  it('costs more or less freight within the budget: the ceiling that refuses is named', async () => {
    const { first, budgetId, buyer } = await ordered({ spareFen: 300 });
    await freight(first, FREIGHT_FEN + 300);
    expect(await heldOf(budgetId)).toBe(ONE_FEN + 300);
    await expect(freight(first, FREIGHT_FEN + 301)).rejects.toMatchObject({
      code: 'budget_exceeded',
      details: { budgetId, leftFen: 0, wantedFen: 1 },
    });
    await freight(first, 0);
    expect(await heldOf(budgetId)).toBe(PRICE_FEN);
    expect(await terms(first.id)).toMatchObject({ days: 5, amountFen: PRICE_FEN });
    expect(await notices(buyer.by.actor.userId)).toEqual(['供应商修改了运费', '供应商修改了运费']);
  });

  it('is closed with everything released when it was not paid in time (R22)', async () => {
    const { first, budgetId } = await ordered();
    await sign(first);
    await overdue(first.id);
    await expect(
      market.extension.execute(market.asBuyer((await market.buyer()).actor), first.id, '晚', {
        actor: newId(),
        key: newId(),
        fingerprint: 'x',
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await market.close.expireDue(10);
    expect(await market.statusOf(first.id)).toBe('expired');
    expect(await heldOf(budgetId)).toBe(0);
  });
});

describe('its contract', () => {
  it('is the same file whenever it is drawn, for both sides and nobody else', async () => {
    const { first, buyer, unitId } = await ordered();
    const userId = buyer.by.actor.userId;
    await expect(market.contracts.of({ userId, unitIds: [] }, first.id)).rejects.toMatchObject({ code: 'not_found' });
    await sign(first);
    const { body } = await market.contracts.of({ userId, unitIds: [] }, first.id);
    expect(body.subarray(0, 5).toString()).toBe('%PDF-');
    const supplierId = first.seller.seat.organisationId;
    for (const reader of [{ supplierId }, { userId: newId(), unitIds: [unitId] }])
      expect((await market.contracts.of(reader, first.id)).body.equals(body)).toBe(true);
    for (const reader of [{ supplierId: newId() }, { userId: newId(), unitIds: [newId()] }])
      await expect(market.contracts.of(reader, first.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('holds the parties, the lines, the price and the terms, under a hash that cannot be changed', async () => {
    const { first } = await ordered();
    await freight(first, 700);
    await sign(first, PRICE_FEN + 700);
    const row = await test.db.one<{ content: string }>('SELECT content FROM order_contract WHERE order_id = $1', [
      first.id,
    ]);
    expect(JSON.parse(row?.content ?? '')).toMatchObject({
      lines: [{ priceFen: PRICE_FEN, quantity: 1, lineFen: PRICE_FEN }],
      freightFen: 700,
      totalFen: PRICE_FEN + 700,
      delivery: { receiver: '张三' },
      terms: { paymentDays: 30, extensionDays: 15 },
    });
    await expect(
      test.db.query('UPDATE order_contract SET hash = $2 WHERE order_id = $1', [first.id, '']),
    ).rejects.toThrow();
  });
});

describe('at once', () => {
  it('signed or cancelled: one of them, also where signing gives it a payment of its own', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { orders, buyer, budgetId, first } = await ordered({ suppliers: 1 + (round % 2) });
      const [signed, cancelled] = won(await Promise.allSettled([sign(first), cancel(buyer, first.id)]));
      // What is signed may still be cancelled before it is paid.
      expect(signed || cancelled).toBe(true);
      expect(await market.statusOf(first.id)).toBe(cancelled ? 'cancelled' : 'pending_payment');
      expect(await heldOf(budgetId)).toBe((orders.length - (cancelled ? 1 : 0)) * ONE_FEN);
    }
  });

  it('signed or expired: the clock decides, under the lock', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { first, budgetId } = await ordered();
      const [, signed] = won(
        await Promise.allSettled([
          overdue(first.id).then(() => market.signing.expire(first.id)),
          sign(first),
          market.signing.expire(first.id),
        ]),
      );
      // An order that was signed before its clock was set back has a clock of its own, which runs out later.
      expect(await market.statusOf(first.id)).toBe(signed ? 'pending_payment' : 'expired');
      expect(await heldOf(budgetId)).toBe(signed ? ONE_FEN : 0);
    }
  });

  it('freight of two orders against one ceiling: what does not fit is refused', async () => {
    const { orders, budgetId } = await ordered({ suppliers: 4, spareFen: 2_500 });
    const results = won(await Promise.allSettled(orders.map((order) => freight(order, FREIGHT_FEN + 1_000))));
    expect(results.filter(Boolean)).toHaveLength(2);
    expect(await heldOf(budgetId)).toBe(4 * ONE_FEN + 2_000);
  });

  it('freight changed and signed: what is signed is what was shown', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { first } = await ordered();
      const [, signed] = won(await Promise.allSettled([freight(first, 100), sign(first)]));
      expect(await terms(first.id)).toMatchObject({ amountFen: signed ? ONE_FEN : PRICE_FEN + 100 });
    }
  });

  it('all suppliers of a checkout sign at once: each order has a payment of its own', async () => {
    const { orders } = await ordered({ suppliers: 4 });
    expect(won(await Promise.allSettled(orders.map((order) => sign(order))))).toEqual([true, true, true, true]);
    for (const { id } of orders) expect(await terms(id)).toEqual({ days: 30, amountFen: ONE_FEN, orders: 1 });
  });

  it('extended twice: exactly one extension, of 15 days (R22)', async () => {
    const { first, buyer } = await ordered();
    await expect(extend(buyer, first.id)).rejects.toMatchObject({ code: 'order_not_extendable' });
    await sign(first);
    const results = await Promise.allSettled([1, 2, 3].map(() => extend(buyer, first.id)));
    expect(won(results).filter(Boolean)).toHaveLength(1);
    expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))).toEqual([
      expect.objectContaining({ code: 'order_not_extendable' }),
      expect.objectContaining({ code: 'order_not_extendable' }),
    ]);
    expect(await terms(first.id)).toMatchObject({ days: 45 });
    expect((await market.orders.view({ userId: buyer.by.actor.userId }, first.id)).can.extend).toBe(false);
  });
});
