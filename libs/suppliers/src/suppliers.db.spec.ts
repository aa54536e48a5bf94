import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SupplierStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
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
    const id = newId();
    await test.db.query(
      `INSERT INTO household (id, region_code, township, village, name_sealed, id_number_sealed, key_id, id_blind, name_masked, id_masked,
         people, status) VALUES ($1, '640422', '兴隆镇', '王河村', 'x', 'x', 'app', $3, '张*', '6', $2, 'registered')`,
      [id, people, Buffer.from(id)],
    );
    return id;
  }
  async function mechanism(supplierId: string, endsOn: string | null = null): Promise<string> {
    const id = newId();
    await test.db.query(
      `INSERT INTO benefit_mechanism (id, supplier_id, kind, income_kind, description, starts_on, ends_on)
       VALUES ($1, $2, 'contract_farming', 'operating', '订单', '2020-01-01', $3)`,
      [id, supplierId, endsOn],
    );
    return id;
  }
  const link = (mechanismId: string, householdId: string, status = 'declared') =>
    test.db.query('INSERT INTO benefit_link (id, mechanism_id, household_id, status) VALUES ($1, $2, $3, $4)', [
      newId(),
      mechanismId,
      householdId,
      status,
    ]);

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
