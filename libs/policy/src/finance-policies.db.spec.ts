import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { POLICY_AUTHORITY, POLICY_CODES, POLICY_VALUES, type PolicyName } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import { anOrganisation, memberOf } from '@yigou/identity/testing';
import { PolicyParameters } from '@yigou/platform';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { PolicySettings } from './policy-settings';

let test: TestDatabase;
let settings: PolicySettings;
beforeAll(async () => {
  test = await createTestDatabase();
  settings = new PolicySettings(test.db, test.uow, new AuditLog());
});
afterAll(() => test.close());

async function seat(
  kind: 'administration' | 'finance',
  regionPrefix: string,
  role: 'manager' | 'clerk' = 'manager',
): Promise<Caller> {
  const { id } = await anOrganisation(test.db, { kind });
  return memberOf(test.db, id, { role, regionPrefix });
}
const change = (name: PolicyName, value: unknown, regionCode: string | null, more: object = {}) => ({
  name,
  value,
  regionCode,
  category: null,
  effectiveFrom: null,
  source: '〔2026〕1号',
  ...more,
});
const holds = async (name: PolicyName): Promise<unknown> =>
  (
    await test.db.one<{ value: unknown }>(
      `SELECT value FROM policy_parameter WHERE name = $1 AND region_prefix = '' AND effective_to = 'infinity'`,
      [name],
    )
  )?.value;

describe('who sets a parameter', () => {
  it.each(POLICY_CODES)('%s: its own kind of organisation sets and reads it, the other one neither', async (name) => {
    const value = await holds(name);
    expect(POLICY_VALUES[name].safeParse(value).success).toBe(true);
    const [own, other] = [
      POLICY_AUTHORITY[name].setBy,
      POLICY_AUTHORITY[name].setBy === 'finance' ? 'administration' : 'finance',
    ] as const;
    const [nation, stranger] = [await seat(own, ''), await seat(other, '')];
    await expect(settings.set(stranger, change(name, value, null), aClaim())).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await settings.list(stranger, name)).items).toEqual([]);
    expect(await settings.set(nation, change(name, value, null), aClaim())).toBe('set');
    expect((await settings.list(nation, name)).items).toContainEqual(
      expect.objectContaining({ name, value, inForce: true, source: '〔2026〕1号' }),
    );
  });

  it('is a finance department for what units reserve and how they buy, an administration for everything else', () => {
    const byFinance = POLICY_CODES.filter((name) => POLICY_AUTHORITY[name].setBy === 'finance');
    expect(byFinance.toSorted()).toEqual(
      POLICY_CODES.filter((name) =>
        /^(share|purchasing|oversight)\.|^order\.(sign|unit_payment|unit_extension)_|^order\.(on_acceptance|arrears)/.test(
          name,
        ),
      ).toSorted(),
    );
  });

  it('is nobody of another kind: a unit sets nothing and reads no history', async () => {
    const { id } = await anOrganisation(test.db, { kind: 'agency' });
    const unit = await memberOf(test.db, id, { role: 'manager' });
    await expect(settings.set(unit, change('share.minimum_bp', 1_000, null), aClaim())).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(settings.list(unit)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('what a finance department sets', () => {
  const MINIMUM = 'share.minimum_bp';
  const minimumOf = (region: string) => new PolicyParameters(test.db).ofYear(MINIMUM, new Date().getFullYear(), region);

  it('R2: is a minimum of its region, never below the one above (安徽 15 %, the country 10 %)', async () => {
    const [anhui, county] = [await seat('finance', '34'), await seat('finance', '340122')];
    await expect(settings.set(anhui, change(MINIMUM, 900, '340000'), aClaim())).rejects.toMatchObject({
      code: 'policy_beyond_bounds',
      details: { bound: 1_000 },
    });
    expect(await settings.set(anhui, change(MINIMUM, 1_500, '340000'), aClaim())).toBe('set');
    await expect(settings.set(county, change(MINIMUM, 1_400, '340122'), aClaim())).rejects.toMatchObject({
      code: 'policy_beyond_bounds',
    });
    expect(await settings.set(county, change(MINIMUM, 2_000, '340122'), aClaim())).toBe('set');
    await expect(settings.set(county, change(MINIMUM, 2_000, '340000'), aClaim())).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await Promise.all(['340122', '340181', '110101'].map(minimumOf))).toEqual([2_000, 1_500, 1_000]);
  });

  it('R1: is lowered by two persons, and by the one who proposed it never', async () => {
    const { id: office } = await anOrganisation(test.db, { kind: 'finance' });
    const [one, other] = [
      await memberOf(test.db, office, { role: 'manager', regionPrefix: '42' }),
      await memberOf(test.db, office, { role: 'clerk', regionPrefix: '42' }),
    ];
    expect(await settings.set(one, change(MINIMUM, 2_000, '420000'), aClaim())).toBe('set');
    expect(await settings.set(one, change(MINIMUM, 1_500, '420000'), aClaim())).toBe('proposed');
    const [proposal] = (await settings.list(other, MINIMUM)).proposals;
    const confirm = { decision: 'confirm', reason: '同意' } as const;
    const id = proposal?.id ?? '';
    await expect(settings.decide(one, id, confirm)).rejects.toMatchObject({ code: 'policy_same_person' });
    // An administration of the same region neither sees it nor confirms it.
    const administration = await seat('administration', '42');
    await expect(settings.decide(administration, id, confirm)).rejects.toMatchObject({ code: 'not_found' });
    expect(await minimumOf('420100')).toBe(2_000);
    await settings.decide(other, id, confirm);
    expect(await minimumOf('420100')).toBe(1_500);
  });

  it('R2: keeps “not below last year” where the department above set it (安徽 2025, 武汉 2022)', async () => {
    const name = 'share.not_below_last_year';
    const [province, city] = [await seat('finance', '51'), await seat('finance', '5101')];
    expect(await settings.set(province, change(name, true, '510000'), aClaim())).toBe('set');
    await expect(settings.set(city, change(name, false, '510100'), aClaim())).rejects.toMatchObject({
      code: 'policy_beyond_bounds',
    });
    expect(await settings.set(city, change(name, true, '510100'), aClaim())).toBe('set');
  });

  it('R3: is a deadline that may be earlier than the one above, and no later', async () => {
    const name = 'share.filing_deadline';
    const city = await seat('finance', '3401');
    await expect(settings.set(city, change(name, '04-01', '340100'), aClaim())).rejects.toMatchObject({
      code: 'policy_beyond_bounds',
      details: { bound: '03-31' },
    });
    expect(await settings.set(city, change(name, '03-20', '340100'), aClaim())).toBe('set');
  });

  it('begins on the day that it says, and knows no categories of goods', async () => {
    const city = await seat('finance', '3401');
    const from = `${new Date().getFullYear() + 1}-01-01T00:00:00+08:00`;
    expect(await settings.set(city, change(MINIMUM, 3_000, '340100', { effectiveFrom: from }), aClaim())).toBe('set');
    expect(await minimumOf('340104')).toBe(1_500);
    const next = new PolicyParameters(test.db).ofYear(MINIMUM, new Date().getFullYear() + 1, '340104');
    expect(await next).toBe(3_000);
    await expect(
      settings.set(city, change(MINIMUM, 3_000, '340100', { category: 'fruit' }), aClaim()),
    ).rejects.toMatchObject({
      code: 'policy_invalid',
      details: { fields: { category: expect.any(String) } },
    });
  });
});
