import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { Participations, ProgressReports, PublicCampaigns } from '@yigou/campaigns';
import { campaignSomeDaysAgo } from '@yigou/campaigns/testing';
import { IMPORT_COLUMNS } from '@yigou/contracts';
import { identityNumberProblem } from '@yigou/households';
import { Evidence } from '@yigou/evidence';
import { newId } from '@yigou/kernel';
import { CompareBooks, Refunds } from '@yigou/payments';
import { MemoryGateway } from '@yigou/payments/testing';
import {
  checkInvariant,
  createObjectStore,
  marketDay,
  PersonalData,
  PolicyParameters,
  readConfig,
  Tx,
  type UnitOfWork,
} from '@yigou/platform';
import { FraudWatch } from '@yigou/oversight';
import { PriceBands } from '@yigou/prices';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCategory } from '@yigou/catalogue/testing';
import { aPerson } from '@yigou/identity/testing';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENTITIES, INVARIANTS } from '../contexts';
import { type CommandContext, contextOver } from './command-context';
import { writeAccounts } from './seed-accounts';
import { writeDemo } from './seed-demo';

const COUNTY = '140215';
let test: TestDatabase;
let context: CommandContext;
let folder: string;
/** The demo's own goods: a cooperative with five certified products of one variety. */
let goods: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yigou-seed-'));
  process.env['YIGOU_DEMO_ACCOUNTS'] = join(folder, 'accounts.json');
  goods = await file(
    [1, 2, 3, 4, 5].map((at) =>
      demoRow({ 产品: `云州${at}号燕麦片`, 证书编号: `演示-${COUNTY}-000${at}`, 单价元: `3${at}` }),
    ),
  );
});
/** An empty market. */
async function begin(): Promise<void> {
  await test?.close();
  test = await createTestDatabase({ entities: ENTITIES });
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: test.url,
    REDIS_URL: process.env['TEST_REDIS_URL'],
    APP_SECRET: 'a secret that only tests know, long enough',
    STRIPE_WEBHOOK_SECRET: 'whsec_test_secret',
    CARRIER_WEBHOOK_SECRET: 'carrier-secret',
    OBJECT_STORE_DIR: folder,
    YIGOU_DEMO: '1',
  });
  const { db } = test;
  context = { ...contextOver(db, test.uow), config, store: await createObjectStore(config) };
  await aCategory(db, 'coarse-grains', { name: '杂粮杂豆', position: 1 });
}
afterAll(async () => {
  delete process.env['YIGOU_DEMO_ACCOUNTS'];
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

type Cells = Partial<Record<(typeof IMPORT_COLUMNS)[number], string>>;
const demoRow = (cells: Cells): Cells => ({
  县代码: COUNTY,
  供应商: '云州区示范合作社（演示）',
  供应商类型: '合作社',
  分类: '杂粮杂豆',
  规格: '真空装 2.5kg/袋',
  净含量克: '2500',
  库存: '90',
  有效期起: '2025-01-01',
  有效期止: '2030-01-01',
  认定层级: '县级',
  演示: '全部',
  ...cells,
});
async function file(rows: readonly Cells[]): Promise<string> {
  const path = join(folder, `${newId()}.csv`);
  const lines = rows.map((row) => IMPORT_COLUMNS.map((column) => row[column] ?? '').join(','));
  await writeFile(path, [IMPORT_COLUMNS.join(','), ...lines].join('\n'));
  return path;
}
const seed = (more: Partial<CommandContext> = {}) => writeDemo({ ...context, ...more }, { files: [goods] });
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

/** What people see of the market, row by row. */
const EVERYTHING = [
  'organisation',
  'supplier_file',
  'product',
  'sku',
  'stock',
  'certificate',
  'product_photo',
  'freight_rule',
  'app_user',

  'membership',
  'application',
  'batch',
  'household',
  'benefit_mechanism',
  'complaint',
  'inspection',
  'listing',
  'import_run',
];
const rowsOf = (table: string, where = 'true', values: unknown[] = []) =>
  test.db.query(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${where} ORDER BY 1`, values);
const market = async () =>
  Object.fromEntries(await Promise.all(EVERYTHING.map(async (table) => [table, await rowsOf(table)] as const)));

/** A cooperative of people’s own, busier than the demo’s, marked as demo in the file: nothing tells it from the seed but the record. */
const imported = async (name = '别家合作社') =>
  context.imports.run({
    path: await file(
      Array.from({ length: 9 }, (_, at) => demoRow({ 供应商: name, 产品: `别家${at}`, 证书编号: '', 单价元: '20' })),
    ),
  });
const ofSupplier = async (name: string) => {
  const [supplier] = await test.db.query<{ id: string }>('SELECT id FROM organisation WHERE name = $1', [name]);
  const id = supplier?.id ?? '';
  return Promise.all([
    rowsOf('organisation', 'id = $1', [id]),
    ...['supplier_file', 'product', 'certificate', 'freight_rule', 'benefit_mechanism', 'application'].map((table) =>
      rowsOf(table, 'supplier_id = $1', [id]),
    ),
    rowsOf('product_photo', 'product_id IN (SELECT id FROM product WHERE supplier_id = $1)', [id]),
    rowsOf('membership', 'organisation_id = $1', [id]),
  ]);
};

/** A unit of work whose connection is gone at its n-th statement, as a process that is killed leaves it. */
function killedAt(n: number): UnitOfWork {
  let sent = 0;
  const cut = (tx: Tx): Tx =>
    new Proxy(tx, {
      get: (target, key) =>
        key === 'query'
          ? async (text: string, values?: readonly unknown[]) => {
              if ((sent += 1) === n) {
                const [own] = await target.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
                await test.db.query('SELECT pg_terminate_backend($1, 5000)', [own?.pid]);
              }
              return target.query(text, values);
            }
          : (Reflect.get(target, key) as unknown),
    });
  return { run: (work: (tx: Tx) => Promise<unknown>) => test.uow.run((tx) => work(cut(tx))) } as UnitOfWork;
}

describe('the seed of the demo', () => {
  beforeAll(begin);

  it('tells a story of certification once, and every invariant holds', async () => {
    expect(await seed()).toBe(true);
    const first = await counts();
    expect(first).toMatchObject({
      application: 5,
      batch: 3,
      household: 24,
      evidence: 10,
      complaint: 1,
      inspection: 1,
      membership: 28,
    });
    expect(await test.db.query('SELECT status, set_aside_at IS NOT NULL AS checked FROM recalls_recall')).toEqual([
      { status: 'open', checked: true },
    ]);
    expect(await test.db.query('SELECT status FROM application ORDER BY number')).toEqual(
      ['draft', 'township_review', 'county_review', 'publicity', 'returned'].map((status) => ({ status })),
    );
    for (const invariant of INVARIANTS.filter(({ name }) => !name.startsWith('pipes'))) {
      expect(await checkInvariant(test.db, invariant)).toEqual({ name: invariant.name, broken: 0, rows: [] });
    }
    const nothing = new MemoryGateway();
    const books = new CompareBooks(test.db, new Refunds(test.db, test.uow, nothing), nothing);
    expect(await books.whole()).toMatchObject({ broken: 0, rows: [] });
    const whole = await market();
    expect(await seed()).toBe(false);
    expect(await counts()).toEqual(first);
    expect(await market()).toEqual(whole);
    const made = await test.db.query<{ kind: string; n: number }>(
      'SELECT kind, count(*)::int AS n FROM demo_object GROUP BY kind ORDER BY kind',
    );
    expect(Object.fromEntries(made.map(({ kind, n }) => [kind, n]))).toEqual({
      account: 29,
      certificate: 5,
      household: 24,
      office: 21,
      product: 5,
      supplier: 1,
    });
  }, 180_000);

  it('names an account for each level that reviews, for a budget unit, the one above it, finance and audit', async () => {
    await writeAccounts(context);
    const accounts = JSON.parse(await readFile(join(folder, 'accounts.json'), 'utf8')) as {
      login: string;
      role: string;
    }[];
    expect(accounts.map(({ login }) => login)).toEqual(
      Array.from({ length: 18 }, (_, at) => `138000000${String(at + 1).padStart(2, '0')}`),
    );
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

  it('has a school below its bureau, whose year may be filed, and a finance department of their county', async () => {
    const people = await test.db.query<{ login: string; kind: string; above: string | null; prefix: string }>(
      `SELECT u.login, o.kind, (SELECT a.login FROM budget_unit_place l JOIN membership am ON am.organisation_id = l.parent_id
           JOIN app_user a ON a.id = am.user_id WHERE l.unit_id = o.id) AS above, m.region_prefix AS prefix
       FROM membership m JOIN app_user u ON u.id = m.user_id JOIN organisation o ON o.id = m.organisation_id
       WHERE o.kind IN ('agency', 'finance') AND u.login ~ '^1' ORDER BY u.login`,
    );
    expect(people).toEqual([
      { login: '13800000010', kind: 'agency', above: '13800000011', prefix: '' },
      { login: '13800000011', kind: 'agency', above: null, prefix: '' },
      { login: '13800000012', kind: 'finance', above: null, prefix: COUNTY },
      { login: '13800000013', kind: 'agency', above: '13800000011', prefix: '' },
      { login: '13800000014', kind: 'agency', above: '13800000011', prefix: '' },
      { login: '13800000015', kind: 'agency', above: '13800000011', prefix: '' },
    ]);
    expect(
      await test.db.query(
        'SELECT u.login, a.per_order_fen AS fen FROM purchasing_approver a JOIN app_user u ON u.id = a.user_id',
      ),
    ).toEqual([{ login: '13800000014', fen: 5_000_000 }]);
  });

  it('has a year of a county’s budget units: filed as far as each has come, bought month by month', async () => {
    expect(await count('budget_unit WHERE demo')).toBe(12);
    const year = Number(marketDay(new Date()).slice(0, 4));
    const filings = await test.db.query<{ year: number; status: string; filings: number }>(
      'SELECT year, status, count(*)::int AS filings FROM share_filing GROUP BY 1, 2 ORDER BY 1, 2',
    );
    expect(filings).toEqual([
      { year: year - 1, status: 'fulfilled', filings: 1 },
      { year, status: 'in_force', filings: 7 },
      { year, status: 'returned', filings: 1 },
      { year, status: 'reviewed', filings: 1 },
      { year, status: 'submitted', filings: 1 },
    ]);
    // The school's last year is over, and its share of it was reached.
    const [last] = await test.db.query(
      'SELECT counted_fen >= reserved_fen AS reached FROM share_year JOIN share_filing USING (unit_id, year) WHERE year = $1',
      [year - 1],
    );
    expect(last).toEqual({ reached: true });
    expect(await test.db.query('SELECT DISTINCT month FROM share_sale WHERE year = $1', [year - 1])).toHaveLength(12);
  });

  it('has something on the desks of its school and its cooperative: to approve, to sign, to confirm, to accept, to give back, to receive', async () => {
    const waiting: Record<string, string> = {
      approve: "purchasing_requisition WHERE status = 'submitted'",
      sign: "sales_order WHERE status = 'to_sign'",
      confirm: "purchasing_transfer WHERE status = 'submitted'",
      accept: "sales_order WHERE status = 'shipped' AND unit_id IS NOT NULL",
      'give back': "refund WHERE status <> 'succeeded'",
      receive: "purchasing_invoice WHERE status = 'recorded'",
      owe: "sales_order WHERE status = 'payable' AND payment_terms = 'on_acceptance'",
      weighed: `sales_order o JOIN order_line l ON l.order_id = o.id JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id
        WHERE o.status = 'completed' AND l.accepted_grams > 0
        AND o.ended_fen > 0 AND p.captured_fen = o.total_fen - o.ended_fen`,
    };
    for (const [desk, of] of Object.entries(waiting)) expect([desk, await count(of)]).toEqual([desk, 1]);
    expect(await count('sku WHERE bulk IS NOT NULL')).toBeGreaterThan(0);
  });

  it('has an order of ten times what its unit buys, which the fraud watch finds', async () => {
    const policy = new PolicyParameters(test.db);
    const watch = new FraudWatch(test.db, test.uow, new PriceBands(policy), policy);
    await watch.sweep(new Date(Date.now() + 120_000), 500);
    const found = await test.db.query(
      `SELECT u.name, f.severity, f.facts FROM oversight_finding f JOIN organisation u ON u.id = f.unit_id WHERE f.rule = 'quantity_outlier' AND f.status = 'open'`,
    );
    expect(found).toEqual([
      { name: expect.stringContaining('特殊教育学校'), severity: 'high', facts: expect.stringContaining('10.4 倍') },
    ]);
  });

  it('has a pre-sale that came about, whose balances are due, the buyer’s among them', async () => {
    const [due] = await test.db.query(
      `SELECT c.status, count(*)::int AS people, bool_or(u.login = '13800000001') AS buyer, min(p.balance_told) AS told FROM campaigns_campaign c
       JOIN campaigns_pledge p ON p.campaign_id = c.id AND p.status = 'balance_due' JOIN app_user u ON u.id = p.user_id GROUP BY c.id`,
    );
    expect(due).toEqual({ status: 'collecting', people: 4, buyer: true, told: 1 });
  });

  it('has statements of account of the last months: confirmed by both, objected to, waiting', async () => {
    const found = await test.db.query<{ status: string }>(
      `SELECT t.status FROM purchasing_statement t JOIN membership m ON m.organisation_id = t.unit_id JOIN app_user u ON u.id = m.user_id
       WHERE u.login = '13800000010' ORDER BY t.month`,
    );
    expect(found.map(({ status }) => status)).toEqual(['confirmed', 'confirmed', 'unit_objected', 'issued']);
    expect(await count('purchasing_statement_due')).toBe(0);
  });

  it('has a group purchase that went the whole way: its wall has figures, and the buyer a certificate that can be checked', async () => {
    const [pledge] = await test.db.query<{ id: string; userId: string; campaignId: string; amountFen: number }>(
      `SELECT p.id, p.user_id AS "userId", p.campaign_id AS "campaignId", p.amount_fen AS "amountFen" FROM campaigns_pledge p
       JOIN app_user u ON u.id = p.user_id WHERE u.login = '13800000001' AND p.status = 'done'`,
    );
    const wall = await new PublicCampaigns(test.db).wall(pledge?.campaignId ?? '');
    expect(wall).toMatchObject({
      status: 'published',
      finalShares: 20,
      people: 8,
      impact: { grams: 20 * 2_500, products: 1, counties: 1 },
      published: { shares: 20, handedShares: 20, paidFen: wall.paidFen },
    });
    expect(wall.impact.households).toBeGreaterThan(0);
    expect(wall.impact.people).toBeGreaterThan(wall.impact.households);
    expect(wall.purchases).toEqual([expect.objectContaining({ totalFen: wall.paidFen, received: true })]);
    expect(wall.thanks.map(({ shownName }) => shownName)).toContain('演示买家');
    const participations = new Participations(test.db);
    const { number } = await participations.own(pledge?.userId ?? '', pledge?.id ?? '');
    expect(await participations.verify(number ?? '')).toMatchObject({ shownName: '演示买家', shares: 2 });
    // Nothing of it goes back: its money came past the provider.
    expect(await count(`refund f JOIN payment p ON p.id = f.payment_id WHERE p.holder = '${pledge?.id}'`)).toBe(0);
    const { items } = await new ProgressReports(
      test.db,
      test.uow,
      new PolicyParameters(test.db),
      new Evidence(),
      new AuditLog(),
    ).list(pledge?.campaignId ?? '', { limit: 24 });
    expect(items).toMatchObject([{ photos: [{ fileName: expect.stringMatching(/jpg$/) }] }]);
  });

  it('has a school that took some of it of its union’s budget, which is spent, and counts to its share', async () => {
    const [taken] = await test.db.query<{ status: string; encumbered: number; spent: number; finalFen: number }>(
      `SELECT p.status, h.encumbered_fen AS encumbered, h.spent_fen AS spent, p.final_fen AS "finalFen" FROM campaigns_pledge p
       JOIN budget b ON b.id = p.budget_id AND b.kind = 'union' JOIN budget_hold h ON h.holder = p.id AND h.own`,
    );
    expect(taken).toEqual({ status: 'done', encumbered: 0, spent: taken?.finalFen, finalFen: taken?.finalFen });
    const goods = 'sum(bought_fen)::int AS bought, sum(counted_fen)::int AS counted';
    expect(await test.db.one(`SELECT kind, ${goods} FROM share_contribution GROUP BY kind`)).toEqual({
      kind: 'union',
      bought: taken?.finalFen,
      counted: taken?.finalFen,
    });
  });

  it('tells a way of two weeks of it, one step after the other, and not all of a moment', async () => {
    const steps = await test.db.query<{ to: string; ago: number }>(
      `SELECT s.to_status AS to, floor(extract(epoch FROM clock_timestamp() - s.at) / 86400)::int AS ago FROM campaigns_campaign_step s
       JOIN campaigns_campaign c ON c.id = s.campaigns_campaign_id AND c.status = 'published' ORDER BY s.at, s.id`,
    );
    expect(steps.map(({ to, ago }) => `${to} ${ago}`)).toEqual([
      'draft 24',
      'agreeing 23',
      'to_review 22',
      'recruiting 21',
      'succeeded 14',
      'purchasing 14',
      'shipping 11',
      'received 7',
      'handed_out 4',
      'published 2',
    ]);
    const late = await count(
      `campaigns_campaign c JOIN campaigns_pledge p ON p.campaign_id = c.id JOIN campaigns_order k ON k.campaign_id = c.id JOIN sales_order o ON o.id = k.order_id
       WHERE c.status = 'published' AND NOT (p.paid_at < c.deadline AND c.deadline < c.closed_at AND c.closed_at < o.paid_at
         AND o.paid_at < o.shipped_at AND o.shipped_at < o.completed_at AND o.completed_at < p.handed_at)`,
    );
    expect(late).toBe(0);
  });

  it('leaves that way of a moment where the database’s user may not switch guards off, and never leaves them off', async () => {
    const undone = test.uow.run(async (tx) => {
      const campaign = await tx.one<{ id: string }>("SELECT id FROM campaigns_campaign WHERE status = 'published'");
      const days = { succeeded: 1, shipped: 1, received: 1, handedOut: 1, published: 1 };
      const role = `plain_${newId().replaceAll('-', '')}`;
      await tx.query(`CREATE ROLE ${role}`);
      await tx.query(`SET LOCAL ROLE ${role}`);
      expect(await campaignSomeDaysAgo(tx, campaign?.id ?? '', days)).toBe(false);
      await tx.query('RESET ROLE');
      expect(await campaignSomeDaysAgo(tx, campaign?.id ?? '', days)).toBe(true);
      expect(await tx.one('SHOW session_replication_role')).toEqual({ session_replication_role: 'origin' });
      await expect(
        tx.query('UPDATE campaigns_campaign_step SET at = at WHERE campaigns_campaign_id = $1', [campaign?.id]),
      ).rejects.toThrow();
      throw new Error('nothing of it stays');
    });
    await expect(undone).rejects.toThrow('nothing of it stays');
  });

  it('has needs of its hospital: one that waits for somebody, one that a donation promises a part of', async () => {
    expect(
      await test.db.query(
        `SELECT n.status, n.promised > 0 AS promised, n.promised < n.quantity AS left, c.status AS donation FROM campaigns_need n
         LEFT JOIN campaigns_campaign c ON c.need_id = n.id ORDER BY promised`,
      ),
    ).toEqual([
      { status: 'open', promised: false, left: true, donation: null },
      { status: 'open', promised: true, left: true, donation: 'recruiting' },
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

  it.each([
    ['an import of a busier cooperative', () => imported()],
    ['the exit of its cooperative', () => test.db.query("UPDATE supplier_file SET status = 'exited'")],
    ['a black list', () => test.db.query("UPDATE supplier_file SET status = 'blacklisted'")],
    [
      'withdrawn certificates',
      () => test.db.query("UPDATE certificate SET status = 'withdrawn', status_reason = '核查'"),
    ],
    ['goods without certificates', () => test.db.query('UPDATE product SET certificate_id = NULL')],
    ['people who left', () => test.db.query('DELETE FROM membership')],
  ])('writes nothing at the next start after %s', async (_use, use) => {
    await use();
    const before = await market();
    expect(await seed()).toBe(false);
    expect(await market()).toEqual(before);
  });
});

describe('the first demo of a system', () => {
  beforeEach(begin);

  it('writes the demo beside what people entered first, and neither builds on it nor touches it', async () => {
    await imported();
    await imported('云州区示范合作社（演示）');
    const own = await file([
      demoRow({ 供应商: '云州二社（演示）', 产品: '云州燕麦', 证书编号: '演示-140215-0009', 单价元: '9' }),
    ]);
    const before = [await ofSupplier('别家合作社'), await ofSupplier('云州区示范合作社（演示）')];
    expect(await writeDemo(context, { files: [goods, own] })).toBe(true);
    expect([await ofSupplier('别家合作社'), await ofSupplier('云州区示范合作社（演示）')]).toEqual(before);
    expect(
      await test.db.query(
        "SELECT o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE o.kind = 'supplier'",
      ),
    ).toEqual([{ name: '云州二社（演示）' }]);
  }, 60_000);

  it('gives no office to a login that a person has taken, and leaves nothing half made', async () => {
    await aPerson(test.db, { login: '13800000003', name: '李某' });
    const before = await market();
    await expect(seed()).rejects.toThrow('13800000003');
    expect(await market()).toEqual(before);
  }, 60_000);

  it('begins anew after each death, and is whole in the end', async () => {
    const before = await market();
    for (const statement of [3, 12, 40, 75]) {
      await expect(seed({ uow: killedAt(statement) })).rejects.toThrow();
      expect(await market()).toEqual(before);
    }
    expect(await seed()).toBe(true);
    expect(await counts()).toMatchObject({ application: 5, batch: 3, household: 24, evidence: 10, membership: 28 });
  }, 60_000);
});
