import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { Jurisdiction } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { PolicyParameters } from '@yigou/platform';
import { countStatements, createTestDatabase, madeUpCursor, type TestDatabase } from '@yigou/testing';
import fc from 'fast-check';
import { ConsoleTables } from './console-tables';
import { Dashboards } from './dashboards';
import { GANSU_COUNTY, HUBEI_COUNTY, TradeRows } from './testing/trade-rows';

let test: TestDatabase;
let market: TradeRows;
let tables: ConsoleTables;
let dashboards: Dashboards;
let gansu: string;
let hubei: string;
const NATIONAL = { regionPrefix: '', township: null };
const IN_GANSU = { regionPrefix: GANSU_COUNTY, township: null };

interface Query {
  order: 'asc' | 'desc';
  limit: number;
  cursor?: string;
}
type Listed = { items: Record<string, unknown>[]; nextCursor: string | null; total: number };

beforeAll(async () => {
  test = await createTestDatabase();
  market = new TradeRows(test.db);
  tables = new ConsoleTables(test.db);
  dashboards = new Dashboards(test.db, new PolicyParameters(test.db));
  gansu = await market.supplier(GANSU_COUNTY, '甘肃合作社');
  hubei = await market.supplier(HUBEI_COUNTY, '湖北合作社');
  for (let i = 0; i < 5; i += 1) {
    await market.supplier(i % 2 ? GANSU_COUNTY : null);
    await market.certificate(gansu, {
      households: [null, 3, 3, null, 7][i] ?? null,
      validTo: `2099-0${1 + (i % 2)}-01`,
    });
    // Prices repeat and lack, so that ties and missing values are met on every page border.
    await market.product(gansu, { priceFen: [null, 1000, 1000, null, 500][i] ?? null, sold: i % 2 });
  }
  // A supplier of one county that sells what grows in another.
  const own = await market.product(gansu);
  const away = await market.product(gansu, { region: HUBEI_COUNTY, stock: 2 });
  const foreign = await market.product(hubei, { region: HUBEI_COUNTY });
  await market.order(own, { status: 'completed' });
  await market.order(own, { status: 'pending_payment' });
  await market.order(own, { status: 'cancelled' });
  await market.order(own, { daysAgo: 3 });
  await market.order(own, { daysAgo: 40 });
  await market.order(away, { region: HUBEI_COUNTY });
  await market.order(foreign, { region: HUBEI_COUNTY, daysAgo: 3 });
  await market.certificate(hubei, { region: HUBEI_COUNTY });
  const audit = new AuditLog();
  for (let i = 0; i < 5; i += 1) {
    const entry = {
      actor: null,
      action: 'identity.registered' as const,
      subjectKind: 'user' as const,
      subjectId: String(i),
      summary: `第 ${i} 件`,
    };
    await audit.record(test.db, entry);
    await test.db.query(
      `INSERT INTO mail (id, recipient, subject, body, created_at) VALUES ($1, 'a', 'b', 'c', '2020-01-01')`,
      [newId()],
    );
  }
});
afterAll(() => test.close());

const LISTS: Record<string, { sorts: string[]; read: (query: Query & { sort: string }) => Promise<Listed> }> = {
  suppliers: { sorts: ['name', 'products', 'created'], read: (query) => tables.suppliers(NATIONAL, query as never) },
  certificates: {
    sorts: ['number', 'validTo', 'households'],
    read: (query) => tables.certificates(NATIONAL, query as never),
  },
  products: { sorts: ['name', 'price', 'sold', 'updated'], read: (query) => tables.products(NATIONAL, query as never) },
  payments: { sorts: ['created', 'amount'], read: (query) => tables.payments(query as never) },
  audit: { sorts: ['at'], read: (query) => tables.audit(query as never) },
  mails: { sorts: ['created'], read: (query) => tables.mails(query) },
};
const sortable = Object.entries(LISTS).flatMap(([name, { sorts }]) => sorts.map((sort) => [name, sort] as const));
/** What a sort column is called in a row. */
const FIELD: Record<string, string> = {
  created: 'createdAt',
  price: 'priceFen',
  sold: 'soldCount',
  updated: 'updatedAt',
  amount: 'amountFen',
};

describe('paging', () => {
  it.each(sortable)(
    '%s by %s: whatever the page size and direction, every row comes once and in order',
    async (name, sort) => {
      const { read } = LISTS[name] as (typeof LISTS)[string];
      const all = (await read({ sort, order: 'desc', limit: 100 })).items.map((item) => item['id']);
      expect(all.length).toBeGreaterThan(4);
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 7 }),
          fc.constantFrom('asc' as const, 'desc' as const),
          async (limit, order) => {
            const seen: Record<string, unknown>[] = [];
            let cursor: string | undefined;
            do {
              const page = await read({ sort, order, limit, ...(cursor ? { cursor } : {}) });
              expect(page.total).toBe(all.length);
              expect(page.items.length).toBeLessThanOrEqual(limit);
              seen.push(...page.items);
              cursor = page.nextCursor ?? undefined;
            } while (cursor);
            expect(seen.map((item) => item['id']).sort()).toEqual([...all].sort());
            const keys = seen.map((item) => item[FIELD[sort] ?? sort] as string | number | null);
            const known = keys.filter((key) => key !== null);
            expect(keys.slice(known.length).every((key) => key === null)).toBe(true);
            const up = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
            // Chinese under the C locale sorts by code point, as JavaScript does for these names.
            if (name !== 'mails')
              expect(known).toEqual([...known].sort((a, b) => (order === 'asc' ? up(a, b) : up(b, a))));
          },
        ),
        { numRuns: 8 },
      );
    },
  );

  it.each(Object.keys(LISTS))('%s: one statement a page', async (name) => {
    const { read, sorts } = LISTS[name] as (typeof LISTS)[string];
    expect(await countStatements(() => read({ sort: sorts[0] as string, order: 'asc', limit: 2 }))).toBe(1);
  });

  it.each([
    ['x'],
    [madeUpCursor(['x', 'y'])],
    [madeUpCursor(['2020-02-30T00:00:00Z', newId()])],
    [madeUpCursor([1, newId()])],
  ])('a cursor that somebody made up is refused: %s', async (cursor) => {
    const query = { sort: 'created', order: 'asc', limit: 5, cursor } as const;
    await expect(tables.suppliers(NATIONAL, query)).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('takes words literally', async () => {
    const query = { order: 'asc', limit: 50 } as const;
    expect((await tables.suppliers(NATIONAL, { ...query, q: '%' })).total).toBe(0);
    expect((await tables.suppliers(NATIONAL, { ...query, q: '\0甘肃合' })).items.map((item) => item.name)).toEqual([
      '甘肃合作社',
    ]);
  });
});

describe('the region of an administrator', () => {
  const query = { order: 'asc', limit: 100 } as const;

  it('bounds every table, also when another region is asked for', async () => {
    const rows = [
      ...(await tables.suppliers(IN_GANSU, query)).items,
      ...(await tables.certificates(IN_GANSU, query)).items,
      ...(await tables.products(IN_GANSU, query)).items,
    ];
    expect(new Set(rows.map((row) => row.county?.code))).toEqual(new Set([GANSU_COUNTY]));
    for (const region of [HUBEI_COUNTY, '420000']) {
      expect((await tables.suppliers(IN_GANSU, { ...query, region })).total).toBe(0);
      expect((await tables.certificates(IN_GANSU, { ...query, region })).total).toBe(0);
      expect((await tables.products(IN_GANSU, { ...query, region })).total).toBe(0);
    }
    expect((await tables.suppliers(NATIONAL, { ...query, region: '420000' })).items.map((row) => row.id)).toEqual([
      hubei,
    ]);
  });

  it('bounds the figures of a supplier, which count sales alone', async () => {
    const figures = async (scope: Jurisdiction) =>
      (await tables.suppliers(scope, query)).items.find((row) => row.id === gansu);
    expect(await figures(NATIONAL)).toMatchObject({ orders: 4, salesFen: 4 * 2500, products: 5 });
    expect(await figures(IN_GANSU)).toMatchObject({ orders: 3, salesFen: 3 * 2500, products: 4 });
  });

  it('bounds the dashboard, where each day is present', async () => {
    const read = (scope: Jurisdiction) => dashboards.administration(scope, { days: 30 });
    const all = await read(NATIONAL);
    expect(all.totals).toMatchObject({ orders: 4, salesFen: 10_000, buyers: 4, suppliers: 7, counties: 2 });
    expect(all.previous).toEqual({ orders: 1, salesFen: 2500 });
    expect(all.byCounty.map((slice) => [slice.key, slice.orders])).toEqual(
      [
        [HUBEI_COUNTY, 2],
        [GANSU_COUNTY, 2],
      ].sort() as never,
    );
    const own = await read(IN_GANSU);
    expect(own.totals).toMatchObject({ orders: 2, salesFen: 5000, counties: 1 });
    expect(own.byCounty.map((slice) => slice.key)).toEqual([GANSU_COUNTY]);
    expect(own.byCategory).toEqual([{ key: 'grain', label: '粮油', orders: 2, salesFen: 4000 }]);
    expect(own.byStatus).toContainEqual({ status: 'cancelled', orders: 1 });
    expect(own.byDay).toHaveLength(30);
    expect(new Set(own.byDay.map((one) => one.day)).size).toBe(30);
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
    expect(own.byDay.at(-1)).toEqual({ day: today, orders: 1, salesFen: 2500 });
    expect(own.byDay.at(-4)).toMatchObject({ orders: 1 });
    expect((await dashboards.administration(IN_GANSU, { days: 30, region: HUBEI_COUNTY })).totals.orders).toBe(0);
    expect(await countStatements(() => read(NATIONAL))).toBe(1);
  });

  it('a supplier sees its own figures', async () => {
    const board = await dashboards.supplier(gansu);
    expect(board).toMatchObject({
      toShip: 3,
      inTransit: 0,
      unpaid: 1,
      totals: { orders: 4, salesFen: 10_000, products: 7 },
    });
    expect(board.lowStock).toEqual([expect.objectContaining({ skuName: '500克', available: 0 })]);
    expect((await dashboards.supplier(hubei)).totals.orders).toBe(1);
    expect(await countStatements(() => dashboards.supplier(gansu))).toBeLessThanOrEqual(2);
  });
});
