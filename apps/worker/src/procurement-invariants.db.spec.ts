import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { newId } from '@yigou/kernel';
import { checkInvariant, type Invariant, PolicyParameters } from '@yigou/platform';
import { BudgetLedger, PROCUREMENT, ShareFilings, ShareRulesOf } from '@yigou/procurement';
import { aBudget, aSeat, aUnit, thisYear } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  const unitId = await aUnit(test);
  const budgetId = await aBudget(test, { unitId, ceilingFen: 1_000 });
  const holder = newId();
  const ledger = new BudgetLedger();
  await test.uow.run((tx) => ledger.encumber(tx, [{ holder, unitId, budgetId, amountFen: 300 }]));
  await test.uow.run((tx) => ledger.spend(tx, [{ holder, amountFen: 200 }]));
  const filings = new ShareFilings(test.uow, new ShareRulesOf(new PolicyParameters(test.db)), new AuditLog());
  await filings.begin(await aSeat(test, { kind: 'agency', organisationId: unitId }), thisYear());
  // So that constraints do not do the invariants' work.
  for (const table of ['budget', 'budget_hold', 'budget_entry', 'share_filing']) {
    const checks = await test.db.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'u')`,
      [table],
    );
    for (const { name } of checks) await test.db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name} CASCADE`);
  }
});
afterAll(() => test.close());

/** For each invariant changes that break it. */
const BREAKS: Readonly<Record<string, readonly string[]>> = {
  'budget: encumbered and spent are what holders have of it, within the ceiling': [
    'UPDATE budget SET encumbered_fen = encumbered_fen + 1',
    'UPDATE budget_hold SET spent_fen = spent_fen - 1',
    'UPDATE budget SET ceiling_fen = 299',
    'DELETE FROM budget_hold',
  ],
  'budget: balances are the sums of entries': [
    'UPDATE budget SET ceiling_fen = ceiling_fen + 1',
    `DELETE FROM budget_entry WHERE kind = 'spend'`,
    `UPDATE budget_entry SET amount_fen = amount_fen + 1 WHERE kind = 'encumber'`,
  ],
  'budget: each holder has exactly one budget of its own': ['UPDATE budget_hold SET own = false'],
  'procurement: the last step of share_filings is their status': [
    `UPDATE share_filing SET status = 'submitted'`,
    'DELETE FROM share_filing_step',
  ],
  'procurement: each step of share_filings is in their table and begins where the last one ended': [
    `UPDATE share_filing_step SET to_status = 'in_force'`,
    `INSERT INTO share_filing_step (id, share_filing_id, action, from_status, to_status) SELECT '${newId()}', id, 'confirm', 'reviewed', 'in_force' FROM share_filing`,
  ],
  'procurement: versions of a year are numbered without a gap': ['UPDATE share_filing SET version = 2'],
};

/** Breaks something, looks, and undoes it. */
async function broken(breach: string, invariant: Invariant): Promise<number> {
  const undo = new Error('undo');
  const seen: number[] = [];
  await test.uow
    .run(async (tx) => {
      // Neither triggers nor foreign keys stand in the way of the damage.
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      await tx.query(breach);
      seen.push((await checkInvariant(tx, invariant)).broken);
      throw undo;
    })
    .catch((error: unknown) => expect(error).toBe(undo));
  return seen[0] ?? 0;
}

describe('invariants of procurement', () => {
  it.each(PROCUREMENT.invariants.map((invariant) => [invariant.name, invariant] as const))(
    '%s: holds, and every breach is seen',
    async (name, invariant) => {
      expect(await checkInvariant(test.db, invariant)).toEqual({ name, broken: 0, rows: [] });
      expect(BREAKS[name]?.length).toBeGreaterThan(0);
      for (const breach of BREAKS[name] ?? [])
        expect([breach, await broken(breach, invariant)]).not.toEqual([breach, 0]);
    },
  );
});
