import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { CATALOGUE_ENTITIES, FreightTable, ProductCommands, SupplierProducts } from '@yigou/catalogue';
import type { ProductInput } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { atATime, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCertificate, aPhoto } from '@yigou/catalogue/testing';
import { ORDERS_ENTITIES } from './entities';
import { COUNTY, Market } from './testing/market';

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
