import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { CATALOGUE_ENTITIES, FreightTable, ProductCommands, SupplierProducts } from '@yigou/catalogue';
import type { ProductInput } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { anOffice, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { aClaim, atATime, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCategory, aCertificate, aPhoto, importsOf } from '@yigou/catalogue/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORDERS_ENTITIES } from './entities';
import { COUNTY, Market, PRICE_FEN } from './testing/market';

const BUYERS = 200;
const AT_ONCE = 32;

let test: TestDatabase;
let market: Market;
let commands: ProductCommands;
let products: SupplierProducts;
let seller: SeatedCaller;
let skuId: string;
let productId: string;
let number: string;

beforeAll(async () => {
  test = await createTestDatabase({ pool: AT_ONCE + 8, entities: [...ORDERS_ENTITIES, ...CATALOGUE_ENTITIES] });
  market = new Market(test);
  const { db, uow } = test;
  products = new SupplierProducts(db, new PolicyParameters(db));
  // What a price or a certificate makes of a save is the catalogue's own business and has its tests there.
  const quiet = { examine: () => Promise.resolve(), hold: () => Promise.resolve() } as never;
  commands = new ProductCommands(
    uow,
    new AuditLog(),
    market.stock,
    new RegionDirectory(db),
    new FreightTable(),
    products,
    quiet,
    quiet,
  );
});
afterAll(() => test.close());
beforeEach(async () => {
  const supplierId = await market.supplier();
  seller = await market.seller(supplierId);
  skuId = await market.sku(BUYERS, supplierId);
  productId = (await test.db.one<{ id: string }>('SELECT product_id AS id FROM sku WHERE id = $1', [skuId]))?.id ?? '';
  number = `C-${productId}`;
  const certificate = await aCertificate(test.db, { number, supplierId, regionCode: COUNTY });
  await aPhoto(test.db, productId);
  await test.db.query('UPDATE product SET certificate_id = $1 WHERE id = $2', [certificate.id, productId]);
});

/** What a save sends: the product as the seller sees it, with some of it changed. */
async function save(change: Partial<ProductInput>): Promise<void> {
  const { version, name, categorySlug, description, county, skus } = await products.get(
    seller.seat.organisationId,
    productId,
  );
  const kept = skus.map(({ id, name: label, netWeightGrams, priceFen, marketPriceFen, active }) => {
    return { id, name: label, netWeightGrams, priceFen, marketPriceFen, active };
  });
  const body = { version, name, categorySlug, description, certificateNumber: number, channels: [] };
  await commands.update(seller, productId, {
    ...body,
    countyCode: county?.code ?? null,
    skus: kept,
    priceReason: '',
    priceConfirmed: false,
    ...change,
  });
}

/** Two hundred buyers, thirty-two at a time, while the seller goes on saving; the codes of all that failed, of buyers and seller. */
async function rush(change: (round: number) => Parameters<typeof save>[0]): Promise<string[]> {
  const buyers = await market.buyers(BUYERS);
  const failed: string[] = [];
  const attempt = (work: Promise<unknown>) =>
    work.catch((error: { code?: string }) => void failed.push(error.code ?? String(error)));
  let buying = true;
  let saves = 0;
  const saving = (async () => {
    for (; buying; saves += 1) await attempt(save(change(saves)));
  })();
  await atATime(AT_ONCE, buyers, async ({ actor, addressId }) => {
    const body = market.body(addressId, [{ skuId, quantity: 1 }]);
    if (failed.length < AT_ONCE)
      await attempt(market.place.execute(market.asBuyer(actor), body, market.claim(actor, body)));
  });
  buying = false;
  await saving;
  expect(saves).toBeGreaterThan(1);
  return failed;
}

it('a seller who saves a text while 32 buyers check out makes nobody wait in vain', async () => {
  expect(await rush((round) => ({ description: `第${round}版` }))).toEqual([]);
  expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ reserved: BUYERS });
});

it('nor does one who renames the product', async () => {
  expect(await rush((round) => ({ name: `小米第${round}季 ${productId}` }))).toEqual([]);
  expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ reserved: BUYERS });
});

describe('an import that is undone', () => {
  let folder: string;
  let office: SeatedCaller;
  let on: ReturnType<typeof importsOf>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yigou-undo-'));
    on = importsOf(test, folder);
    await aCategory(test.db);
    office = await memberOf(test.db, (await anOffice(test.db, null)).id);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function previewed(priceFen: number, supplier: string) {
    const file = Buffer.from(
      `供应商,产品,分类,规格,单价元,库存,县代码\n${supplier},小米,粮油,一袋,${priceFen / 100},50,${COUNTY}\n`,
    );
    const { id } = await on.runs.start(office, { fileName: '货.csv', file }, aClaim());
    await on.worker.work(id);
    return on.runs.get(id);
  }
  async function applied(priceFen: number, supplier: string) {
    const { id, round } = await previewed(priceFen, supplier);
    await on.runs.confirm(office, id, round);
    await on.worker.work(id);
    return id;
  }
  const goods = (supplier: string) =>
    test.db.one<{
      id: string;
      active: boolean;
      status: string;
      fen: number;
      stock: number;
      reserved: number;
      orders: number;
    }>(
      `SELECT k.id, k.active, p.status, k.price_fen::int AS fen, s.on_hand AS stock, s.reserved,
         (SELECT count(*)::int FROM order_line l WHERE l.sku_id = k.id) AS orders
       FROM organisation o JOIN product p ON p.supplier_id = o.id JOIN sku k ON k.product_id = p.id JOIN stock s ON s.sku_id = k.id
       WHERE o.name = $1`,
      [supplier],
    );
  const undo = async (id: string) => {
    await on.runs.undo(office, id);
    await on.worker.work(id);
  };
  const attempts = (work: readonly Promise<unknown>[]) =>
    Promise.all(
      work.map((one) =>
        one.then(
          () => null,
          (error: { code?: string }) => error.code ?? String(error),
        ),
      ),
    );

  it('pressed twice while buyers order: either they were quicker and all stays, or it was and they get nothing', async () => {
    for (let round = 0; round < 3; round += 1) {
      const supplier = `撤销社${newId()}`;
      const id = await applied(PRICE_FEN, supplier);
      const buyers = await market.buyers(4);
      const { id: bought = '' } = (await goods(supplier)) ?? {};
      const buying = buyers.map(({ actor, addressId }) => {
        const body = market.body(addressId, [{ skuId: bought, quantity: 1 }]);
        return market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
      });
      const undoing = round % 2 === 0 ? [undo(id), undo(id)] : [undo(id)];
      const said = await attempts([...buying, ...undoing]);
      const now = await goods(supplier);
      const placed = said.slice(0, 4).filter((code) => code === null).length;
      expect(now).toMatchObject({ orders: placed, reserved: placed });
      if (placed > 0) expect(now).toMatchObject({ active: true, status: 'listed', stock: 50 });
      else expect(now).toMatchObject({ active: false, status: 'withdrawn', stock: 0 });
      for (const code of said.slice(0, 4)) expect([null, 'product_unavailable', 'insufficient_stock']).toContain(code);
      for (const code of said.slice(4)) expect([null, ...(placed > 0 ? ['import_not_undoable'] : [])]).toContain(code);
    }
    expect(await market.brokenBooks()).toEqual([]);
  });

  it('against a second import: nothing that the second wrote is lost, and nothing that nobody saw is written', async () => {
    for (let round = 0; round < 2; round += 1) {
      const supplier = `双导社${newId()}`;
      await applied(PRICE_FEN, supplier);
      const first = await applied(2_500, supplier);
      const second = await previewed(3_000, supplier);
      await on.runs.confirm(office, second.id, second.round);
      await attempts([undo(first), on.worker.work(second.id)]);
      const [one, two] = [await on.runs.get(first), await on.runs.get(second.id)];
      const { fen } = (await goods(supplier)) ?? {};
      if (two.status === 'applied') {
        expect(fen).toBe(3_000);
        if (one.status === 'undone') expect(one.undo).toMatchObject({ restored: 0, kept: 1 });
      } else {
        // What it had shown was no longer true: it is compared anew and asks again.
        expect([two.status, fen]).toEqual(['reading', PRICE_FEN]);
        expect(one).toMatchObject({ status: 'undone', undo: { restored: 1, kept: 0 } });
      }
    }
    expect(await market.brokenBooks()).toEqual([]);
  });
});
