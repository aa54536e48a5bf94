import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { OVERSIGHT } from '@yigou/oversight';
import { aFinding } from '@yigou/oversight/testing';
import { checkInvariant, type Queryable } from '@yigou/platform';
import { aUnit } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await aFinding(test.db, { unitId: await aUnit(test), orderIds: [newId()] });
});
afterAll(() => test.close());

const BREAKS: Readonly<Record<string, string>> = {
  'oversight: the last step of oversight_findings is their status': `UPDATE oversight_finding SET status = 'dismissed', reason = '无'`,
  'oversight: each step of oversight_findings is in their table and begins where the last one ended': `INSERT INTO oversight_finding_step
    (id, oversight_finding_id, action, from_status, to_status) SELECT gen_random_uuid(), id, 'confirm', 'dismissed', 'open' FROM oversight_finding`,
};

describe('the invariants of oversight', () => {
  it.each(OVERSIGHT.invariants.map((one) => [one.name, one] as const))(
    '%s: holds, and finds its breach',
    async (name, one) => {
      const broken = async (db: Queryable) => (await checkInvariant(db, one)).broken;
      expect(await broken(test.db)).toBe(0);
      const undo = new Error('undo');
      await expect(
        test.uow.run(async (tx) => {
          await tx.query(BREAKS[name] ?? 'SELECT no_breach');
          expect(await broken(tx)).toBeGreaterThan(0);
          throw undo;
        }),
      ).rejects.toBe(undo);
    },
  );
});
