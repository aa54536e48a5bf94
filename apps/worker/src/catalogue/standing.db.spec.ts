import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CategoryTree,
  FreightTable,
  Home,
  ProductDetails,
  ProductFacetCounts,
  ProductLists,
  refreshListings,
  SalesCounter,
  PriceSpread,
  ShelfFilters,
  Shelves,
  type WorkImport,
} from '@yigou/catalogue';
import { moveCertificates } from '@yigou/certification';
import type { RouteInput } from '@yigou/contracts';
import { ORDERS_ENTITIES } from '@yigou/orders';
import { COUNTY, Market } from '@yigou/orders/testing';
import { MARKET_TODAY, type PayloadOf, PolicyParameters } from '@yigou/platform';
import { CountPriceBands } from '@yigou/prices';
import { RegionDirectory } from '@yigou/regions';
import { SYSTEM } from '@yigou/identity';
import { moveSupplier, StandingChanged } from '@yigou/suppliers';
import { createTestDatabase, poison, inDays, type TestDatabase } from '@yigou/testing';
import { aCertificate } from '@yigou/certification/testing';
import { collectQueues } from '../outbox/consumer';
import { CatalogueConsumer } from './catalogue.consumer';

let test: TestDatabase;
let market: Market;
let consumer: CatalogueConsumer;
let shelves: Shelves;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20, entities: ORDERS_ENTITIES });
  market = new Market(test);
  shelves = new Shelves(test.db, test.uow);
  const imports = {
    work: () => Promise.reject(new Error('no import here')),
    expire: () => Promise.resolve(0),
  } as unknown as WorkImport;
  consumer = new CatalogueConsumer(new SalesCounter(test.uow), imports, shelves, new CountPriceBands(test.db));
});
afterAll(() => test.close());

interface Goods {
  supplierId: string;
  certificateId: string;
  productId: string;
  skuId: string;
  number: string;
}
let goods: Goods;
/** Certified goods of a new supplier, on the shelves. */
beforeEach(async () => {
  const supplierId = await market.supplier();
  const skuId = await market.sku(100, supplierId);
  const { id: certificateId, number } = await aCertificate(test.db, {
    supplierId,
    regionCode: COUNTY,
    validFrom: inDays(-10),
    validTo: inDays(100),
  });
  const [product] = await test.db.query<{ id: string }>(
    'UPDATE product SET certificate_id = $1 WHERE supplier_id = $2 RETURNING id',
    [certificateId, supplierId],
  );
  goods = { supplierId, certificateId, productId: product?.id ?? '', skuId, number };
  await test.uow.run((tx) => refreshListings(tx, [goods.productId]));
});

/** Everything that the relay would bring to this queue, as the worker hears it; twice, since it may come twice. */
async function hear(): Promise<void> {
  const events = await test.db.query<{ id: string; payload: PayloadOf<typeof StandingChanged> }>(
    'UPDATE outbox SET relayed_at = now() WHERE topic = $1 AND relayed_at IS NULL RETURNING id, payload',
    [StandingChanged.name],
  );
  for (const { id, payload } of [...events, ...events])
    await consumer.followStanding({ id, hearer: 'catalogue', requestId: null, payload });
}

/** Where a buyer finds the goods, with nothing remembered from before. */
async function seen() {
  const [policy, regions] = [new PolicyParameters(test.db), new RegionDirectory(test.db)];
  const categories = new CategoryTree(test.db);
  const filters = new ShelfFilters(categories, regions, new PriceSpread(test.db));
  const lists = new ProductLists(test.db, filters, policy);
  const facets = new ProductFacetCounts(test.db, filters, categories, regions);
  const query = { sort: 'newest', limit: 24, region: COUNTY } as RouteInput<'listProducts'>['query'];
  const q = goods.productId.slice(0, 8);
  const isIt = ({ id }: { id: string }) => id === goods.productId;
  const [list, found, counts, detail, card, home] = await Promise.all([
    lists.page(query),
    lists.page({ ...query, q: '小米' }),
    facets.of({ region: COUNTY }),
    new ProductDetails(test.db, policy, new FreightTable(), regions).get(goods.productId),
    lists.ofCertificate(goods.number),
    new Home(test.db, lists, categories).view(),
  ]);
  const listed = list.items.filter(isIt).length;
  return {
    list: listed,
    search: found.items.filter(isIt).length,
    facets: (counts.categories[0]?.count ?? 0) - list.items.length,
    detail: detail.listed,
    certificate: card.length,
    home: home.newest.filter(isIt).length,
    cart: await market.carts.add({ token: q }, goods.skuId, 1).then(
      () => 'added',
      (error: { code: string }) => error.code,
    ),
  };
}
const ON = { list: 1, search: 1, facets: 0, detail: true, certificate: 1, home: 1, cart: 'added' };
const OFF = { list: 0, search: 0, facets: 0, detail: false, certificate: 0, home: 0, cart: 'product_unavailable' };
const buy = () => market.buy([{ skuId: goods.skuId, quantity: 1 }]);

const moveCertificate = (action: 'suspend' | 'restore' | 'withdraw' | 'expire') =>
  test.uow.run((tx) => moveCertificates(tx, [goods.certificateId], { action, by: SYSTEM, reason: '抽查不合格' }));
const moveIt = (action: 'freeze' | 'restore') =>
  test.uow.run((tx) => moveSupplier(tx, { supplierId: goods.supplierId, action, by: SYSTEM, reason: '投诉属实' }));

describe('R18: what may not be sold leaves the shelves', () => {
  it('a suspended certificate refuses the next order at once, and takes its goods away as soon as that is heard', async () => {
    expect(await seen()).toEqual(ON);
    const before = await market.paid([{ skuId: goods.skuId, quantity: 1 }]);
    await moveCertificate('suspend');
    await expect(buy()).rejects.toMatchObject({ code: 'product_unavailable', details: { skuIds: [goods.skuId] } });
    expect((await seen()).detail).toBe(false);
    await hear();
    expect(await seen()).toEqual(OFF);
    const orderId = before.checkout.orders[0]?.id ?? '';
    expect(await market.statusOf(orderId)).toBe('to_ship');
    await moveCertificate('restore');
    await hear();
    expect(await seen()).toEqual(ON);
    await expect(buy()).resolves.toBeDefined();
  });

  it('an order that was placed before goes on to its payment', async () => {
    const placed = await buy();
    await moveCertificate('withdraw');
    await hear();
    market.gateway.pay(placed.intentRef);
    await market.settle.execute(market.gateway.intent(placed.intentRef));
    expect(await market.statusOf(placed.checkout.orders[0]?.id ?? '')).toBe('to_ship');
  });

  it('a supplier that is frozen loses all its listings, and has them back when it is restored', async () => {
    const second = await market.sku(10, goods.supplierId);
    const [other] = await test.db.query<{ id: string }>(
      'UPDATE product SET certificate_id = $1 WHERE id = (SELECT product_id FROM sku WHERE id = $2) RETURNING id',
      [goods.certificateId, second],
    );
    await test.uow.run((tx) => refreshListings(tx, [other?.id ?? '']));
    const own = () => test.db.query('SELECT 1 FROM listing WHERE supplier_id = $1', [goods.supplierId]);
    await moveIt('freeze');
    for (const skuId of [goods.skuId, second])
      await expect(market.buy([{ skuId, quantity: 1 }])).rejects.toMatchObject({ code: 'product_unavailable' });
    const policy = new PolicyParameters(test.db);
    const details = new ProductDetails(test.db, policy, new FreightTable(), new RegionDirectory(test.db));
    expect((await details.get(goods.productId)).certificate).toMatchObject({
      worth: 'supplier_frozen',
      status: 'suspended',
    });
    await hear();
    expect(await own()).toEqual([]);
    await moveIt('restore');
    await hear();
    expect(await own()).toHaveLength(2);
    expect(await seen()).toEqual({ ...ON, certificate: 2 });
  });

  it('never lists more than what may be sold, however suspension and restoration meet changes of the product', async () => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.allSettled([
        moveCertificate(round % 2 === 0 ? 'suspend' : 'restore').then(hear),
        test.uow.run((tx) => refreshListings(tx, [goods.productId])),
        test.uow.run((tx) => refreshListings(tx, [goods.productId])),
      ]);
      await hear();
      expect((await seen()).list).toBe(round % 2);
    }
  });
});

describe('R29: a term is honoured to the day, whether or not the worker runs', () => {
  const setLicence = (days: number) =>
    test.db.query(`UPDATE supplier_file SET licences_to = ${MARKET_TODAY} + $2::int WHERE supplier_id = $1`, [
      goods.supplierId,
      days,
    ]);
  const setTerm = (days: number) =>
    test.db.query(`UPDATE certificate SET valid_to = ${MARKET_TODAY} + $2::int WHERE id = $1`, [
      goods.certificateId,
      days,
    ]);
  const shelfTo = () =>
    test.db.one<{ days: number }>(`SELECT shelf_to - ${MARKET_TODAY} AS days FROM listing WHERE product_id = $1`, [
      goods.productId,
    ]);

  it('a listing stands until the certificate or a licence ends, whichever is first', async () => {
    await setLicence(3);
    await shelves.follow({ supplierIds: [goods.supplierId] });
    expect(await shelfTo()).toEqual({ days: 3 });
    await setTerm(2);
    await shelves.follow({ certificateIds: [goods.certificateId] });
    expect(await shelfTo()).toEqual({ days: 2 });
    await setTerm(0);
    await shelves.follow({ certificateIds: [goods.certificateId] });
    expect(await seen()).toEqual(ON);
  });

  it.each([
    ['certificate', setTerm],
    ['licence', setLicence],
  ] as const)(
    'the day after the %s ended nothing shows the goods, though nobody took them away',
    async (_what, end) => {
      await end(-1);
      await expect(buy()).rejects.toMatchObject({ code: 'product_unavailable' });
      // What the calendar does to a listing that was written days ago.
      await test.db.query(`UPDATE listing SET shelf_to = ${MARKET_TODAY} - 1 WHERE product_id = $1`, [goods.productId]);
      expect(await seen()).toEqual(OFF);
      expect(await shelfTo()).toEqual({ days: -1 });
      expect(await shelves.clearExpired()).toBeGreaterThan(0);
      expect(await shelfTo()).toBeUndefined();
      expect(await shelves.clearExpired()).toBe(0);
    },
  );

  it('one listing that cannot be taken away keeps no other on the shelves', async () => {
    const skuId = await market.sku(1, goods.supplierId);
    const [other] = await test.db.query<{ id: string }>('SELECT product_id AS id FROM sku WHERE id = $1', [skuId]);
    await test.db.query('UPDATE product SET certificate_id = $2 WHERE id = $1', [other?.id, goods.certificateId]);
    await shelves.follow({ certificateIds: [goods.certificateId] });
    await setTerm(-1);
    await test.db.query(
      'UPDATE listing SET shelf_to = $2::date + CASE product_id WHEN $1 THEN 0 ELSE 1 END WHERE product_id IN ($1, $3)',
      [goods.productId, '2020-01-01', other?.id],
    );
    const antidote = await poison(test.db, 'listing', goods.productId, 'product_id');
    await expect(shelves.clearExpired(1)).rejects.toThrow('clear-expired: 1 failed, 1 done');
    const left = await test.db.query('SELECT product_id AS id FROM listing WHERE product_id IN ($1, $2)', [
      goods.productId,
      other?.id,
    ]);
    expect(left).toEqual([{ id: goods.productId }]);
    await expect(shelves.follow({ certificateIds: [goods.certificateId] })).rejects.toThrow(
      'follow-standing: 1 failed, 1 done',
    );
    await antidote();
    expect(await shelves.clearExpired(1)).toBe(1);
  });

  it('a listing whose term was prolonged meanwhile stays, with its new day', async () => {
    await test.db.query('UPDATE listing SET shelf_to = $2 WHERE product_id = $1', [goods.productId, '2020-01-01']);
    await shelves.clearExpired();
    expect(await shelfTo()).toEqual({ days: 100 });
  });

  it('goods whose certificate begins today come to the shelves by themselves', async () => {
    await test.db.query(`UPDATE certificate SET valid_from = ${MARKET_TODAY} + 1 WHERE id = $1`, [goods.certificateId]);
    await shelves.follow({ certificateIds: [goods.certificateId] });
    expect(await seen()).toEqual(OFF);
    expect(await shelves.openBegun()).toBe(0);
    await test.db.query(`UPDATE certificate SET valid_from = ${MARKET_TODAY} WHERE id = $1`, [goods.certificateId]);
    expect(await shelves.openBegun()).toBe(1);
    expect(await seen()).toEqual(ON);
  });
});

describe('the schedules of the shelves', () => {
  it('run', async () => {
    const [queue] = collectQueues([consumer]);
    expect(queue?.schedules).toHaveLength(5);
    for (const schedule of queue?.schedules ?? []) await schedule.run();
  });
});
