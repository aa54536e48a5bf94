import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CATALOGUE_ENTITIES, type ImportProducts, refreshListings } from '@yigou/catalogue';
import { CERTIFICATION_ENTITIES } from '@yigou/certification';
import { identityNumberProblem } from '@yigou/households';
import { IDENTITY_ENTITIES, Organisations } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { createObjectStore, PersonalData, readConfig } from '@yigou/platform';
import { checkInvariant, INVARIANTS } from '@yigou/reporting';
import { admitImported } from '@yigou/suppliers';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandContext } from './command-context';
import { saveAccounts } from './seed-accounts';
import { certifyScopes } from './seed-certificates';
import { CertificationStory } from './seed-certification';

const COUNTY = '140215';
let test: TestDatabase;
let context: CommandContext;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase({
    entities: [...IDENTITY_ENTITIES, ...CERTIFICATION_ENTITIES, ...CATALOGUE_ENTITIES],
  });
  folder = await mkdtemp(join(tmpdir(), 'yigou-seed-'));
  process.env['YIGOU_DEMO_ACCOUNTS'] = join(folder, 'accounts.json');
  const config = readConfig({
    ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: test.url, REDIS_URL: process.env['TEST_REDIS_URL'] },
    ...{ APP_SECRET: 'a secret that only tests know, long enough', STRIPE_WEBHOOK_SECRET: 'whsec_test_secret' },
    ...{ CARRIER_WEBHOOK_SECRET: 'carrier-secret', OBJECT_STORE_DIR: folder, YIGOU_DEMO: '1' },
  });
  const { db, uow } = test;
  const organisations = new Organisations(db);
  // The story begins after the import.
  context = { config, db, uow, organisations, imports: {} as ImportProducts, store: await createObjectStore(config) };
  await goods();
});
afterAll(async () => {
  delete process.env['YIGOU_DEMO_ACCOUNTS'];
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

/** A cooperative of the demo with five certified products of one variety. */
async function goods(): Promise<void> {
  const { db, uow, organisations } = context;
  await db.query("INSERT INTO category (slug, name, position) VALUES ('coarse-grains', '杂粮杂豆', 1)");
  const supplierId = await uow.run(async (tx) => {
    const input = {
      supplierKind: 'cooperative',
      name: '云州区示范合作社（演示）',
      creditCode: null,
      regionCode: COUNTY,
      demo: true,
    } as const;
    const { id } = await organisations.upsertSupplier(tx, input);
    await admitImported(tx, [id]);
    return id;
  });
  for (let at = 1; at <= 5; at += 1) {
    const [certificateId, productId] = [newId(), newId()];
    await db.query(
      `WITH c AS (INSERT INTO certificate (id, number, product_name, supplier_id, region_code, level, status, valid_from, valid_to, demo)
           VALUES ($1, $2, '云州燕麦片', $3, $4, 'county', 'valid', '2025-01-01', '2030-01-01', true) RETURNING id),
         p AS (INSERT INTO product (id, supplier_id, certificate_id, name, category_slug, county_code, description, status, listed_at)
           SELECT $5, $3, id, $6, 'coarse-grains', $4, '', 'listed', now() FROM c RETURNING id)
       INSERT INTO sku (id, product_id, name, net_weight_grams, price_fen) SELECT gen_random_uuid(), id, '真空装 2.5kg/袋', 2500, $7 FROM p`,
      [certificateId, `演示-${COUNTY}-000${at}`, supplierId, COUNTY, productId, `云州${at}号燕麦片`, 3_000 + at * 100],
    );
    await uow.run((tx) => refreshListings(tx, [productId]));
  }
}

const seed = async () => {
  const bands = await certifyScopes(context);
  const supplier = await saveAccounts(context);
  return { bands, supplier, told: await new CertificationStory(context, supplier).tell() };
};
const count = async (table: string) =>
  (await test.db.one<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))?.n ?? 0;
const TABLES = [
  'application',
  'application_step',
  'batch',
  'household',
  'benefit_link',
  'evidence',
  'complaint',
  'inspection',
  'membership',
  'supplier_licence',
];
const counts = async () =>
  Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await count(table)] as const)));

describe('the seed of the demo', () => {
  it('tells a story of certification once, and every invariant holds', async () => {
    expect(await seed()).toMatchObject({
      bands: 1,
      told: true,
      supplier: { code: COUNTY, city: '大同市', province: '山西省' },
    });
    const first = await counts();
    expect(first).toMatchObject({
      application: 5,
      batch: 3,
      household: 24,
      evidence: 4,
      complaint: 1,
      inspection: 1,
      membership: 8,
    });
    expect(await test.db.query('SELECT status FROM application ORDER BY number')).toEqual(
      ['draft', 'township_review', 'county_review', 'publicity', 'returned'].map((status) => ({ status })),
    );
    for (const invariant of INVARIANTS.filter(({ name }) => !name.startsWith('pipes'))) {
      expect(await checkInvariant(test.db, invariant)).toEqual({ name: invariant.name, broken: 0, rows: [] });
    }
    expect(await seed()).toMatchObject({ bands: 1, told: false });
    expect(await counts()).toEqual(first);
  }, 180_000);

  it('names an account for each level that reviews', async () => {
    const accounts = JSON.parse(await readFile(join(folder, 'accounts.json'), 'utf8')) as {
      login: string;
      role: string;
    }[];
    expect(accounts.map(({ login }) => login)).toEqual(Array.from({ length: 9 }, (_, at) => `1380000000${at + 1}`));
    expect(
      await test.db.query(
        `SELECT u.login, coalesce(o.review_level, length(m.region_prefix)::text) AS level, o.township FROM membership m
         JOIN app_user u ON u.id = m.user_id JOIN organisation o ON o.id = m.organisation_id WHERE o.review_level IS NOT NULL ORDER BY u.login`,
      ),
    ).toEqual([
      { login: '13800000005', level: 'township', township: '演示镇' },
      { login: '13800000006', level: 'city', township: null },
      { login: '13800000007', level: 'province', township: null },
    ]);
  });

  it('has households whose numbers hold and are nobody’s', async () => {
    const keys = new PersonalData(context.config);
    const rows = await test.db.query<{ id: string; sealed: string; name: string; demo: boolean; mask: string }>(
      'SELECT id, id_number_sealed AS sealed, name_sealed AS name, demo, name_masked AS mask FROM household',
    );
    for (const { id, sealed, name, demo, mask } of rows) {
      const number = keys.open(sealed, id);
      expect([number, identityNumberProblem(number), demo]).toEqual([
        expect.stringMatching(/^140215190\d01\d\d9\d\d[\dX]$/),
        null,
        true,
      ]);
      expect(keys.open(name, id)).toMatch(/^.某[一二]$/);
      expect(mask).toMatch(/^.\*\*$/);
    }
  });
});
