import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAMPAIGNS } from '@yigou/campaigns';
import { aCampaign, aPledge } from '@yigou/campaigns/testing';
import { checkInvariant } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  const made = await aCampaign(test.db).recruiting();
  await aPledge(test.db, made);
  await aPledge(test.db, made, { status: 'pending' });
  // So that constraints do not do the invariants' work.
  for (const table of ['campaigns_campaign', 'campaigns_pledge'])
    await test.db.query(`DROP TRIGGER ${table}_step_append_only ON ${table}_step`);
});
afterAll(() => test.close());

/** A statement that breaks each of them. */
const BREAK: Readonly<Record<string, string>> = {
  'campaigns: the last step of campaigns_campaigns is their status': `UPDATE campaigns_campaign SET status = 'to_review'`,
  'campaigns: each step of campaigns_campaigns is in their table and begins where the last one ended': `DELETE FROM campaigns_campaign_step WHERE action = 'agree'`,
  'campaigns: the last step of campaigns_pledges is their status': `UPDATE campaigns_pledge SET status = 'confirmed' WHERE status = 'paid'`,
  'campaigns: each step of campaigns_pledges is in their table and begins where the last one ended': `UPDATE campaigns_pledge_step SET action = 'withdraw' WHERE action = 'pay'`,
};

describe('the invariants of campaigns', () => {
  it.each(CAMPAIGNS.invariants.map((invariant) => [invariant.name, invariant] as const))(
    '%s: holds, and a breach is seen',
    async (name, invariant) => {
      expect(await checkInvariant(test.db, invariant)).toEqual({ name, broken: 0, rows: [] });
      const breach = BREAK[name];
      expect(breach).toBeDefined();
      const undo = new Error('undo');
      const broken = test.uow.run(async (tx) => {
        await tx.query(breach ?? '');
        expect((await checkInvariant(tx, invariant)).broken).toBeGreaterThan(0);
        throw undo;
      });
      await expect(broken).rejects.toBe(undo);
    },
  );
});
