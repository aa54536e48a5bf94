import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, poison, type TestDatabase } from '@yigou/testing';
import { ORDERS_ENTITIES } from './entities';
import { Market } from './testing/market';

let test: TestDatabase;
let market: Market;

beforeAll(async () => {
  test = await createTestDatabase({ entities: ORDERS_ENTITIES });
  market = new Market(test);
});
afterAll(() => test.close());

/** Two orders; the first one is due first. */
async function pair(buy: () => ReturnType<Market['buy']>): Promise<[string, string]> {
  const ids: string[] = [];
  for (const bought of [await buy(), await buy()]) ids.push(bought.checkout.orders[0]?.id ?? '');
  return [ids[0] ?? '', ids[1] ?? ''];
}
const due = (column: 'expires_at' | 'auto_confirm_at', ids: readonly string[]) =>
  test.db.query(
    `UPDATE sales_order o SET ${column} = clock_timestamp() - make_interval(secs => 1000 - t.place) FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, place)
     WHERE o.id = t.id`,
    [ids],
  );

describe('one order that cannot be moved', () => {
  it('does not keep those from closing that fall due after it', async () => {
    const skuId = await market.sku(10);
    const [bad, good] = await pair(() => market.buy([{ skuId, quantity: 1 }]));
    await due('expires_at', [bad, good]);
    const antidote = await poison(test.db, 'sales_order', bad);
    await expect(market.close.expireDue(1)).rejects.toThrow('expire-unpaid: 1 failed, 1 done; first: poisoned row');
    expect([await market.statusOf(bad), await market.statusOf(good)]).toEqual(['pending_payment', 'expired']);
    expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ reserved: 1 });
    await antidote();
    await market.close.expireDue(1);
    expect(await market.statusOf(bad)).toBe('expired');
  });

  it('does not keep those from completing whose term is over after its own', async () => {
    const skuId = await market.sku(10);
    const [bad, good] = await pair(() => market.paid([{ skuId, quantity: 1 }]));
    await test.db.query("UPDATE sales_order SET status = 'shipped' WHERE id = ANY($1)", [[bad, good]]);
    await due('auto_confirm_at', [bad, good]);
    const antidote = await poison(test.db, 'sales_order', bad);
    await expect(market.complete.confirmDue(1)).rejects.toThrow('confirm-receipt: 1 failed, 1 done');
    expect([await market.statusOf(bad), await market.statusOf(good)]).toEqual(['shipped', 'completed']);
    await antidote();
    expect(await market.complete.confirmDue(1)).toBe(1);
  });
});
