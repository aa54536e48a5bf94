import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderOrigin } from '@yigou/contracts';
import { newId, sumFen } from '@yigou/kernel';
import { PAYMENTS } from '@yigou/payments';
import { aPayment } from '@yigou/payments/testing';
import { checkInvariant } from '@yigou/platform';
import { aStaffMember, aUnit } from '@yigou/procurement/testing';
import { countStatements, createTestDatabase, given, type TestDatabase } from '@yigou/testing';
import { Cart } from './cart.entity';
import { CartLine } from './cart-line.entity';
import { ORDERS_ENTITIES } from './entities';
import { ORDERS_INVARIANTS } from './orders.invariants';
import { allowedActions } from './order-status';
import type { PooledPart } from './place-pooled';
import { COUNTY, FREIGHT_FEN, Market } from './testing/market';

let test: TestDatabase;
let market: Market;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16, entities: ORDERS_ENTITIES });
  market = new Market(test);
});
afterEach(async () => {
  expect(await market.brokenBooks()).toEqual([]);
  for (const invariant of [...(PAYMENTS.invariants ?? []), ...ORDERS_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toEqual({ name: invariant.name, broken: 0, rows: [] });
});
afterAll(() => test.close());

/** What was agreed on: less than the shop's price. */
const AGREED_FEN = 1_500;
const PLACE = { receiver: '李四', phone: '13900000002', regionCode: COUNTY, detail: '解放路 2 号' };
const to = { ...PLACE, regionPath: '宁夏回族自治区 固原市 西吉县' };

interface Purchase {
  readonly buyer: Awaited<ReturnType<Market['buyer']>>;
  readonly skus: readonly string[];
  /** Under whom the stock is reserved. */
  readonly heldBy: string;
  readonly campaignId: string;
}
/** Goods of two suppliers, ten pieces each of which six are held. */
async function purchase(held = 6): Promise<Purchase> {
  const skus = [await market.sku(10), await market.sku(10)];
  const heldBy = newId();
  if (held > 0) {
    const lines = skus.map((skuId) => ({ skuId, quantity: held }));
    await test.uow.run((tx) => market.stock.reserve(tx, [{ holder: heldBy, lines }]));
  }
  return { buyer: await market.buyer(), skus, heldBy, campaignId: newId() };
}
async function freight(skus: readonly string[]): Promise<Map<string, number>> {
  const rows = await test.db.query<{ id: string }>(
    'SELECT p.supplier_id AS id FROM sku k JOIN product p ON p.id = k.product_id WHERE k.id = ANY($1)',
    [skus],
  );
  return new Map(rows.map(({ id }) => [id, FREIGHT_FEN]));
}
async function place(
  { buyer, skus, heldBy, campaignId }: Purchase,
  {
    quantity = 2,
    ids = { checkoutId: newId(), poolId: newId() },
    parts = 1,
    kind = 'campaign',
  }: { quantity?: number; ids?: { checkoutId: string; poolId: string }; parts?: number; kind?: OrderOrigin } = {},
) {
  const lines = skus.map((skuId) => ({ skuId, quantity, priceFen: AGREED_FEN }));
  const part: PooledPart = { to, lines, freightFen: await freight(skus) };
  const placed = await test.uow.run((tx) =>
    market.pooled.placeIn(tx, {
      ...ids,
      buyer: { id: buyer.actor.userId, name: buyer.actor.name },
      origin: { kind, id: campaignId },
      heldBy: [heldBy],
      remark: '',
      parts: Array<PooledPart>(parts).fill(part),
    }),
  );
  return { ...placed, ...ids };
}
/** Payments of pledges that came in, known to the provider, of so many equal parts of a sum. */
function pledges(totalFen: number, count: number) {
  const sums = Array.from({ length: count }, (_, n) => Math.floor(totalFen / count) + (n < totalFen % count ? 1 : 0));
  return Promise.all(
    sums.map(async (amountFen) => {
      const { id } = await aPayment(test.db, { amountFen, status: 'paid', purpose: 'pledge', holder: newId() });
      await market.gateway.createIntent({
        attemptId: id,
        paymentId: id,
        amountFen,
        currency: 'cny',
        returnUrl: '',
        description: '',
      });
      market.gateway.pay(`pi_${id}`);
      return { paymentId: id, amountFen };
    }),
  );
}
type Members = Awaited<ReturnType<typeof pledges>>;
const fund = (poolId: string, members: Members) => test.uow.run((tx) => market.pools.fund(tx, poolId, members));
const cancel = ({ buyer }: Purchase, orderId: string) =>
  market.close.cancel(market.asBuyer(buyer.actor), orderId, '不要了', market.claim(buyer.actor, { orderId }));
const statuses = async (orders: readonly { id: string }[]) =>
  Promise.all(orders.map(async ({ id }) => market.statusOf(id)));
/** What went back to the members by the provider, after the worker has done its part. */
async function givenBack(members: Members): Promise<number> {
  for (const id of await market.pools.unspread(-1)) await market.pools.spread(id, 2);
  await market.submitRefunds();
  const rows = await test.db.query<{ fen: number }>('SELECT refunded_fen AS fen FROM payment WHERE id = ANY($1)', [
    members.map(({ paymentId }) => paymentId),
  ]);
  return sumFen(rows.map(({ fen }) => fen));
}
const reserved = async (skus: readonly string[]) =>
  (await market.stock.levels(test.db, [...skus])).map((level) => level.reserved);
const codes = async (work: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(work))
    .map((one) =>
      one.status === 'fulfilled' ? 'done' : ((one.reason as { code?: string }).code ?? String(one.reason)),
    )
    .toSorted();

describe('orders at agreed prices', () => {
  it('writes names as their supplier wrote them, whatever an array would make of their signs', async () => {
    const wanted = await purchase();
    const names = ['{"小米",NULL}\\', 'NULL', '一,二"\\"三\n四🌾{}'];
    const others = await Promise.all(names.slice(2).map(() => market.sku(10)));
    const skus = [...wanted.skus, ...others];
    for (const [at, skuId] of skus.entries())
      await test.db.query(
        `WITH named AS (UPDATE sku SET name = $2 WHERE id = $1 RETURNING product_id) UPDATE product SET name = $2 FROM named WHERE id = named.product_id`,
        [skuId, names[at]],
      );
    const { orders } = await place({ ...wanted, skus });
    const lines = await test.db.query<{ skuId: string; names: string[] }>(
      `SELECT sku_id AS "skuId", jsonb_build_array(product_name, sku_name) AS names FROM order_line WHERE order_id = ANY($1)`,
      [orders.map(({ id }) => id)],
    );
    expect(new Map(lines.map((line) => [line.skuId, line.names]))).toEqual(
      new Map(skus.map((skuId, at) => [skuId, [names[at], names[at]]])),
    );
  });

  it('wait for their pool without a deadline, and are to be shipped with its last fen', async () => {
    const bought = await purchase();
    const placed = await place(bought);
    expect(placed.totalFen).toBe(2 * (2 * AGREED_FEN + FREIGHT_FEN));
    expect(placed.orders).toHaveLength(2);
    await market.close.expireDue(100);
    await market.close.expire(placed.poolId, 10_000);
    expect(await statuses(placed.orders)).toEqual(['pending_payment', 'pending_payment']);
    const seen = await market.orders.view({ userId: bought.buyer.actor.userId }, placed.orders[0]?.id ?? '');
    expect(seen).toMatchObject({ origin: 'campaign', expiresAt: null, can: { pay: false, cancel: true } });
    expect(seen.lines[0]).toMatchObject({ priceFen: AGREED_FEN, quantity: 2 });
    const members = await pledges(placed.totalFen, 3);
    await fund(placed.poolId, members.slice(0, 2));
    expect(await statuses(placed.orders)).toEqual(['pending_payment', 'pending_payment']);
    await fund(placed.poolId, members);
    expect(await statuses(placed.orders)).toEqual(['to_ship', 'to_ship']);
    const paid = await test.db.query(
      `SELECT payload ->> 'orderId' AS id FROM outbox WHERE topic = 'orders.paid' AND payload ->> 'orderId' = ANY($1)`,
      [placed.orders.map(({ id }) => id)],
    );
    expect(paid).toHaveLength(2);
  });

  it('of a donation are received by who gets them, not by who organised it', async () => {
    const refusals: Readonly<Record<OrderOrigin, string>> = {
      campaign: 'order_not_receivable',
      donation: 'order_signed_by_recipient',
    };
    for (const [kind, code] of Object.entries(refusals) as [OrderOrigin, string][]) {
      const bought = await purchase();
      const [order] = (await place(bought, { kind })).orders;
      const { actor } = bought.buyer;
      const claim = market.claim(actor, { orderId: order?.id });
      await expect(market.complete.confirm(market.asBuyer(actor), order?.id ?? '', claim)).rejects.toMatchObject({
        code,
      });
      expect(allowedActions({ status: 'shipped', forUnit: false, origin: kind }).confirm).toBe(kind === 'campaign');
    }
  });

  it('take over what was held for them, and what is missing from what is free', async () => {
    const bought = await purchase(3);
    await place(bought, { quantity: 2 });
    expect(await reserved(bought.skus)).toEqual([3, 3]);
    await place(bought, { quantity: 2 });
    expect(await reserved(bought.skus)).toEqual([4, 4]);
    await expect(place(bought, { quantity: 7 })).rejects.toMatchObject({ code: 'insufficient_stock' });
    expect(await reserved(bought.skus)).toEqual([4, 4]);
    await test.uow.run((tx) => market.stock.release(tx, [bought.heldBy]));
    expect(await reserved(bought.skus)).toEqual([4, 4]);
  });

  it('go to several places, one order per supplier and place', async () => {
    const bought = await purchase();
    const { orders } = await place(bought, { quantity: 1, parts: 3 });
    expect(orders.map(({ part }) => part)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(new Set(orders.map(({ number }) => number)).size).toBe(6);
  });

  it('leave the cart of who organises, and the share of where they work, alone', async () => {
    const bought = await purchase();
    const { userId } = bought.buyer.actor;
    const cart = await given(test.db, Cart, { userId, tokenHash: null });
    await given(test.db, CartLine, { cartId: cart.id, skuId: bought.skus[0], quantity: 1 });
    await aStaffMember(test.db, { userId, unitId: await aUnit(test) });
    const { orders } = await place(bought);
    expect(await test.db.query('SELECT 1 FROM cart_line WHERE cart_id = $1', [cart.id])).toHaveLength(1);
    const rows = await test.db.query('SELECT staff_unit_id, origin_id FROM sales_order WHERE id = ANY($1)', [
      orders.map(({ id }) => id),
    ]);
    expect(rows).toEqual(Array(2).fill({ staff_unit_id: null, origin_id: bought.campaignId }));
  });

  it('are not placed for what must not be sold any more', async () => {
    const bought = await purchase();
    await test.db.query('UPDATE sku SET active = false WHERE id = $1', [bought.skus[1]]);
    await expect(place(bought)).rejects.toMatchObject({
      code: 'product_unavailable',
      details: { skuIds: [bought.skus[1]] },
    });
    expect(await reserved(bought.skus)).toEqual([6, 6]);
  });

  it('are placed once under their ids, however many try at once', async () => {
    const bought = await purchase();
    const ids = { checkoutId: newId(), poolId: newId() };
    const done = await Promise.allSettled(Array.from({ length: 6 }, () => place(bought, { ids })));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await reserved(bought.skus)).toEqual([6, 6]);
  });

  it('and what was held for them given back at the same time leave no piece held twice', async () => {
    for (let round = 0; round < 6; round += 1) {
      const bought = await purchase();
      await Promise.allSettled([
        place(bought),
        place(bought),
        test.uow.run((tx) => market.stock.release(tx, [bought.heldBy])),
      ]);
      await test.uow.run((tx) => market.stock.release(tx, [bought.heldBy]));
      expect(await reserved(bought.skus)).toEqual([4, 4]);
    }
  });

  it('take as many statements for ten places as for one', async () => {
    const [one, ten] = [await purchase(), await purchase(10)];
    expect(await countStatements(() => place(one, { quantity: 1 }))).toBe(9);
    expect(await countStatements(() => place(ten, { quantity: 1, parts: 10 }))).toBe(9);
  });
});

describe('the money of orders that a pool pays', () => {
  it('goes back to its members when one of them is cancelled', async () => {
    const bought = await purchase();
    const placed = await place(bought);
    const members = await pledges(placed.totalFen, 3);
    await fund(placed.poolId, members);
    const [first, second] = placed.orders;
    await cancel(bought, first?.id ?? '');
    expect(await statuses(placed.orders)).toEqual(['cancelled', 'to_ship']);
    expect(await givenBack(members)).toBe(first?.totalFen);
    await cancel(bought, second?.id ?? '');
    expect(await givenBack(members)).toBe(placed.totalFen);
  });

  it('goes back for what is not sent any more', async () => {
    const bought = await purchase();
    const placed = await place(bought);
    const members = await pledges(placed.totalFen, 3);
    await fund(placed.poolId, members);
    const order = placed.orders[0];
    const line = await test.db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [order?.id]);
    const seller = await market.seller(order?.supplierId ?? '');
    await test.uow.run(async (tx) => {
      const owed = await market.fulfil.lock(tx, seller, order?.id ?? '');
      const parcel = { carrier: 'sf', waybill: `SF${newId()}` } as const;
      await market.fulfil.shipLines(tx, owed, new Map([[line?.id ?? '', 1]]), [parcel], seller);
    });
    const body = { lines: [{ orderLineId: line?.id ?? '', quantity: 1 }], reason: '缺货' };
    await market.rest.execute(seller, 'supplier', order?.id ?? '', body, market.claim(seller.actor, body));
    expect(await givenBack(members)).toBe(AGREED_FEN);
  });

  it('goes back whole where they were closed before it was gathered', async () => {
    const bought = await purchase();
    const placed = await place(bought);
    const members = await pledges(placed.totalFen, 4);
    await fund(placed.poolId, members.slice(0, 2));
    await cancel(bought, placed.orders[0]?.id ?? '');
    expect(await statuses(placed.orders)).toEqual(['cancelled', 'cancelled']);
    await fund(placed.poolId, members);
    expect(await givenBack(members)).toBe(placed.totalFen);
  });

  it('is given back or pays for goods, where it is gathered while the orders are cancelled', async () => {
    for (let round = 0; round < 8; round += 1) {
      const bought = await purchase();
      const placed = await place(bought);
      const members = await pledges(placed.totalFen, 2);
      const [first, second] = placed.orders.map(({ id }) => id);
      expect(
        await codes([fund(placed.poolId, members), fund(placed.poolId, members), cancel(bought, first ?? '')]),
      ).toEqual(['done', 'done', 'done']);
      const kept = (await market.statusOf(second ?? '')) === 'to_ship' ? (placed.orders[1]?.totalFen ?? 0) : 0;
      expect(await givenBack(members)).toBe(placed.totalFen - kept);
    }
  });
});
