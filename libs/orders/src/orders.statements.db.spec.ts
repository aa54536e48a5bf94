import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CheckoutView } from '@yigou/contracts';
import { aClaim, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import type { Database } from '@yigou/platform';
import { ORDERS_ENTITIES } from './entities';
import { OrderQueries } from './orders.queries';
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

  it('finds what the administration knows of one, in its own region', async () => {
    const supplierId = await market.supplier();
    const { checkout, actor } = await market.buy([{ skuId: await market.sku(9, supplierId), quantity: 1 }]);
    const { id = '', number = '' } = checkout.orders[0] ?? {};
    await market.test.db.query(
      "UPDATE sales_order SET receiver = '欧阳小明', phone = '0954-3012345-8001' WHERE id = $1",
      [id],
    );
    const seller = await market.test.db.one<{ name: string }>('SELECT name FROM organisation WHERE id = $1', [
      supplierId,
    ]);
    const find = async (q: string, regionPrefix = '', scope: object = { regionPrefix, township: null }) =>
      (await market.orders.list(scope as never, { sort: 'total_desc', limit: 100, q })).items.some(
        (row) => row.id === id,
      );
    const said = [
      number,
      number.toLowerCase(),
      number.slice(0, 9),
      number.slice(-6),
      '欧阳小明',
      '欧阳',
      '0954 3012345',
      '0954-3012345-8001',
      '3012345',
      '2345',
      '小米',
      seller?.name ?? '-',
    ];
    for (const words of said) expect({ words, found: await find(words) }).toEqual({ words, found: true });
    expect(await find('欧阳', '6404')).toBe(true);
    expect(await find('小米', '6404')).toBe(true);
    for (const words of ['345', '8001', '阳小明', `${number}9`, '欧'])
      expect({ words, found: await find(words) }).toEqual({ words, found: false });
    expect(await find('欧阳', '11')).toBe(false);
    expect(await find('欧阳', '', { supplierId })).toBe(true);
    expect(await find('欧阳', '', { supplierId: await market.supplier() })).toBe(false);
    // Buyers read their own, by whatever they say.
    expect(await find('阳小', '', { userId: actor.userId })).toBe(true);
  });

  it('reads no table of orders from end to end, whatever is looked for', async () => {
    await market.buy([{ skuId: await market.sku(9), quantity: 1 }]);
    const plans: string[] = [];
    const looked = test.uow.run(async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      const made = await tx.query(
        `WITH made AS (
             INSERT INTO sales_order SELECT copy.* FROM sales_order o, generate_series(1, 3000) AS n,
               LATERAL jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', 'YG9' || n, 'receiver', '买家' || n,
                 'phone', (13000000000 + n)::text, 'total_fen', 1000 + n, 'goods_fen', 1000 + n, 'freight_fen', 0)) AS copy
             WHERE o.id = (SELECT max(id::text)::uuid FROM sales_order) RETURNING id)
           INSERT INTO order_line SELECT copy.* FROM made, order_line l,
             LATERAL jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'order_id', made.id)) AS copy
             WHERE l.id = (SELECT max(id::text)::uuid FROM order_line) RETURNING 1`,
      );
      expect(made).toHaveLength(3000);
      await tx.query('ANALYZE sales_order, order_line');
      const asked: { readonly text: string; readonly values: readonly unknown[] }[] = [];
      const noting = {
        query: async (text: string, values: readonly unknown[]) => (asked.push({ text, values }), []),
      };
      const orders = new OrderQueries(noting as unknown as Database);
      const office = { regionPrefix: '', township: null };
      for (const q of ['YG912', '1234', '13000001234', '买家12', '小米', undefined])
        await orders.list(office, { sort: 'total_desc', limit: 24, q });
      for (const { text, values } of asked)
        plans.push(JSON.stringify(await tx.query(`EXPLAIN (FORMAT JSON) ${filled(text, values)}`)));
      throw new Error('as it was before');
    });
    await expect(looked).rejects.toThrow('as it was before');
    const [inOrder, ...named] = plans.toReversed();
    // The list as it is: the page by the index of sums; what it counts, it counts no further than lists do.
    expect(inOrder).toContain('"sales_order_total"');
    expect(named).toHaveLength(5);
    for (const plan of named) expect(plan).not.toMatch(/"Seq Scan"[^}]*"(sales_order|order_line)"/);
  });

  /** A statement with its values in it: EXPLAIN takes no parameters. */
  const filled = (text: string, values: readonly unknown[]): string =>
    text.replaceAll(/\$(\d+)/g, (_, at: string) => {
      const value = values[Number(at) - 1];
      return `'${String(value).replaceAll("'", "''")}'`;
    });
});
