import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MemberRole } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { PolicyParameters } from './policy';
import { PolicySettings, type PolicySeat } from './policy-settings';

let test: TestDatabase;
let settings: PolicySettings;
let nation: PolicySeat;
let ningxia: PolicySeat;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
  settings = new PolicySettings(test.db);
  await test.db.query("INSERT INTO category (slug, name, position) VALUES ('fruit', '水果', 1)");
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.query("DELETE FROM policy_parameter WHERE region_prefix <> '' OR created_by IS NOT NULL");
  await test.db.query("UPDATE policy_parameter SET effective_to = 'infinity'");
  nation = await seat('');
  ningxia = await seat('64');
});

async function seat(regionPrefix: string, role: MemberRole = 'manager'): Promise<PolicySeat> {
  const [userId, organisationId] = [newId(), newId()];
  await test.db.query("INSERT INTO app_user (id, login, name, password_hash) VALUES ($1, $2, '李科长', 'x')", [
    userId,
    userId,
  ]);
  await test.db.query("INSERT INTO organisation (id, kind, name) VALUES ($1, 'administration', '机关')", [
    organisationId,
  ]);
  await test.db.query(
    'INSERT INTO membership (user_id, organisation_id, role, region_prefix) VALUES ($1, $2, $3, $4)',
    [userId, organisationId, role, regionPrefix],
  );
  return { userId, organisationId };
}

const DAYS = 'certification.publicity_days';
const change = (value: unknown, more: Record<string, unknown> = {}) => ({
  name: DAYS as typeof DAYS,
  regionCode: null,
  category: null,
  effectiveFrom: null,
  value,
  source: '测试文件',
  ...more,
});
const set = (by: PolicySeat, ...args: Parameters<typeof change>) =>
  test.uow.run((tx) => settings.set(tx, by, change(...args)));
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const history = async (prefix = '') =>
  (await settings.list(prefix, DAYS)).map(({ value, effectiveFrom, effectiveTo, inForce }) => ({
    value,
    from: effectiveFrom,
    to: effectiveTo,
    inForce,
  }));
/** Each row ends where the next one of the same parameter, region and category begins, and each moment has one value. */
const gapsAndOverlaps = () =>
  test.db.query(
    `SELECT * FROM (SELECT effective_to, lead(effective_from) OVER (PARTITION BY name, region_prefix, category ORDER BY effective_from) AS next
       FROM policy_parameter) AS row WHERE coalesce(next, 'infinity') <> effective_to`,
  );

describe('a policy parameter', () => {
  it('set at once ends the value before it and holds from that very moment', async () => {
    await set(nation, 10);
    const [now, before] = await history();
    expect(now).toMatchObject({ value: 10, to: null, inForce: true });
    expect(before).toMatchObject({ value: 7, from: null, to: now?.from, inForce: false });
    expect(await new PolicyParameters(test.db).get(DAYS, '640422')).toBe(10);
    expect((await settings.list('', DAYS))[0]).toMatchObject({ setBy: '李科长', source: '测试文件', region: null });
  });

  it('planned for later leaves the present as it is; one set in between holds until the plan begins', async () => {
    const [plan, between] = [inDays(30), inDays(10)];
    await set(nation, 15, { effectiveFrom: plan });
    await set(nation, 12, { effectiveFrom: between });
    await set(nation, 9);
    const rows = await history();
    expect(rows.map(({ value, inForce }) => [value, inForce])).toEqual([
      [15, false],
      [12, false],
      [9, true],
      [7, false],
    ]);
    const times = rows.map(({ from, to }) => [from && Date.parse(from), to && Date.parse(to)]);
    expect(times[0]).toEqual([Date.parse(plan), null]);
    expect(times[1]).toEqual([Date.parse(between), Date.parse(plan)]);
    expect(times[2]?.[1]).toBe(Date.parse(between));
    expect(await gapsAndOverlaps()).toEqual([]);
  });

  it('planned twice for the same moment holds the later word', async () => {
    const plan = inDays(5);
    await set(nation, 15, { effectiveFrom: plan });
    await set(nation, 20, { effectiveFrom: plan });
    expect((await history()).map(({ value }) => value)).toEqual([20, 7]);
    expect(await gapsAndOverlaps()).toEqual([]);
  });

  it('of a region or category stands beside the whole country’s', async () => {
    await set(ningxia, 5, { regionCode: '640422', category: 'fruit' });
    await set(ningxia, 6, { regionCode: '640000' });
    const policy = new PolicyParameters(test.db);
    expect(await policy.get(DAYS, '640422', 'fruit')).toBe(5);
    expect(await policy.get(DAYS, '640422')).toBe(6);
    expect(await policy.get(DAYS, '110101')).toBe(7);
    const rows = await settings.list('6404', DAYS);
    expect(rows.map(({ value, region, category }) => [value, region?.code ?? null, category])).toEqual([
      [7, null, null],
      [6, '640000', null],
      [5, '640422', 'fruit'],
    ]);
    expect(await settings.list('11', DAYS)).toHaveLength(1);
  });

  it.each([
    ['a value of another kind', change('七天'), 'value'],
    ['a value out of range', change(0), 'value'],
    ['a field that there is not', change({ county: 1 }, { name: 'certification.review_days' }), 'value.township'],
    ['a moment that is over', change(7, { effectiveFrom: '2020-03-01T00:00:00Z' }), 'effectiveFrom'],
    ['a region that there is not', change(7, { regionCode: '999999' }), 'regionCode'],
    ['a category that there is not', change(7, { category: 'nonesuch' }), 'category'],
    [
      'a region for what is read for the whole country',
      change(7, { name: 'stock.low_pieces', regionCode: '640000' }),
      'regionCode',
    ],
  ])('refuses %s and says where', async (_, body, field) => {
    const error = await test.uow.run((tx) => settings.set(tx, nation, body)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'policy_invalid', details: { fields: { [field]: expect.any(String) } } });
  });

  it('is set by managers within their own region alone', async () => {
    await expect(set(ningxia, 5, { regionCode: '620000' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(set(ningxia, 5)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(set(await seat('', 'clerk'), 5)).rejects.toMatchObject({ code: 'forbidden' });
    await test.db.query('DELETE FROM membership WHERE user_id = $1', [nation.userId]);
    await expect(set(nation, 5)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await history()).toHaveLength(1);
  });

  it('set by many at once has one value at each moment', async () => {
    const plans = [null, inDays(1), inDays(2), inDays(3)];
    const values = Array.from({ length: 24 }, (_, index) => index + 1);
    await Promise.all(values.map((value) => set(nation, value, { effectiveFrom: plans[value % 4] })));
    expect(await gapsAndOverlaps()).toEqual([]);
    // Six were set at once, one after the other; of those planned for the same moment the last one stands.
    expect(await history()).toHaveLength(1 + 6 + 3);
    await Promise.all(values.map((value) => set(ningxia, value, { regionCode: '640422' })));
    expect(await gapsAndOverlaps()).toEqual([]);
  });

  it('is listed with its whole history by one statement', async () => {
    expect(await countStatements(() => settings.list(''))).toBe(1);
  });
});
