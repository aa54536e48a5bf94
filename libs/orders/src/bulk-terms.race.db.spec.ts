import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkTerms } from '@yigou/contracts';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { FREIGHT_FEN, Market, PRICE_FEN } from './testing/market';

let test: TestDatabase;
let market: Market;
let buyer: Awaited<ReturnType<Market['unitBuyer']>>;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  market = new Market(test);
  const unitId = await aUnit(test);
  await aBudget(test, { unitId, ceilingFen: 1_000_000_000 });
  buyer = await market.unitBuyer(unitId);
});
afterAll(() => test.close());

const CHEAP_FEN = PRICE_FEN - 300;
const offer = (skuId: string, terms: Partial<BulkTerms>) =>
  test.db.query('UPDATE sku SET bulk = $2::jsonb WHERE id = $1', [
    skuId,
    JSON.stringify({ minimum: 1, weekly: null, tiers: [], ...terms }),
  ]);
/** As the unit's buyer, or for themselves, at a sum of goods without freight. */
const order = (skuId: string, quantity: number, goodsFen: number, personal = false) => {
  const body = {
    lines: [{ skuId, quantity }],
    addressId: buyer.addressId,
    remark: '',
    expectedTotalFen: goodsFen + FREIGHT_FEN,
    ...(personal ? { personal } : {}),
  };
  return market.place.execute(buyer.by, body, market.claim(buyer.by.actor, body));
};
const preview = (skuId: string, quantity: number, payer: 'unit' | 'everybody') =>
  market.checkouts.preview(buyer.by.actor.userId, [{ skuId, quantity }], buyer.addressId, { payer });
/** Monday and Sunday of the week in China. */
const thisWeek = () =>
  test.db.one<{ from: string; to: string }>(
    `SELECT d::text AS "from", (d + 6)::text AS "to" FROM (SELECT date_trunc('week', now() AT TIME ZONE 'Asia/Shanghai')::date) AS w (d)`,
  );
const refusal = (code: string) => expect.objectContaining({ code });

describe('what a unit orders', () => {
  it('costs the tier of its quantity, written into the line; everybody else pays as ever', async () => {
    const skuId = await market.sku(1_000);
    await offer(skuId, { tiers: [{ from: 4, priceFen: CHEAP_FEN }] });
    expect(await preview(skuId, 4, 'unit')).toMatchObject({ goodsFen: 4 * CHEAP_FEN, orderable: true });
    expect(await preview(skuId, 4, 'everybody')).toMatchObject({ goodsFen: 4 * PRICE_FEN });
    await expect(order(skuId, 3, 3 * CHEAP_FEN)).rejects.toEqual(refusal('price_changed'));
    await order(skuId, 3, 3 * PRICE_FEN);
    const { orders } = await order(skuId, 4, 4 * CHEAP_FEN);
    await expect(order(skuId, 4, 4 * CHEAP_FEN, true)).rejects.toEqual(refusal('price_changed'));
    await order(skuId, 4, 4 * PRICE_FEN, true);
    // Another tier later leaves alone what was ordered.
    await offer(skuId, { tiers: [{ from: 4, priceFen: CHEAP_FEN - 100 }] });
    await expect(order(skuId, 4, 4 * CHEAP_FEN)).rejects.toEqual(refusal('price_changed'));
    const line = await test.db.one(
      'SELECT price_fen AS "priceFen", line_fen AS "lineFen" FROM order_line WHERE order_id = $1',
      [orders[0]?.id],
    );
    expect(line).toEqual({ priceFen: CHEAP_FEN, lineFen: 4 * CHEAP_FEN });
  });

  it('is at least the minimum, of which others know nothing', async () => {
    const skuId = await market.sku(1_000);
    await offer(skuId, { minimum: 5 });
    expect(await preview(skuId, 4, 'unit')).toMatchObject({ orderable: false, groups: [{ lines: [{ minimum: 5 }] }] });
    expect(await preview(skuId, 4, 'everybody')).toMatchObject({
      orderable: true,
      groups: [{ lines: [{ minimum: 1 }] }],
    });
    await expect(order(skuId, 4, 4 * PRICE_FEN)).rejects.toEqual(refusal('below_bulk_minimum'));
    await order(skuId, 4, 4 * PRICE_FEN, true);
    await order(skuId, 5, 5 * PRICE_FEN);
  });

  it('stays within the week’s capacity, however many order at once, and frees it when it is called off', async () => {
    const skuId = await market.sku(1_000);
    await offer(skuId, { weekly: 7 });
    const settled = await Promise.allSettled(Array.from({ length: 8 }, () => order(skuId, 2, 2 * PRICE_FEN)));
    // Before it is submitted it is said how many are left of which week.
    expect(await preview(skuId, 2, 'unit')).toMatchObject({
      orderable: false,
      overWeek: [{ skuId, quantity: 2, weekly: 7, left: 1, ...(await thisWeek()) }],
    });
    expect(await preview(skuId, 1, 'unit')).toMatchObject({ orderable: true, overWeek: [] });
    expect(await preview(skuId, 9, 'everybody')).toMatchObject({ orderable: true, overWeek: [] });
    const placed = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(placed).toHaveLength(3);
    for (const one of settled)
      if (one.status === 'rejected') expect(one.reason).toEqual(refusal('bulk_capacity_reached'));
    // What private people buy takes nothing of it.
    await order(skuId, 9, 9 * PRICE_FEN, true);
    const orderId = placed[0]?.orders[0]?.id ?? '';
    await market.close.cancel(buyer.by, orderId, '不要了', market.claim(buyer.by.actor, { orderId }));
    await order(skuId, 3, 3 * PRICE_FEN);
    await expect(order(skuId, 1, PRICE_FEN)).rejects.toEqual(refusal('bulk_capacity_reached'));
    expect((await preview(skuId, 1, 'unit')).overWeek).toMatchObject([{ left: 0 }]);
  });

  it('takes a statement more where a week is limited, and none otherwise', async () => {
    const [plain, limited] = [await market.sku(1_000), await market.sku(1_000)];
    await offer(limited, { weekly: 700 });
    await order(plain, 1, PRICE_FEN);
    await order(plain, 1, PRICE_FEN, true);
    const plainly = await countStatements(() => order(plain, 1, PRICE_FEN));
    expect(await countStatements(() => order(limited, 1, PRICE_FEN))).toBe(plainly + 1);
    expect(await countStatements(() => order(limited, 1, PRICE_FEN, true))).toBe(plainly - 4);
  });
});
