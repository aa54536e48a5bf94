import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { ImportColumns, type SeatedCaller } from '@yigou/identity';
import {
  anOffice,
  memberOf,
  REFUSED,
  runWithdrawn,
  type SeatedCommand,
  withdraw,
  WITHDRAWALS,
} from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { LocalObjectStore, type ObjectStore, PolicyParameters } from '@yigou/platform';
import { PriceBands } from '@yigou/prices';
import { RegionDirectory } from '@yigou/regions';
import { aClaim, changedTables, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { FreightTable } from '../freight-table';
import { ImportRuns } from '../import/import-runs';
import { aCategory, aCertificate, anAdmittedSupplier, aPhoto, aProduct, aSku, silentScope } from '../testing';
import { PriceWatch } from './price-watch';
import { ProductCommands } from './product-commands';
import { ProductPhotos } from './product-photos';
import { SupplierProducts } from './supplier-products.queries';

const COUNTY = '640422';
const FILE = {
  fileName: '产品.csv',
  file: Buffer.from('供应商,产品,分类,规格,单价元,县代码\n合作社,小米,粮油,一袋,19.8,640422\n'),
};
const audit = new AuditLog();
let test: TestDatabase;
let folder: string;
let store: ObjectStore;
let commands: ProductCommands;
let photos: ProductPhotos;
let runs: ImportRuns;
let picture: Buffer;
let seller: SeatedCaller;

beforeAll(async () => {
  test = await createTestDatabase();
  const { db, uow } = test;
  folder = await mkdtemp(join(tmpdir(), 'yigou-seats-test-'));
  store = new LocalObjectStore(folder);
  const [policy, regions, scope] = [new PolicyParameters(db), new RegionDirectory(db), silentScope(db)];
  const watch = new PriceWatch(new PriceBands(policy), audit);
  const shown = new SupplierProducts(db, policy);
  commands = new ProductCommands(uow, audit, new StockLedger(), regions, new FreightTable(), shown, watch, scope);
  photos = new ProductPhotos(uow, audit, store);
  runs = new ImportRuns(db, uow, audit, new ImportColumns(db, uow), store);
  picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#a30' } })
    .png()
    .toBuffer();
  await aCategory(db);
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  seller = await memberOf(test.db, (await anAdmittedSupplier(test.db, { regionCode: COUNTY })).supplierId);
});

/** Goods of the seller that could be on the shelves, with their one SKU and photo. */
async function goods(status: 'draft' | 'listed' = 'listed') {
  const { db } = test;
  const supplierId = seller.seat.organisationId;
  const { id: certificateId } = await aCertificate(db, { supplierId, categorySlug: 'grain' });
  const product = await aProduct(db, { supplierId, certificateId, status });
  const sku = await aSku(db, { productId: product.id });
  return { product, sku, photo: await aPhoto(db, product.id) };
}
const input = () => ({
  name: `小米 ${newId()}`,
  categorySlug: 'grain',
  description: '',
  countyCode: COUNTY,
  certificateNumber: null,
  channels: [],
  skus: [{ name: '一袋', netWeightGrams: 500, priceFen: 2_000, marketPriceFen: null, active: true, initialStock: 10 }],
  priceReason: '',
  priceConfirmed: false,
});
const once = () => ({ actor: seller.actor.userId, key: newId(), fingerprint: newId() });
const bySeller = (run: SeatedCommand['run']): SeatedCommand => ({ by: seller, run });

const COMMANDS: Record<string, () => Promise<SeatedCommand>> = {
  'a new product': async () => bySeller(() => commands.create(seller, input(), aClaim())),
  'a changed product': async () => {
    const { product } = await goods('draft');
    return bySeller(() => commands.update(seller, product.id, { ...input(), skus: [], version: product.version }));
  },
  'a product put on the shelves': async () => {
    const { product } = await goods('draft');
    return bySeller(() => commands.publish(seller, product.id));
  },
  'a product taken from the shelves': async () => {
    const { product } = await goods();
    return bySeller(() => commands.withdraw(seller, product.id));
  },
  'stock moved in': async () => {
    const { sku } = await goods();
    return bySeller(() => commands.adjustStock(seller, sku.id, { delta: 5, reason: '入库' }, once()));
  },
  'freight rules': async () => bySeller(() => commands.setFreightRules(seller, [])),
  'a photo added': async () => {
    const { product } = await goods();
    return bySeller(() => photos.add(seller, product.id, picture));
  },
  'a photo removed': async () => {
    const { product, photo } = await goods('draft');
    return bySeller(() => photos.remove(seller, product.id, photo.id));
  },
  'an import': async () => {
    const { id } = await anOffice(test.db, 'national');
    const by = await memberOf(test.db, id);
    return { by, run: () => runs.start(by, FILE, once()) };
  },
};

describe.each(Object.entries(COMMANDS))('%s', (_, prepare) => {
  it.each(WITHDRAWALS)('is refused and writes nothing for whose seat was %s since the request came in', async (how) => {
    expect(await runWithdrawn(test.db, await prepare(), how)).toEqual(REFUSED);
  });

  it('goes through for who still has the seat', async () => {
    const { run } = await prepare();
    expect(await changedTables(test.db, run)).toContain('audit_entry');
  });
});

it('a photo whose uploader loses the seat while it is encoded and stored is never shown', async () => {
  const { product } = await goods();
  const put: ObjectStore['put'] = async (key, body, type) => {
    await withdraw(test.db, seller, 'removed');
    await store.put(key, body, type);
  };
  const slow = new ProductPhotos(test.uow, audit, { put } as ObjectStore);
  const changed = await changedTables(test.db, () =>
    expect(slow.add(seller, product.id, picture)).rejects.toMatchObject({ code: 'forbidden' }),
  );
  expect(changed).toEqual(['membership']);
});

it('an import is refused to an office whose jurisdiction was narrowed since the request came in', async () => {
  const { id } = await anOffice(test.db, 'national');
  const by = await memberOf(test.db, id);
  await test.db.query('UPDATE membership SET region_prefix = $2 WHERE user_id = $1', [by.actor.userId, '64']);
  const changed = await changedTables(test.db, () =>
    expect(runs.start(by, FILE, once())).rejects.toMatchObject({ code: 'forbidden' }),
  );
  expect(changed).toEqual([]);
});
