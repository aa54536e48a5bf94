import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { newId } from '@yigou/kernel';
import { ShareProof, UNIT_ORDER_INVARIANTS } from '@yigou/orders';
import { anOrder, Market } from '@yigou/orders/testing';
import { checkInvariant, type Invariant, PolicyParameters, type Tx } from '@yigou/platform';
import { FoldShares, PROCUREMENT, ShareFilings, ShareRulesOf } from '@yigou/procurement';
import {
  aBudget,
  aCorrection,
  anAdmission,
  aSeat,
  aStaffMember,
  aUnit,
  aUnitChange,
  thisYear,
} from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  const unitId = await aUnit(test);
  await aUnit(test, unitId);
  const budgetId = await aBudget(test, { unitId, ceilingFen: 100_000 });
  for (const status of ['to_ship', 'completed', 'cancelled'] as const)
    await anOrder(test.db, { unitId, budgetId }).in(status);
  const market = new Market(test);
  const { by, addressId } = await market.unitBuyer(unitId);
  const body = market.body(addressId, [{ skuId: await market.sku(9), quantity: 1 }]);
  await market.signed((await market.place.execute(by, body, market.claim(by.actor, body))).orders[0]?.id ?? '');
  const filings = new ShareFilings(test.uow, new ShareRulesOf(new PolicyParameters(test.db)), new AuditLog());
  await filings.begin(await aSeat(test, { kind: 'agency', organisationId: unitId }), thisYear());
  await anAdmission(test, unitId);
  const { order } = await anOrder(test.db, { unitId, budgetId }).completed();
  const { id: holder, number: orderNumber } = order;
  await aCorrection(test.db, { holder, orderNumber, unitId, toUnitId: await aUnit(test) });
  await aUnitChange(test, await aUnit(test, unitId));
  const [boundAt, leftAt] = [new Date('2021-01-01'), new Date('2022-01-01')];
  const userId = await aStaffMember(test.db, { unitId: await aUnit(test), boundAt, leftAt });
  await aStaffMember(test.db, { unitId, userId });
  await anOrder(test.db, { userId, staffUnitId: unitId }).completed();
  await new FoldShares(test.db, test.uow).fold(50);
  // So that constraints do not do the invariants' work.
  for (const table of [
    'budget',
    'budget_hold',
    'budget_entry',
    'share_filing',
    'unit_admission',
    'unit_change',
    'share_year',
    'share_sale',
    'share_correction',
    'share_below',
    'sales_order',
  ]) {
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
  'budget: what is held of budgets is what orders of units cost, open ones encumbered and finished ones spent': [
    `UPDATE budget_hold SET encumbered_fen = encumbered_fen + 1 WHERE encumbered_fen > 0`,
    `UPDATE budget_hold SET spent_fen = spent_fen - 1 WHERE spent_fen > 0`,
    `UPDATE sales_order SET status = 'completed' WHERE status = 'to_ship'`,
    `UPDATE sales_order SET unit_id = NULL WHERE status = 'to_ship'`,
    `UPDATE sales_order SET budget_id = '${newId()}'`,
    `DELETE FROM budget_hold WHERE encumbered_fen > 0`,
  ],
  'share: what units are counted is what their finished orders come to': [
    'UPDATE share_sale SET bought_fen = bought_fen + 1',
    'UPDATE share_sale SET counted_fen = counted_fen + 1',
    'UPDATE share_sale SET month = month % 12 + 1',
    'DELETE FROM share_sale',
    `UPDATE sales_order SET status = 'shipped' WHERE status = 'completed'`,
    `UPDATE share_correction SET status = 'approved'`,
    `INSERT INTO share_contribution (holder, category_slug, county_code, unit_id, year, month, kind, bought_fen, counted_fen)
     SELECT '${newId()}', 'grain', '', unit_id, year, 1, 'canteen', 1, 0 FROM share_year LIMIT 1`,
  ],
  'share: a private order counts to a unit that its buyer was bound to when it was placed': [
    'DELETE FROM staff_binding',
    `UPDATE sales_order SET staff_unit_id = '${newId()}' WHERE staff_unit_id IS NOT NULL`,
    `UPDATE staff_binding SET bound_at = now() + interval '1 hour' WHERE left_at IS NULL`,
    `UPDATE staff_binding SET bound_at = '2020-01-01', left_at = '2020-02-01'`,
  ],
  'staff: nobody is bound to two units at a time': [`UPDATE staff_binding SET bound_at = '2020-01-01'`],
  'share: a correction is of an order that was sent, of the unit and year that it says': [
    `UPDATE share_correction SET unit_id = to_unit_id`,
    'UPDATE share_correction SET year = year - 1',
    `UPDATE share_correction SET holder = (SELECT id FROM sales_order WHERE status = 'cancelled')`,
    `UPDATE share_correction SET holder = '${newId()}'`,
  ],
  'share: a unit’s year is the sum of its months, kinds, categories and counties': [
    'UPDATE share_year SET bought_fen = bought_fen + 1',
    'UPDATE share_year SET counted_fen = counted_fen + 1',
    'DELETE FROM share_sale',
  ],
  'contracts: what was signed is what its hash says, of the order as it was ordered': [
    `UPDATE order_contract SET hash = repeat('0', 64)`,
    `UPDATE order_contract SET content = replace(content, '"quantity":1', '"quantity":2')`,
    'UPDATE sales_order SET freight_fen = freight_fen + 1, total_fen = total_fen + 1',
    'UPDATE sales_order SET unit_id = NULL',
  ],
  'contracts: an order has one from its signature on, and none before': [
    'DELETE FROM order_contract',
    `UPDATE order_contract SET order_id = (SELECT id FROM sales_order WHERE status = 'to_ship')`,
  ],
  'procurement: the last step of share_filings is their status': [
    `UPDATE share_filing SET status = 'submitted'`,
    'DELETE FROM share_filing_step',
  ],
  'procurement: each step of share_filings is in their table and begins where the last one ended': [
    `UPDATE share_filing_step SET to_status = 'in_force'`,
    `INSERT INTO share_filing_step (id, share_filing_id, action, from_status, to_status) SELECT '${newId()}', id, 'confirm', 'reviewed', 'in_force' FROM share_filing`,
  ],
  'procurement: the last step of share_corrections is their status': [
    `UPDATE share_correction SET status = 'agreed'`,
    'DELETE FROM share_correction_step',
  ],
  'procurement: each step of share_corrections is in their table and begins where the last one ended': [
    `UPDATE share_correction_step SET to_status = 'approved'`,
  ],
  'procurement: the last step of unit_admissions is their status': [
    `UPDATE unit_admission SET status = 'refused'`,
    'DELETE FROM unit_admission_step',
  ],
  'procurement: each step of unit_admissions is in their table and begins where the last one ended': [
    `UPDATE unit_admission_step SET to_status = 'accepted'`,
  ],
  'procurement: the last step of unit_changes is their status': [
    `UPDATE unit_change SET status = 'returned'`,
    'DELETE FROM unit_change_step',
  ],
  'procurement: each step of unit_changes is in their table and begins where the last one ended': [
    `UPDATE unit_change_step SET to_status = 'accepted'`,
  ],
  'procurement: no report of a unit waits that has ended, and what was accepted of an end has happened': [
    `UPDATE budget_unit SET ending = 'abolished', ends_on = current_date`,
    `UPDATE unit_change SET status = 'accepted'`,
  ],
  'procurement: nothing of a year is made or looked at of a unit that has ended (R12)': [
    `UPDATE budget_unit SET ending = 'abolished', ends_on = current_date`,
  ],
  'procurement: a unit that waits for admission stands nowhere, one that files stands somewhere': [
    `INSERT INTO budget_unit_place (unit_id, region_code, valid_from) SELECT unit_id, region_code, '2020-01-01' FROM unit_admission`,
    'DELETE FROM budget_unit_place',
  ],
  'share: what is folded of a unit’s year is what it is, unless it is noted to have changed': [
    'UPDATE share_year SET counted_fen = counted_fen + 1',
    `UPDATE share_filing SET status = 'submitted'`,
    `UPDATE budget_unit_place SET region_code = '650000' WHERE valid_to = 'infinity'`,
    `UPDATE budget_unit_path SET valid_to = '2021-01-01' WHERE depth > 0`,
    'UPDATE share_standing SET reserved_fen = reserved_fen + 1',
    'DELETE FROM share_standing',
    `INSERT INTO share_standing SELECT '${newId()}', year, region_code, state, below_minimum, 0, 0, 0, 0, ancestors FROM share_standing LIMIT 1`,
  ],
  'share: the sums of a unit are those of all that is folded below it': [
    'UPDATE share_sum SET counted_fen = counted_fen + 1',
    'UPDATE share_sum SET units = units - 1',
    `UPDATE share_sum SET below_minimum = NOT below_minimum`,
    'DELETE FROM share_sum',
    'DELETE FROM share_standing',
  ],
  'share: a list over the tree holds what is folded below its unit, each once': [
    `UPDATE share_below SET state = 'reviewed'`,
    `UPDATE share_below SET region_code = '650000'`,
    'DELETE FROM share_below',
    `INSERT INTO share_below SELECT '${newId()}', year, ancestor_id, region_code, state, below_minimum FROM share_below LIMIT 1`,
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

/** Its own, and those that tie orders to budgets and shares. */
const INVARIANTS = [...PROCUREMENT.invariants, ...UNIT_ORDER_INVARIANTS];

describe('invariants of procurement', () => {
  it.each(INVARIANTS.map((invariant) => [invariant.name, invariant] as const))(
    '%s: holds, and every breach is seen',
    async (name, invariant) => {
      expect(await checkInvariant(test.db, invariant)).toEqual({ name, broken: 0, rows: [] });
      expect(BREAKS[name]?.length).toBeGreaterThan(0);
      for (const breach of BREAKS[name] ?? [])
        expect([breach, await broken(breach, invariant)]).not.toEqual([breach, 0]);
    },
  );

  it('are proved of the shares every night, and a summary that differs from the orders is reported', async () => {
    const shares = new ShareProof(test.uow);
    const proof = (tx: Tx) => shares.proveIn(tx);
    await shares.prove();
    const undo = new Error('undo');
    await test.uow
      .run(async (tx) => {
        await tx.query(`UPDATE share_sale SET counted_fen = counted_fen + 7 WHERE kind = 'canteen'`);
        await expect(proof(tx)).rejects.toThrow(/share: what units are counted.*: 1 rows differ.*"counted_fen":7/);
        await tx.query(`UPDATE share_sale SET counted_fen = counted_fen - 7 WHERE kind = 'canteen'`);
        await tx.query('UPDATE share_sum SET units = units + 1');
        await expect(proof(tx)).rejects.toThrow(/share: the sums of a unit/);
        throw undo;
      })
      .catch((error: unknown) => expect(error).toBe(undo));
  });
});
