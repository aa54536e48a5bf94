import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { checkInvariant, PolicyParameters } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { countFinished } from '../attribution/share-sales';
import { aBudgetRow, aSeat, aUnit, heldOfBudget, thisYear } from '../testing';
import { CloseYear } from './close-year';
import { FILING_INVARIANTS } from './filing.invariants';
import { beginFiling, lockFilings, moveFilings } from './move-filings';
import { ShareReviews } from './share-reviews.service';
import { ShareRulesOf } from './share-rules';

const YEAR = thisYear();
let test: TestDatabase;
let years: CloseYear;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  years = new CloseYear(test.db, test.uow, new Notices());
});
afterAll(async () => {
  for (const invariant of FILING_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  await test.close();
});

const midnight = (more = '') => new Date(`${YEAR + 1}-01-01T${more || '00:00:00'}+08:00`);
const AFTERWARDS = midnight('01:00:01');
/** A version that finance may confirm, with its steps. */
const reviewed = (unitId: string): Promise<string> =>
  test.uow.run(async (tx) => {
    const id = await beginFiling(tx, { unitId, year: YEAR, userId: newId() });
    await moveFilings(tx, await lockFilings(tx, [id]), { action: 'file', to: 'reviewed', by: null });
    return id;
  });
/** A unit whose year is in force with so much reserved, and its budget. */
async function unit(reservedFen: number) {
  const unitId = await aUnit(test);
  const id = await reviewed(unitId);
  await test.uow.run(async (tx) => moveFilings(tx, await lockFilings(tx, [id]), { action: 'confirm', by: null }));
  await test.db.query(
    `UPDATE share_filing SET canteen_total_fen = $2::bigint * 10, ratio_bp = 1000, reserved_fen = $2 WHERE id = $1`,
    [id, reservedFen],
  );
  return { unitId, id, budgetId: await aBudgetRow(test.db, { unitId }) };
}
const bought = (db: Parameters<typeof countFinished>[0], unitId: string, countedFen: number) =>
  countFinished(db, [
    {
      unitId,
      year: YEAR,
      month: 12,
      kind: 'canteen',
      categorySlug: 'fruit',
      countyCode: '',
      boughtFen: countedFen,
      countedFen,
    },
  ]);
const statusOf = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM share_filing WHERE id = $1', [id]))?.status;

describe('the end of a year', () => {
  it('is midnight in Shanghai and an hour for what is being placed: 23:59:59 closes nothing', async () => {
    const { id, unitId } = await unit(1_000);
    const manager = await aSeat(test, { kind: 'agency', organisationId: unitId });
    await bought(test.db, unitId, 1_000);
    for (const at of [`${YEAR}-12-31T23:59:59+08:00`, `${YEAR}-12-31T16:30:00Z`].map((text) => new Date(text))) {
      await years.closeDue(at, 100);
      expect(await statusOf(id)).toBe('in_force');
    }
    await years.closeDue(AFTERWARDS, 100);
    expect(await statusOf(id)).toBe('fulfilled');
    // R10: at 100 %, and told so.
    const told = await test.db.query('SELECT body FROM notice WHERE user_id = $1', [manager.actor.userId]);
    expect(told).toEqual([{ body: `${YEAR} 年预留份额年终核定：完成，完成率 100%。` }]);
  });

  it('is 未完成 below the share, by one fen; what reserves nothing is 完成 (R4)', async () => {
    const [short, none] = [await unit(1_000), await unit(0)];
    await bought(test.db, short.unitId, 999);
    expect(await years.closeDue(AFTERWARDS, 1)).toBe(2);
    expect(await Promise.all([short, none].map(({ id }) => statusOf(id)))).toEqual(['unfulfilled', 'fulfilled']);
    expect(await years.closeDue(AFTERWARDS, 1)).toBe(0);
  });

  it('waits for orders of the year that are on their way, which count to it however late they end (R7)', async () => {
    const { id, unitId, budgetId } = await unit(1_000);
    const holder = newId();
    await heldOfBudget(test.db, { holder, budgetId, amountFen: 1_000 }, null);
    await years.closeDue(AFTERWARDS, 100);
    expect(await statusOf(id)).toBe('in_force');
    // Placed at 23:59:59, received while the sweeps run: whichever comes first, the year is never 未完成.
    const finish = test.uow.run(async (tx) => {
      await tx.query('UPDATE budget_hold SET encumbered_fen = 0, spent_fen = 1000 WHERE holder = $1', [holder]);
      await tx.query('UPDATE budget SET encumbered_fen = 0, spent_fen = 1000 WHERE id = $1', [budgetId]);
      await tx.query('SELECT pg_sleep(0.05)');
      await bought(tx, unitId, 1_000);
    });
    await Promise.all([finish, ...Array.from({ length: 8 }, () => years.closeDue(AFTERWARDS, 100))]);
    await years.closeDue(AFTERWARDS, 100);
    const steps = await test.db.query(
      `SELECT to_status AS to FROM share_filing_step WHERE share_filing_id = $1 AND action = 'close_year'`,
      [id],
    );
    expect(steps).toEqual([{ to: 'fulfilled' }]);
  });

  it('is corrected by a version that finance confirms afterwards, and closed anew', async () => {
    const { id, unitId } = await unit(1_000);
    await years.closeDue(AFTERWARDS, 100);
    expect(await statusOf(id)).toBe('unfulfilled');
    const correction = await reviewed(unitId);
    const rules = new ShareRulesOf(new PolicyParameters(test.db));
    const reviews = new ShareReviews(test.uow, rules, new AuditLog(), new Notices());
    const finance = await aSeat(test, { kind: 'finance', regionPrefix: '42' });
    await reviews.confirm(finance, [correction]);
    expect([await statusOf(id), await statusOf(correction)]).toEqual(['superseded', 'in_force']);
    await test.db.query('UPDATE share_filing SET reserved_fen = 0, canteen_total_fen = 0 WHERE id = $1', [correction]);
    await years.closeDue(AFTERWARDS, 100);
    expect(await statusOf(correction)).toBe('fulfilled');
  });
});
