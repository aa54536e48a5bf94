import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { refreshListings } from '@yigou/catalogue';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { ORDERS_ENTITIES } from './entities';
import { FREIGHT_FEN, Market } from './testing/market';

let test: TestDatabase;
let market: Market;
beforeAll(async () => {
  test = await createTestDatabase({ entities: ORDERS_ENTITIES });
  market = new Market(test);
});
afterAll(() => test.close());

/** One piece that comes to `totalFen` with its freight. */
async function costing(totalFen: number) {
  const skuId = await market.sku(5);
  await test.db.query('UPDATE sku SET price_fen = $1 WHERE id = $2', [totalFen - FREIGHT_FEN, skuId]);
  const { actor, addressId } = await market.buyer();
  const lines = [{ skuId, quantity: 1 }];
  return { actor, lines, addressId, body: { lines, addressId, expectedTotalFen: totalFen, remark: '' } };
}

/** Everything that placing an order writes. */
const written = () =>
  test.db.one(
    `SELECT (SELECT count(*) FROM checkout) AS checkouts, (SELECT count(*) FROM sales_order) AS orders, (SELECT count(*) FROM order_line) AS lines,
       (SELECT count(*) FROM order_step) AS steps, (SELECT count(*) FROM payment) AS payments, (SELECT count(*) FROM payment_attempt) AS attempts,
       (SELECT count(*) FROM reservation) AS reservations, (SELECT sum(reserved) FROM stock) AS reserved, (SELECT count(*) FROM outbox) AS events,
       (SELECT count(*) FROM idempotency_key) AS keys`,
  );

describe('a checkout at the limit of the payment provider, 99,999,999 fen', () => {
  it('is placed when it comes to just that, and can be paid', async () => {
    const { actor, body, lines, addressId } = await costing(99_999_999);
    expect(await market.checkouts.preview(actor.userId, lines, addressId)).toMatchObject({
      totalFen: 99_999_999,
      limitFen: 99_999_999,
      orderable: true,
    });
    const placed = await market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
    expect(placed.payment.payUrl).toEqual(expect.any(String));
  });

  it('is refused one fen above before anything is written, and says in Chinese what to do', async () => {
    const { actor, body, lines, addressId } = await costing(100_000_000);
    expect(await market.checkouts.preview(actor.userId, lines, addressId)).toMatchObject({
      totalFen: 100_000_000,
      limitFen: 99_999_999,
      orderable: false,
    });
    const before = await written();
    const claim = market.claim(actor, body);
    const refusal = {
      code: 'checkout_too_large',
      message: '本次结算超过支付渠道的单笔上限，请减少商品，分几次下单。',
      details: { totalFen: 100_000_000, limitFen: 99_999_999 },
    };
    await expect(market.place.execute(market.asBuyer(actor), body, claim)).rejects.toMatchObject(refusal);
    expect(await written()).toEqual(before);
    // The key is as unused as before: a repetition is refused for the same reason, and nothing else.
    await expect(market.place.execute(market.asBuyer(actor), body, claim)).rejects.toMatchObject(refusal);
    expect(await written()).toEqual(before);
    expect(await market.brokenBooks()).toEqual([]);
  });

  it('is refused when only the orders of several suppliers together go over it', async () => {
    const [a, b] = [await costing(60_000_000), await costing(60_000_000)];
    const { actor, addressId } = a;
    const lines = [...a.lines, ...b.lines];
    const body = { lines, addressId, expectedTotalFen: 120_000_000, remark: '' };
    const before = await written();
    await expect(market.place.execute(market.asBuyer(actor), body, market.claim(actor, body))).rejects.toMatchObject({
      code: 'checkout_too_large',
    });
    expect(await written()).toEqual(before);
  });
});

describe('what one network address may hold', () => {
  /** A market that has not read the policy yet. */
  const marketOf = async (name: string, value: number): Promise<Market> => {
    await test.db.query('UPDATE policy_parameter SET value = $2::jsonb WHERE name = $1', [name, `${value}`]);
    return new Market(test);
  };
  afterEach(async () => {
    await marketOf('order.unpaid_per_address', 1_000);
    await marketOf('order.carts_per_address', 5_000);
  });

  it('are so many unpaid orders of all its people, and it is forgotten with the payment', async () => {
    const few = await marketOf('order.unpaid_per_address', 2);
    const skuId = await few.sku(50);
    const attempt = async (address: string | null) => {
      const { actor, addressId } = await few.buyer();
      const body = few.body(addressId, [{ skuId, quantity: 1 }]);
      return few.place.execute({ ...few.asBuyer(actor), address }, body, few.claim(actor, body));
    };
    const [first] = [await attempt('2001:db8:1:2::1'), await attempt('2001:db8:1:2:ffff::9')];
    await expect(attempt('2001:db8:1:2::3')).rejects.toMatchObject({ code: 'unpaid_from_address' });
    await attempt('2001:db8:1:3::1');
    await attempt(null);
    const ref = first.payment.payUrl?.split('/').at(-1) ?? '';
    few.gateway.pay(ref);
    await few.settle.execute(few.gateway.intent(ref));
    const kept = 'SELECT placed_from AS "from" FROM sales_order WHERE checkout_id = $1';
    expect(await test.db.one(kept, [first.id])).toEqual({ from: null });
    const next = await attempt('2001:db8:1:2::3');
    expect(await test.db.one(kept, [next.id])).toEqual({ from: '2001:db8:1:2::/64' });
  });

  it('are so many new carts of visitors in an hour, while those that it has are filled as ever', async () => {
    const few = await marketOf('order.carts_per_address', 2);
    const [a, b] = [await few.sku(5), await few.sku(5)];
    await test.uow.run(async (tx) => {
      const products = await tx.query<{ id: string }>('SELECT product_id AS id FROM sku WHERE id = ANY($1)', [[a, b]]);
      await refreshListings(
        tx,
        products.map(({ id }) => id),
      );
    });
    const add = (token: string, from: string, skuId = a) => few.carts.add({ token, from }, skuId, 1);
    expect([await add('one', '203.0.113.7'), await add('two', '203.0.113.7')]).toEqual([1, 1]);
    await expect(add('three', '203.0.113.7')).rejects.toMatchObject({ code: 'carts_from_address' });
    expect(await add('one', '203.0.113.7', b)).toBe(2);
    expect(await add('four', '203.0.113.8')).toBe(1);
    await test.db.query("UPDATE cart SET created_at = now() - interval '61 minutes' WHERE made_from = '203.0.113.7'");
    expect(await add('three', '203.0.113.7')).toBe(1);
    await few.carts.pruneAnonymous(test.db, 90);
    const left = await test.db.query(
      'SELECT made_from AS "from", count(*)::int AS carts FROM cart GROUP BY 1 ORDER BY 1',
    );
    expect(left).toEqual([
      { from: '203.0.113.7', carts: 1 },
      { from: '203.0.113.8', carts: 1 },
      { from: null, carts: 2 },
    ]);
  });
});
