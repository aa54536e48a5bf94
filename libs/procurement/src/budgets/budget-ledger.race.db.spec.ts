import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { checkInvariant } from '@yigou/platform';
import { atATime, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { aBudget, aUnit, thisYear } from '../testing';
import { BUDGET_INVARIANTS } from './budget.invariants';
import { BudgetLedger } from './budget-ledger';
import { Budgets } from './budgets.service';

const ledger = new BudgetLedger();
const POOL = 64;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ pool: POOL + 8 });
});
afterAll(() => test.close());

const encumber = (unitId: string, budgetId: string, amountFen: number, holder = newId()) =>
  test.uow.run((tx) => ledger.encumber(tx, [{ holder, unitId, budgetId, amountFen }])).then(() => holder);
const balance = (id: string) =>
  test.db
    .query<{ encumbered: number; spent: number; ceiling: number }>(
      'SELECT encumbered_fen AS encumbered, spent_fen AS spent, ceiling_fen AS ceiling FROM budget WHERE id = $1',
      [id],
    )
    .then(([row]) => row);
async function expectBooksToHold(): Promise<void> {
  for (const invariant of BUDGET_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
}

describe('a ceiling under contention', () => {
  it('is never passed by 640 orders at 64 at a time while half of them cancel, and is exact afterwards', async () => {
    const unitId = await aUnit(test);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 5_000 });
    let over = 0;
    let running = true;
    const samples = (async () => {
      for (; running; await sleep(50)) {
        const now = await balance(budgetId);
        if (now && now.encumbered + now.spent > now.ceiling) over += 1;
      }
    })();
    const kept: string[] = [];
    const order = async (i: number) => {
      const holder = await encumber(unitId, budgetId, 100).catch((error: { code?: string }) => {
        expect(error.code).toBe('budget_exceeded');
        return null;
      });
      if (holder === null) return;
      if (i % 2 === 0) await test.uow.run((tx) => ledger.releaseAll(tx, [holder]));
      else kept.push(holder);
    };
    await Promise.all(
      Array.from({ length: POOL }, async (_, buyer) => {
        for (let i = 0; i < 10; i += 1) await order(buyer + i);
      }),
    );
    running = false;
    await samples;
    expect(over).toBe(0);
    expect(await balance(budgetId)).toMatchObject({ encumbered: kept.length * 100, spent: 0 });
    await expectBooksToHold();
  });

  it('is held at every level above, and the first that is breached is named, the own one first', async () => {
    const [top, other] = [await aUnit(test), await aUnit(test)];
    const [left, right] = [await aUnit(test, top), await aUnit(test, top)];
    const above = await aBudget(test, { unitId: top, reach: 'subtree', name: '全系统食材', ceilingFen: 1_000 });
    const [a, b] = [
      await aBudget(test, { unitId: left, ceilingFen: 900 }),
      await aBudget(test, { unitId: right, ceilingFen: 900 }),
    ];
    const c = await aBudget(test, { unitId: other, ceilingFen: 900 });
    await encumber(left, a, 700);
    await expect(encumber(left, a, 400)).rejects.toMatchObject({
      code: 'budget_exceeded',
      details: { budgetId: a, leftFen: 200 },
    });
    await expect(encumber(right, b, 400)).rejects.toMatchObject({
      code: 'budget_exceeded',
      details: { budgetId: above, name: '全系统食材', reach: 'subtree', leftFen: 300, wantedFen: 400 },
    });
    await encumber(other, c, 900);
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) => (i % 2 ? encumber(left, a, 20) : encumber(right, b, 20))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
    expect(await balance(above)).toMatchObject({ encumbered: 1_000 });
    await expectBooksToHold();
  });

  it('is asked of in the order of coming: nobody is overtaken for ever', async () => {
    const [buyers, rounds] = [32, 8];
    const top = await aUnit(test);
    const unitId = await aUnit(test, top);
    const budgetId = await aBudget(test, { unitId, ceilingFen: buyers * rounds });
    await aBudget(test, { unitId: top, reach: 'subtree', ceilingFen: buyers * rounds });
    const given: number[] = [];
    let asked = 0;
    const order = async () =>
      test.uow.run(async (tx) => {
        const coming = (asked += 1);
        await ledger.encumberFor(tx, { unitId, budgetId }, [{ holder: newId(), amountFen: 1 }]);
        given.push(coming);
      });
    await Promise.all(
      Array.from({ length: buyers }, async () => {
        for (let round = 0; round < rounds; round += 1) await order();
      }),
    );
    // Who came later and was served earlier. A process may be late with its question by a few; by a whole round of the others, none is.
    const overtaken = given.map((coming, at) => given.slice(0, at).filter((before) => before > coming).length);
    expect(Math.max(...overtaken)).toBeLessThan(buyers);
    expect(await balance(budgetId)).toMatchObject({ encumbered: buyers * rounds });
  });

  it('is not missed by an order that was waiting when the ceiling above was made', async () => {
    const top = await aUnit(test);
    const unitId = await aUnit(test, top);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 100_000 });
    const budgets = new Budgets();
    const orders = Array.from({ length: 30 }, () => encumber(unitId, budgetId, 100).catch(() => null));
    const above = await test.uow.run((tx) =>
      budgets.open(
        tx,
        {
          unitId: top,
          year: thisYear(),
          kind: 'canteen',
          reach: 'subtree',
          costCentre: '',
          name: '上限',
          ceilingFen: 3_000,
        },
        { userId: newId(), reason: '年中设立' },
      ),
    );
    await Promise.all(orders);
    expect(await balance(above)).toEqual({ ...(await balance(budgetId)), ceiling: 3_000 });
    await expectBooksToHold();
  });

  it('meets no deadlock when orders name several budgets in random order and give back', async () => {
    const unitId = await aUnit(test);
    const centres = await Promise.all(
      Array.from({ length: 8 }, (_, i) => aBudget(test, { unitId, costCentre: `灶 ${i}`, ceilingFen: 1_000_000 })),
    );
    const settled = await atATime(POOL, Array(100).keys(), async (i) => {
      const holders = [newId(), newId(), newId()];
      await test.uow.run((tx) =>
        ledger.encumber(
          tx,
          holders.map((holder, k) => ({
            holder,
            unitId,
            budgetId: centres[(i * 5 + k * 3) % 8] ?? '',
            amountFen: 7,
          })),
        ),
      );
      await test.uow.run((tx) => ledger.spend(tx, [{ holder: holders[i % 3] ?? '', amountFen: 3 }]));
      await test.uow.run((tx) => ledger.releaseAll(tx, holders));
    });
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
    await expectBooksToHold();
  });
});

describe('what a holder has of a budget', () => {
  it('is spent exactly, given back once, and credited up to what was spent', async () => {
    const unitId = await aUnit(test);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 1_000 });
    const holder = await encumber(unitId, budgetId, 800);
    const move = (verb: 'spend' | 'release' | 'credit', amountFen: number) =>
      test.uow.run((tx) => ledger[verb](tx, [{ holder, amountFen }]));
    await move('spend', 300);
    await move('release', 100);
    await expect(move('spend', 401)).rejects.toMatchObject({ code: 'budget_not_encumbered' });
    await expect(move('credit', 301)).rejects.toMatchObject({ code: 'budget_not_encumbered' });
    await move('credit', 50);
    await Promise.all([1, 2, 3].map(() => test.uow.run((tx) => ledger.releaseAll(tx, [holder]))));
    expect(await balance(budgetId)).toMatchObject({ encumbered: 0, spent: 250 });
    await expectBooksToHold();
  });

  it('is never of another unit, another year, or a budget that reaches over a subtree', async () => {
    const [unitId, other] = [await aUnit(test), await aUnit(test)];
    const budgetId = await aBudget(test, { unitId, ceilingFen: 1_000 });
    const last = await aBudget(test, { unitId, year: thisYear() - 1, ceilingFen: 1_000 });
    const wide = await aBudget(test, { unitId, kind: 'union', reach: 'subtree', ceilingFen: 1_000 });
    await expect(encumber(other, budgetId, 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(encumber(unitId, wide, 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(encumber(unitId, '', 1)).rejects.toThrow();
    await expect(encumber(unitId, last, 1)).rejects.toMatchObject({ code: 'budget_year_over' });
    expect(await balance(last)).toMatchObject({ encumbered: 0 });
  });

  it('does not let a ceiling sink below it', async () => {
    const unitId = await aUnit(test);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 1_000 });
    const set = (ceilingFen: number) =>
      test.uow.run((tx) =>
        new Budgets().setCeiling(tx, { id: budgetId, unitId, ceilingFen }, { userId: newId(), reason: '调整' }),
      );
    await Promise.allSettled([encumber(unitId, budgetId, 600), set(500), encumber(unitId, budgetId, 500), set(2_000)]);
    const now = await balance(budgetId);
    expect((now?.encumbered ?? 0) <= (now?.ceiling ?? 0)).toBe(true);
    await expect(set((now?.encumbered ?? 0) - 1)).rejects.toMatchObject({ code: 'budget_below_used' });
    await expectBooksToHold();
  });
});
