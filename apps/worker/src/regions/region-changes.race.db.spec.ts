import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { PriceFlags, refreshListings, Shelves } from '@yigou/catalogue';
import { aCertificate } from '@yigou/certification/testing';
import type { RegionChangeBody } from '@yigou/contracts';
import { aHousehold } from '@yigou/households/testing';
import type { Jurisdiction, SeatedCaller } from '@yigou/identity';
import { aMembership, anOffice, anOrganisation, aPerson, memberOf } from '@yigou/identity/testing';
import { anOrder, Market } from '@yigou/orders/testing';
import { DivisionPlaces, PolicyParameters } from '@yigou/platform';
import { recordPriceFlags } from '@yigou/prices';
import { ShareBulletins } from '@yigou/procurement';
import { BeginRegionChanges, RegionChangeLists, RegionChanges, RegionDirectory, saveRegions } from '@yigou/regions';
import { countStatements, createTestDatabase, inDays, type TestDatabase } from '@yigou/testing';
import { CONTEXTS } from '../contexts';

let test: TestDatabase;
let market: Market;
let changes: RegionChanges;
let office: SeatedCaller;
const places = new DivisionPlaces(CONTEXTS);
const worker = () => new BeginRegionChanges(test.db, test.uow, places, new AuditLog());

beforeAll(async () => {
  test = await createTestDatabase({ pool: 12 });
  await test.uow.run((tx) => saveRegions(tx));
  market = new Market(test);
  changes = new RegionChanges(test.db, test.uow, places, new AuditLog());
  office = await memberOf(test.db, (await anOffice(test.db, 'national')).id, { role: 'manager' });
});
afterAll(() => test.close());

type Line = RegionChangeBody['lines'][number];
const line = (oldCode: string, newCode: string, name: string, takesOver = false): Line => ({
  oldCode,
  newCode,
  name,
  reading: '',
  takesOver,
});
const body = (kind: RegionChangeBody['kind'], lines: Line[], effectiveOn = inDays(0)): RegionChangeBody => ({
  kind,
  effectiveOn,
  source: '测试批复〔2026〕1 号',
  lines,
});
const enter = (said: RegionChangeBody) => changes.enter(office, said, market.claim(office.actor, said));
const problems = (said: RegionChangeBody): Promise<unknown> =>
  changes.preview(office, said).then(
    () => ({}),
    (error: { details: { fields: unknown } }) => error.details.fields,
  );
const at = async (table: string, column: string, id: string): Promise<unknown> =>
  (await test.db.one<{ at: unknown }>(`SELECT ${column} AS at FROM ${table} WHERE id = $1`, [id]))?.at;
const find = async (query: string) => (await new RegionDirectory(test.db).search(query))[0];

describe('a county that moves to another prefecture under a new code', () => {
  // 西吉县 of 固原市, to 中卫市.
  const [FROM, TO] = ['640422', '640599'];

  it('is followed by all that names it once, however many workers begin it; what is issued keeps the code and the name of its time', async () => {
    const { db } = test;
    const supplierId = await market.supplier();
    const skuId = await market.sku(100, supplierId);
    const { id: certificateId } = await aCertificate(db, { supplierId, regionCode: FROM, demo: false });
    await db.query(
      "UPDATE product SET certificate_id = $1, county_code = $2, status = 'listed' WHERE supplier_id = $3",
      [certificateId, FROM, supplierId],
    );
    const [product] = await db.query<{ id: string }>('SELECT id FROM product WHERE supplier_id = $1', [supplierId]);
    await test.uow.run((tx) => refreshListings(tx, [product?.id ?? '']));
    const { actor, addressId } = await market.buyer();
    const household = await aHousehold(db, { regionCode: FROM });
    const { order } = await anOrder(db, {}).paid();
    const { id: userId } = await aPerson(db);
    const county = await anOffice(db, 'county', { regionCode: FROM });
    const seat = await aMembership(db, { userId, organisationId: county.id, regionPrefix: FROM });
    const cityOf = await aPerson(db);
    const city = await aMembership(db, { userId: cityOf.id, organisationId: county.id, regionPrefix: '6404' });
    await db.query(
      `INSERT INTO policy_parameter (id, name, region_prefix, category, effective_from, effective_to, value, source, created_by)
       VALUES (gen_random_uuid(), 'certification.term_months', $1, '', '2020-01-01', 'infinity', '7', '测试', $2)`,
      [FROM, userId],
    );
    const finance = await anOrganisation(db, { kind: 'finance', regionCode: FROM });
    const treasurer = await memberOf(db, finance.id, { role: 'manager', regionPrefix: FROM });
    const bulletins = new ShareBulletins(db, test.uow, new AuditLog());
    const period = { year: new Date().getFullYear() - 1, period: 'month', part: 3, reason: '' } as const;
    const bulletinId = await bulletins.publish(treasurer, period, market.claim(treasurer.actor, period));
    await test.uow.run((tx) =>
      recordPriceFlags(
        tx,
        { productId: product?.id ?? '', supplierId, regionCode: FROM },
        [{ skuId, priceFen: 9_900, check: { verdict: 'high', unitPriceFen: 9_900, band: null, message: '' } }],
        { reason: '丰收', userId },
      ),
    );
    const before = await db.one(
      'SELECT delivery_region_code, region_path, region_code FROM sales_order WHERE id = $1',
      [order.id],
    );

    const said = body('moved', [line(FROM, TO, '西吉县')]);
    const preview = await changes.preview(office, said);
    expect(preview.after).toEqual([
      { code: TO, name: '西吉县', path: '宁夏回族自治区 中卫市 西吉县', pinyin: 'xijixian' },
    ]);
    expect(preview.touched).toEqual(
      expect.arrayContaining([
        { what: '农户', follow: 1, stay: 0 },
        { what: '席位（管辖范围）', follow: 2, stay: 0 },
        { what: '政策参数', follow: 1, stay: 0 },
      ]),
    );
    const id = await enter(said);
    expect(await at('household', 'region_code', household.id)).toBe(FROM);

    const begun = await Promise.all([worker().begin(), worker().begin(), worker().begin()]);
    expect(begun.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await worker().begin()).toBe(0);
    await expect(changes.withdraw(office, id)).rejects.toMatchObject({ code: 'region_change_begun' });

    expect(await at('household', 'region_code', household.id)).toBe(TO);
    expect(await at('address', 'region_code', addressId)).toBe(TO);
    expect(await at('product', 'county_code', product?.id ?? '')).toBe(TO);
    expect(await at('certificate', 'region_code', certificateId)).toBe(TO);
    const after = await db.one<Record<string, string>>(
      'SELECT delivery_region_code, region_path, region_code FROM sales_order WHERE id = $1',
      [order.id],
    );
    expect(after).toEqual({ ...before, region_code: before?.['region_code'] === FROM ? TO : before?.['region_code'] });
    const prefixes = await db.query('SELECT region_prefix FROM membership WHERE user_id = ANY($1) ORDER BY 1', [
      [seat.userId, city.userId],
    ]);
    expect(prefixes).toEqual([{ region_prefix: '6404' }, { region_prefix: TO }]);
    expect(await new PolicyParameters(db).get('certification.term_months', TO, '')).toBe(7);
    const [paper] = await db.query(
      "SELECT a.* FROM certificate c, region_at('certificate', c.id, c.region_code, c.created_at) a WHERE c.id = $1",
      [certificateId],
    );
    expect(paper).toEqual({ code: FROM, name: '西吉县', path: '宁夏回族自治区 固原市 西吉县' });

    const [event] = await db.query<{ payload: { codes: string[] } }>(
      "SELECT payload FROM outbox WHERE topic = 'regions.changed'",
    );
    await new Shelves(db, test.uow).followRegions(event?.payload.codes ?? []);
    expect(await db.query('SELECT county_code, county_path FROM listing WHERE product_id = $1', [product?.id])).toEqual(
      [{ county_code: TO, county_path: '宁夏回族自治区 中卫市 西吉县' }],
    );
    // What is never rewritten is found by the present code, and says what it said.
    const page = { limit: 20 } as const;
    expect((await bulletins.listPublic({ ...page, region: TO })).items).toMatchObject([
      { id: bulletinId, region: '宁夏回族自治区 固原市 西吉县' },
    ]);
    const flags = await new PriceFlags(db).list({ regionPrefix: TO, township: null } as Jurisdiction, page);
    expect(flags.items).toMatchObject([{ county: { code: FROM } }]);
    // Who reads the old code in an open page is told to choose again; the place is found by it.
    const place = { receiver: '李四', phone: '13900000000', detail: '人民路 2 号', isDefault: false };
    await expect(
      market.addresses.create(actor.userId, { ...place, regionCode: FROM }, market.claim(actor, place)),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await find(FROM)).toMatchObject({ code: TO, formerly: FROM });
  });

  it('brings along what a writer leaves under the old code meanwhile', async () => {
    const { id } = await aHousehold(test.db, { regionCode: FROM });
    expect(await worker().bringStragglers()).toBeGreaterThan(0);
    expect(await at('household', 'region_code', id)).toBe(TO);
    expect(await worker().bringStragglers()).toBe(0);
  });

  it('is not undone by the seed', async () => {
    await test.uow.run((tx) => saveRegions(tx));
    const { byCode, renamed } = await new RegionDirectory(test.db).tree();
    expect(renamed.get(FROM)).toBe(TO);
    expect(byCode.get(TO)).toMatchObject({ parentCode: '640500', poverty: true });
    expect(await test.db.query('SELECT code FROM poverty_county WHERE code = ANY($1)', [[FROM, TO]])).toEqual([
      { code: TO },
    ]);
  });
});

describe('a prefecture that is renamed', () => {
  it('changes the paths of all below it from its day on, is found by both names, and papers of before show the old one', async () => {
    const issued = new Date();
    await enter(body('renamed', [line('640200', '640200', '贺兰山市')]));
    await worker().begin();
    const directory = new RegionDirectory(test.db);
    expect(await directory.refOf('640202')).toMatchObject({ path: '宁夏回族自治区 贺兰山市 大武口区' });
    expect(await directory.search('石嘴山市')).toMatchObject([
      { code: '640200', name: '贺兰山市', formerly: '石嘴山市' },
    ]);
    expect(await find('贺兰山')).toMatchObject({ code: '640200' });
    const then = await test.db.query("SELECT * FROM region_at('x', gen_random_uuid(), '640202', $1)", [issued]);
    expect(then).toEqual([{ code: '640202', name: '大武口区', path: '宁夏回族自治区 石嘴山市 大武口区' }]);
    await test.uow.run((tx) => saveRegions(tx));
    expect(await new RegionDirectory(test.db).refOf('640202')).toMatchObject({
      path: '宁夏回族自治区 贺兰山市 大武口区',
    });
  });
});

describe('two counties that become one', () => {
  it('bring their rows together; whose key is taken stays and is told, and what was said of one alone ends', async () => {
    const { db } = test;
    const names = await Promise.all(
      ['640423', '640424'].map((regionCode) => anOffice(db, 'county', { regionCode, name: '同名办公室' })),
    );
    const { id: userId } = await aPerson(db);
    const policy = `INSERT INTO policy_parameter (id, name, region_prefix, category, effective_from, effective_to, value, source, created_by)
       VALUES (gen_random_uuid(), 'certification.term_months', '640423', '', '2020-01-01', 'infinity', '9', '测试', $1)`;
    await db.query(policy, [userId]);
    const said = body('merged', [line('640423', '640424', '泾源县')]);
    const { touched } = await changes.preview(office, said);
    expect(touched).toEqual(
      expect.arrayContaining([
        { what: '单位', follow: 0, stay: 1 },
        { what: '政策参数', follow: 0, stay: 1 },
      ]),
    );
    await enter(said);
    await worker().begin();
    expect(await at('organisation', 'region_code', names[0]?.id ?? '')).toBe('640423');
    expect(await new PolicyParameters(db).get('certification.term_months', '640424', '')).not.toBe(9);
    const { byCode } = await new RegionDirectory(db).tree();
    expect(byCode.get('640424')).toMatchObject({ name: '泾源县' });
    expect(await find('隆德县')).toMatchObject({ code: '640424', formerly: '隆德县 640423' });
  });
});

describe('a change that is entered', () => {
  it('waits for its day, may be withdrawn before, and keeps others from its codes', async () => {
    const said = body('split', [line('640502', '640598', '新沙县')], inDays(30));
    const id = await enter(said);
    expect(await worker().begin()).toBe(0);
    expect(await problems(said)).toMatchObject({ 'lines.0.oldCode': expect.stringContaining('尚未生效') });
    await changes.withdraw(office, id);
    expect(await problems(said)).toEqual({});
    const lists = new RegionChangeLists(test.db);
    const query = { state: 'withdrawn', limit: 20 } as const;
    expect(await countStatements(() => lists.list(query))).toBe(1);
    expect(await lists.list(query)).toMatchObject({
      total: 1,
      items: [{ id, state: 'withdrawn', lines: [{ oldName: '沙坡头区', name: '新沙县', takesOver: false }] }],
    });
    await expect(changes.withdraw(office, id)).rejects.toMatchObject({ code: 'region_change_begun' });
  });

  it('is entered by one of two that name the same codes at once', async () => {
    const said = body('renamed', [line('640521', '640521', '宁安县')], inDays(10));
    const results = await Promise.allSettled([enter(said), enter({ ...said, source: '另一份文件' })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it.each<[string, RegionChangeBody, Record<string, string>]>([
    [
      'a code that nobody knows',
      body('renamed', [line('649999', '649999', '某县')]),
      { 'lines.0.oldCode': '没有这个区划代码' },
    ],
    [
      'a code given up',
      body('renamed', [line('640422', '640422', '某县')]),
      { 'lines.0.oldCode': '这个代码已经停用，请填写现在的代码' },
    ],
    [
      'a code used before',
      body('moved', [line('640522', '640422', '海原县')]),
      { 'lines.0.newCode': '新代码已经用过，代码不重复使用' },
    ],
    [
      'a circle',
      body('merged', [line('640522', '640425', '彭阳县'), line('640425', '640522', '海原县')]),
      { 'lines.0.newCode': expect.stringContaining('不能又作为新代码') as unknown as string },
    ],
    [
      'counties left below',
      body('recoded', [line('640300', '641900', '吴忠市')]),
      { 'lines.0.oldCode': expect.stringContaining('也要写进这次变更') as unknown as string },
    ],
    ['no parent', body('moved', [line('640522', '648822', '海原县')]), { 'lines.0.newCode': '上级 648800 不存在' }],
    [
      'another parent',
      body('recoded', [line('640522', '640430', '海原县')]),
      { 'lines.0.newCode': expect.stringContaining('划归其他上级') as unknown as string },
    ],
    [
      'a day before the list',
      body('renamed', [line('640522', '640522', '海城县')], '2023-06-30'),
      { effectiveOn: expect.any(String) as unknown as string },
    ],
  ])('is refused for %s', async (_, said, fields) => {
    expect(await problems(said)).toMatchObject(fields);
  });

  it('is nobody’s but the national office’s managers’', async () => {
    const said = body('renamed', [line('640522', '640522', '海城县')]);
    const clerk = await memberOf(test.db, office.seat.organisationId);
    const province = await memberOf(test.db, (await anOffice(test.db, 'province')).id, {
      role: 'manager',
      regionPrefix: '64',
    });
    for (const by of [clerk, province]) {
      await expect(changes.enter(by, said, market.claim(by.actor, said))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(changes.preview(by, said)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it('that cannot begin as the divisions stand on its day says why, and others begin', async () => {
    const id = await enter(body('moved', [line('640381', '640597', '青铜峡市')]));
    await test.db.query(
      "INSERT INTO region (code, name, level, parent_code, path, pinyin, initials) VALUES ('640597', '占用', 3, '640500', '占用', 'x', 'x')",
    );
    expect(await worker().begin()).toBe(0);
    expect(await at('region_change', 'trouble', id)).toBe('新代码已经用过，代码不重复使用');
  });
});
