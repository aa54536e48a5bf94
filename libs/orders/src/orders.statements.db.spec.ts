import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CheckoutView } from '@yigou/contracts';
import { aClaim, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { ORDERS_ENTITIES } from './entities';
import { Market } from './testing/market';

let test: TestDatabase;
let market: Market;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 5, entities: ORDERS_ENTITIES });
  market = new Market(test);
});
afterAll(() => test.close());

/** Statements of each step, BEGIN and COMMIT included. A step that needs more is slower for everyone: say why before raising a number. */
describe('how many SQL statements a step takes', () => {
  it('from the cart to a paid order', async () => {
    const [a, b] = [await market.sku(100), await market.sku(100)];
    const { actor, addressId } = await market.buyer();
    const lines = [
      { skuId: a, quantity: 1 },
      { skuId: b, quantity: 1 },
    ];
    await market.place.execute(
      market.asBuyer(actor),
      market.body(addressId, lines, 2),
      market.claim(actor, 'warm-up of the policy cache'),
    );
    const preview = await countStatements(() => market.checkouts.preview(actor.userId, lines, addressId));
    const body = market.body(addressId, lines, 2);
    let placed: CheckoutView | undefined;
    const place = await countStatements(async () => {
      placed = await market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
    });
    let checkout: CheckoutView | undefined;
    const view = await countStatements(async () => {
      checkout = await market.checkouts.view(actor.userId, placed?.id ?? '');
    });
    // Whoever places it is answered from what was written, and sees what whoever reads it sees.
    expect(placed).toEqual(checkout);
    const ref = checkout?.payment.payUrl?.split('/').at(-1) ?? '';
    market.gateway.pay(ref);
    const intent = market.gateway.intent(ref);
    const settle = await countStatements(() => market.settle.execute(intent));
    expect({ preview, place, view, settle }).toEqual({ preview: 1, place: 7, view: 1, settle: 6 });
  });

  it('for a page of orders, whatever its length, and for one order', async () => {
    const skuId = await market.sku(100);
    const { actor, checkout } = await market.paid([{ skuId, quantity: 1 }]);
    const query = { sort: 'newest', limit: 24 } as const;
    const scope = { userId: actor.userId };
    expect(await countStatements(() => market.orders.list(scope, query))).toBe(1);
    expect(await countStatements(() => market.orders.view(scope, checkout.orders[0]?.id ?? ''))).toBe(1);
  });
});

describe('the address book', () => {
  it('takes one statement to write, has one default, and is its owner’s alone', async () => {
    const { actor, addressId } = await market.buyer();
    const { userId } = actor;
    const place = {
      receiver: '李四',
      phone: '13900000001',
      regionCode: '640422',
      detail: '解放路 2 号',
      isDefault: true,
    };
    let second = '';
    const create = async () => void (second = (await market.addresses.create(userId, place, aClaim())).id);
    // The transaction's two, the key with the address's id, and the address as it is answered.
    expect(await countStatements(create)).toBe(4);
    const defaults = async () =>
      (await market.addresses.list(userId)).filter((one) => one.isDefault).map((one) => one.id);
    expect(await defaults()).toEqual([second]);
    expect(
      await countStatements(() => market.addresses.update(userId, addressId, { ...place, detail: '改过的地址' })),
    ).toBe(1);
    expect(await defaults()).toEqual([addressId]);
    await Promise.all(Array.from({ length: 8 }, () => market.addresses.create(userId, place, aClaim())));
    expect(await defaults()).toHaveLength(1);
    const stranger = (await market.buyer()).actor.userId;
    await expect(market.addresses.update(stranger, addressId, place)).rejects.toMatchObject({ code: 'not_found' });
    await expect(market.addresses.remove(stranger, addressId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await defaults()).toHaveLength(1);
  });

  it('refuses an unknown place and the 51st address', async () => {
    const { userId } = (await market.buyer()).actor;
    const place = {
      receiver: '李四',
      phone: '13900000001',
      regionCode: '640422',
      detail: '解放路 2 号',
      isDefault: false,
    };
    await expect(market.addresses.create(userId, { ...place, regionCode: '999999' }, aClaim())).rejects.toMatchObject({
      code: 'validation_failed',
    });
    for (let n = 1; n < 50; n += 1) await market.addresses.create(userId, place, aClaim());
    await expect(market.addresses.create(userId, { ...place, isDefault: true }, aClaim())).rejects.toMatchObject({
      code: 'address_limit',
    });
    expect((await market.addresses.list(userId)).filter((one) => one.isDefault)).toHaveLength(1);
  });
});

describe('a list of orders', () => {
  it('shows each order once under every order, page by page', async () => {
    const supplierId = await market.supplier();
    const skuId = await market.sku(100, supplierId);
    for (let n = 0; n < 7; n += 1) await market.buy([{ skuId, quantity: 1 + (n % 3) }]);
    for (const sort of ['newest', 'oldest', 'total_desc', 'total_asc'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await market.orders.list({ supplierId }, { sort, limit: 3, ...(cursor ? { cursor } : {}) });
        expect(page.total).toBe(7);
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toHaveLength(7);
      expect(new Set(seen).size).toBe(7);
    }
  });

  it('finds by number, goods, place and day, and takes % and _ for what they are', async () => {
    const supplierId = await market.supplier();
    const { checkout } = await market.buy([{ skuId: await market.sku(9, supplierId), quantity: 1 }]);
    const find = async (filter: object) =>
      (await market.orders.list({ supplierId }, { sort: 'newest', limit: 24, ...filter })).items.length;
    expect(await find({ q: checkout.orders[0]?.number })).toBe(1);
    expect(await find({ q: '小米' })).toBe(1);
    expect(await find({ q: '%' })).toBe(0);
    expect(await find({ region: '640000' })).toBe(1);
    expect(await find({ region: '640400' })).toBe(1);
    expect(await find({ region: '110000' })).toBe(0);
    expect(await find({ status: ['to_ship'] })).toBe(0);
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
    expect(await find({ from: today, to: today })).toBe(1);
    expect(await find({ to: '2020-01-01' })).toBe(0);
  });
});
