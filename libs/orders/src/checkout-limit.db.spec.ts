import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
