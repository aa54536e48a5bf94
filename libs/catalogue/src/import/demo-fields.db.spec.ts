import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CertificatePages, OpenData } from '@yigou/certification';
import { Organisations } from '@yigou/identity';
import { PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCategory } from '../testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CategoryTree } from '../category-tree';
import { FreightTable } from '../freight-table';
import { ProductDetails } from '../product-detail.queries';
import { PriceSpread } from '../price-spread';
import { ShelfFilters } from '../product-filter';
import { ProductLists } from '../product-list.queries';
import { silentScope, watchedPrices } from '../testing/silent-scope';
import { FirstStock } from './first-stock';
import { ImportProducts } from './import-products';

/** Rows as they were published, with what the seed made up for them. */
const PUBLISHED = join(process.cwd(), 'infra/seed/data/real-products.csv');

let test: TestDatabase;
let imports: ImportProducts;
let lists: ProductLists;
let details: ProductDetails;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yigou-demo-fields-'));
  test = await createTestDatabase();
  const { db, uow } = test;
  await aCategory(db, 'tropical-fruit', { name: '热带水果', position: 1 });
  await aCategory(db, 'green-tea', { name: '绿茶白茶', position: 2 });
  await aCategory(db, 'dark-tea', { name: '红茶黑茶', position: 3 });
  const regions = new RegionDirectory(db);
  const policy = new PolicyParameters(db);
  imports = new ImportProducts(db, uow, new Organisations(db), regions, silentScope(db), watchedPrices(db));
  lists = new ProductLists(db, new ShelfFilters(new CategoryTree(db), regions, new PriceSpread(db)), policy);
  details = new ProductDetails(db, policy, new FreightTable(), regions);
  expect(await imports.run({ path: PUBLISHED }, { firstStock: new FirstStock() })).toMatchObject({ failed: 0 });
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const cards = async () => (await lists.page({ sort: 'newest', limit: 100 })).items;
const cardOf = async (name: string) => (await cards()).find((card) => card.name === name)!;
/** A file of the seed's columns that are given. */
async function file(columns: string, ...rows: string[]) {
  const path = join(folder, `${rows.length}-${Date.now()}.csv`);
  await writeFile(path, [columns, ...rows].join('\n'));
  return { path };
}

describe('a published row with fields that were made up', () => {
  const MADE_UP = ['供应商', '供应商类型', '库存', '证书编号', '认定层级', '有效期起', '有效期止'];
  const OF_CERTIFICATE = ['供应商', '证书编号', '认定层级', '有效期起', '有效期止'];

  it('says so field by field: on its card, its page, its certificate, and in the open data', async () => {
    const card = await cardOf('五峰毛尖');
    expect(card).toMatchObject({ certified: true, demo: false, certificateDemo: true, demoFields: MADE_UP });
    const { certificate, ...product } = await details.get(card.id);
    expect(product).toMatchObject({ demo: false, demoFields: MADE_UP });
    expect(certificate).toMatchObject({ demo: true, demoFields: OF_CERTIFICATE });
    const number = certificate?.number ?? '';
    expect((await new CertificatePages(test.db).verify(number)).certificate).toMatchObject({
      demo: true,
      demoFields: OF_CERTIFICATE,
    });
    const open = (await new OpenData(test.db).certificates({ limit: 100 })).items.find((one) => one.number === number);
    expect(open).toMatchObject({ demo: true, demoFields: OF_CERTIFICATE });
  });

  it('is each of them: none of the published products hangs on a certificate that reads as a real one', async () => {
    const found = await cards();
    expect(found).toHaveLength(9);
    for (const card of found) {
      expect([card.name, card.certificateDemo, card.demoFields.includes('证书编号')]).toEqual([card.name, true, true]);
      const { certificate } = await details.get(card.id);
      expect(certificate).toMatchObject({ demo: true });
      // Packings and prices are the scope of the certificate: made up, they are marked there as well.
      for (const column of ['规格', '净含量克', '单价元'])
        expect([column, certificate?.demoFields.includes(column)]).toEqual([column, card.demoFields.includes(column)]);
    }
  });

  it('keeps the mark of the certificate when a file takes those of the product', async () => {
    const source = await file('供应商,县代码,产品,规格,演示', '湖北采花茶业公司,420529,头采春芽,100克/罐,清空');
    expect(await imports.run(source)).toMatchObject({ updated: 1, failed: 0 });
    expect(await cardOf('头采春芽')).toMatchObject({ demoFields: [], certificateDemo: true });
  });
});

describe('marks of the first stock', () => {
  const COLUMNS = '供应商,供应商类型,县代码,产品,分类,规格,单价元,库存,证书编号,有效期起,有效期止,演示';
  const row = (supplier: string, sku: string, number: string, marks: string) =>
    `${supplier},合作社,420529,新茶,绿茶白茶,${sku},20,5,${number},2025-01-01,2099-01-01,${marks}`;

  it('make no certificate a demo that they do not concern, and one that they concern in any field', async () => {
    const source = await file(
      COLUMNS,
      row('真证社', '一斤', 'FP-REAL-1', '库存;渠道'),
      row('假期社', '一斤', 'FP-REAL-2', '库存;有效期止'),
    );
    expect(await imports.run(source, { firstStock: new FirstStock() })).toMatchObject({ created: 2, errors: [] });
    const found = (await cards()).filter(({ name }) => name === '新茶');
    expect(Object.fromEntries(found.map((card) => [card.supplierName, card]))).toMatchObject({
      真证社: { demo: false, demoFields: ['库存', '渠道'], certificateDemo: false },
      假期社: { demo: false, demoFields: ['库存', '有效期止'], certificateDemo: true },
    });
  });
});
