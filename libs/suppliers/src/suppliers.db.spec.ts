import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LinkStatus, SupplierStatus } from '@yigou/contracts';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aHousehold } from '@yigou/households/testing';
import { aBenefitLink, aMechanism } from './testing/mechanisms';
import { anAdmittedSupplier } from './testing/admitted';
import { benefitSummary } from './benefit-summary';
import { requireAdmitted } from './require-admitted';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

async function supplier(status: SupplierStatus): Promise<string> {
  return (await anAdmittedSupplier(test.db, { status })).supplierId;
}

describe('whether a supplier may act on the market', () => {
  it.each(['admitted', 'rectifying'] as const)('yes: %s', async (status) => {
    const id = await supplier(status);
    await expect(test.uow.run((tx) => requireAdmitted(tx, id))).resolves.toBeUndefined();
  });

  it.each(['draft', 'platform_review', 'frozen', 'removed', 'blacklisted', 'exited'] as const)(
    'no: %s',
    async (status) => {
      const id = await supplier(status);
      await expect(test.uow.run((tx) => requireAdmitted(tx, id))).rejects.toMatchObject({
        code: 'supplier_not_admitted',
        details: { status },
      });
    },
  );
});

describe('what mechanisms carry', () => {
  async function household(people: number): Promise<string> {
    return (await aHousehold(test.db, { people })).id;
  }
  async function mechanism(supplierId: string, endsOn: string | null = null): Promise<string> {
    return (await aMechanism(test.db, { supplierId, endsOn })).id;
  }
  const link = (mechanismId: string, householdId: string, status: LinkStatus = 'declared') =>
    aBenefitLink(test.db, { mechanismId, householdId, status });

  it('counts a household once, none that disputes, no link that ended, no mechanism that ended or is another’s', async () => {
    const [own, other] = [await supplier('admitted'), await supplier('admitted')];
    const [first, second, over] = [await mechanism(own), await mechanism(own), await mechanism(own, '2020-12-31')];
    const foreign = await mechanism(other);
    const [both, disputing, late] = [await household(4), await household(3), await household(2)];
    await link(first, both, 'confirmed');
    await link(second, both);
    await link(first, disputing, 'disputed');
    await link(over, late);
    await link(foreign, late);
    expect(await benefitSummary(test.db, own, [first, second, over, foreign])).toEqual({ households: 1, people: 4 });
    await test.db.query('UPDATE benefit_link SET ended_at = now() WHERE mechanism_id = ANY($1)', [[first, second]]);
    expect(await benefitSummary(test.db, own, [first, second])).toEqual({ households: 0, people: 0 });
    expect(await benefitSummary(test.db, own, [])).toEqual({ households: 0, people: 0 });
  });
});
