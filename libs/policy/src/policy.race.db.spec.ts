import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { MemberRole, PolicyName, ReviewLevel } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { aClaim, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { PolicyParameters } from '@yigou/platform';
import { aMembership, anOffice, aPerson } from '@yigou/identity/testing';
import { PolicySettings } from './policy-settings';

let test: TestDatabase;
let settings: PolicySettings;
let nation: Caller;
let ningxia: Caller;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
  settings = new PolicySettings(test.db, test.uow, new AuditLog());
  await test.db.query("INSERT INTO category (slug, name, position) VALUES ('fruit', '水果', 1)");
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.query('DELETE FROM policy_proposal');
  await test.db.query("DELETE FROM policy_parameter WHERE region_prefix <> '' OR created_by IS NOT NULL");
  await test.db.query("UPDATE policy_parameter SET effective_to = 'infinity'");
  nation = await seat('');
  ningxia = await seat('64');
});

interface Office {
  readonly role?: MemberRole;
  readonly level?: ReviewLevel;
  readonly township?: string;
}
async function seat(regionPrefix: string, { role = 'manager', level, township }: Office = {}): Promise<Caller> {
  const { id: userId } = await aPerson(test.db, { name: '李科长' });
  const office = await anOffice(test.db, level ?? null, { township: township ?? null });
  const organisationId = office.id;
  await aMembership(test.db, { userId, organisationId, role, regionPrefix });
  const actor = {
    userId,
    name: '李科长',
    login: userId,
    sessionId: newId(),
    client: 'storefront' as const,
    loginVerified: true,
    totpEnabled: true,
    memberships: [],
  };
  const place = { organisationId, organisationName: '机关', kind: 'administration', role } as const;
  return {
    actor,
    seat: { ...place, duties: [], level: level ?? null, regionPrefix, township: township ?? null },
    address: '203.0.113.9',
  };
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
const set = (by: Caller, ...args: Parameters<typeof change>) => settings.set(by, change(...args), aClaim());
/** As an office of a region sees them. */
const listed = async (prefix: string, name?: PolicyName) =>
  (await settings.list({ ...nation, seat: nation.seat && { ...nation.seat, regionPrefix: prefix } }, name)).items;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const history = async (prefix = '') =>
  (await listed(prefix, DAYS)).map(({ value, effectiveFrom, effectiveTo, inForce }) => ({
    value,
    from: effectiveFrom,
    to: effectiveTo,
    inForce,
  }));
/** A value that is looser than one that holds or is planned: one proposes it, another confirms. */
async function loosened(...args: Parameters<typeof change>): Promise<void> {
  expect(await set(nation, ...args)).toBe('proposed');
  const { proposals } = await settings.list(nation, DAYS);
  await settings.decide(await seat(''), proposals[0]?.id ?? '', { decision: 'confirm', reason: '同意' });
}
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
    expect((await listed('', DAYS))[0]).toMatchObject({ setBy: '李科长', source: '测试文件', region: null });
  });

  it('planned for later leaves the present as it is; one set in between holds until the plan begins', async () => {
    const [plan, between] = [inDays(30), inDays(10)];
    await set(nation, 15, { effectiveFrom: plan });
    await loosened(12, { effectiveFrom: between });
    await loosened(9);
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
    await set(ningxia, 8, { regionCode: '640422', category: 'fruit' });
    await set(ningxia, 9, { regionCode: '640000' });
    const policy = new PolicyParameters(test.db);
    expect(await policy.get(DAYS, '640422', 'fruit')).toBe(8);
    expect(await policy.get(DAYS, '640422')).toBe(9);
    expect(await policy.get(DAYS, '110101')).toBe(7);
    const rows = await listed('6404', DAYS);
    expect(rows.map(({ value, region, category }) => [value, region?.code ?? null, category])).toEqual([
      [7, null, null],
      [9, '640000', null],
      [8, '640422', 'fruit'],
    ]);
    expect(await listed('11', DAYS)).toHaveLength(1);
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
    const error = await settings.set(nation, body, aClaim()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'policy_invalid', details: { fields: { [field]: expect.any(String) } } });
  });

  it('is set by managers within their own region alone', async () => {
    await expect(set(ningxia, 5, { regionCode: '620000' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(set(ningxia, 5)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(set(await seat('', { role: 'clerk' }), 5)).rejects.toMatchObject({ code: 'forbidden' });
    await test.db.query('DELETE FROM membership WHERE user_id = $1', [nation.actor.userId]);
    await expect(set(nation, 5)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await history()).toHaveLength(1);
  });

  it('set by many at once has one value at each moment', async () => {
    const plans = [null, inDays(1), inDays(2), inDays(3)];
    // A parameter of which no value is the stricter one, so that nothing waits for a second person.
    const renewal = { name: 'certification.renewal_days' };
    const values = Array.from({ length: 24 }, (_, index) => index + 1);
    await Promise.all(values.map((value) => set(nation, value, { ...renewal, effectiveFrom: plans[value % 4] })));
    expect(await gapsAndOverlaps()).toEqual([]);
    // Six were set at once, one after the other; of those planned for the same moment the last one stands.
    expect(await listed('', 'certification.renewal_days')).toHaveLength(1 + 6 + 3);
    await Promise.all(values.map((value) => set(ningxia, value, { ...renewal, regionCode: '640422' })));
    expect(await gapsAndOverlaps()).toEqual([]);
  });

  it('is listed with its whole history by one statement', async () => {
    expect(await countStatements(() => settings.list(nation))).toBe(1);
  });
});

describe('authority over a policy parameter', () => {
  const LEVELS = 'certification.levels';
  const levels = (value: unknown, regionCode: string | null = '640422') => change(value, { name: LEVELS, regionCode });
  const ALL = ['township', 'county', 'city', 'province', 'national'];

  it('is never a township’s or a trade’s: none decides by which levels it is reviewed', async () => {
    for (const [level, township] of [
      ['township', '硝河乡'],
      ['industry', undefined],
      // Its level is not stated, and follows from its prefix.
      [undefined, '硝河乡'],
    ] as const) {
      const office = await seat('640422', { ...(level ? { level } : {}), ...(township ? { township } : {}) });
      for (const value of [['township'], [...ALL, 'industry']])
        await expect(settings.set(office, levels(value), aClaim())).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await listed('640422', LEVELS)).toHaveLength(1);
  });

  it('ends where the office above has drawn the line: stricter, never looser', async () => {
    const county = await seat('640422');
    await expect(settings.set(county, levels(['township']), aClaim())).rejects.toMatchObject({
      code: 'policy_beyond_bounds',
    });
    expect(await settings.set(county, levels([...ALL, 'industry']), aClaim())).toBe('set');
    // The province draws it for its counties, within the nation’s.
    expect(await set(ningxia, 10, { regionCode: '640000' })).toBe('set');
    await expect(set(county, 8, { regionCode: '640422' })).rejects.toMatchObject({
      code: 'policy_beyond_bounds',
      details: { bound: 10 },
    });
    expect(await set(county, 10, { regionCode: '640422' })).toBe('set');
  });

  it('is for the whole country’s office alone where a value holds for the whole country', async () => {
    const minutes = { name: 'order.payment_minutes' };
    await expect(set(ningxia, 60, minutes)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await set(nation, 60, minutes)).toBe('set');
  });

  it('loosens only when another person confirms, who may also say no', async () => {
    const [county, colleague] = [await seat('640422'), await seat('640422', { role: 'clerk' })];
    await set(county, 15, { regionCode: '640422' });
    expect(await set(county, 10, { regionCode: '640422' })).toBe('proposed');
    const policy = () => new PolicyParameters(test.db).get(DAYS, '640422');
    expect(await policy()).toBe(15);
    const [proposal] = (await settings.list(county, DAYS)).proposals;
    expect(proposal).toMatchObject({ value: 10, own: true, proposedBy: '李科长' });
    const [id, yes] = [proposal?.id ?? '', { decision: 'confirm', reason: '同意' } as const];
    await expect(settings.decide(county, id, yes)).rejects.toMatchObject({ code: 'policy_same_person' });
    await expect(settings.decide(await seat('62'), id, yes)).rejects.toMatchObject({ code: 'not_found' });
    await expect(settings.decide(await seat('640422', { role: 'viewer' }), id, yes)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const township = await seat('640422', { level: 'township', township: '硝河乡' });
    await expect(settings.decide(township, id, yes)).rejects.toMatchObject({ code: 'forbidden' });
    await settings.decide(colleague, id, yes);
    expect(await policy()).toBe(10);
    await expect(settings.decide(ningxia, id, yes)).rejects.toMatchObject({ code: 'already_decided' });

    expect(await set(county, 8, { regionCode: '640422' })).toBe('proposed');
    const [second] = (await settings.list(county, DAYS)).proposals;
    await settings.decide(colleague, second?.id ?? '', { decision: 'reject', reason: '公示太短' });
    expect(await policy()).toBe(10);
    expect((await settings.list(county)).proposals).toEqual([]);
  });

  it('that several confirm at once lets the value hold once', async () => {
    const county = await seat('640422');
    await set(county, 15, { regionCode: '640422' });
    await set(county, 10, { regionCode: '640422' });
    const [proposal] = (await settings.list(county, DAYS)).proposals;
    const others = await Promise.all(Array.from({ length: 6 }, () => seat('640422')));
    const results = await Promise.allSettled(
      others.map((other) => settings.decide(other, proposal?.id ?? '', { decision: 'confirm', reason: '同意' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await listed('640422', DAYS)).filter((row) => row.region && row.value === 10)).toHaveLength(1);
    expect(await gapsAndOverlaps()).toEqual([]);
  });

  it('is checked again when a proposal is confirmed: a line drawn meanwhile holds', async () => {
    const county = await seat('640422');
    await set(county, 15, { regionCode: '640422' });
    await set(county, 9, { regionCode: '640422' });
    await set(ningxia, 12, { regionCode: '640000' });
    const [proposal] = (await settings.list(county, DAYS)).proposals;
    const confirm = { decision: 'confirm', reason: '同意' } as const;
    await expect(settings.decide(await seat('640422'), proposal?.id ?? '', confirm)).rejects.toMatchObject({
      code: 'policy_beyond_bounds',
    });
  });
});
