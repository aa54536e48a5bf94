import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { marketDay } from '@yigou/platform';
import { anOrganisation } from '@yigou/identity/testing';
import { createTestDatabase, inDays, type TestDatabase } from '@yigou/testing';
import fc from 'fast-check';
import { aUnit, belowOn } from '../testing';
import { MAX_DEPTH, UnitTree } from './unit-tree';

const tree = new UnitTree();
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 8 });
});
afterAll(() => test.close());

const move = (unitId: string, parentId: string | null, from: string) =>
  test.uow.run((tx) => tree.move(tx, { unitId, parentId, regionCode: '420000', from }));

describe('the tree of budget units', () => {
  it('keeps last year as it was when a unit moves with all that is below it', async () => {
    const [province, city, other] = [await aUnit(test), await aUnit(test), await aUnit(test)];
    const school = await aUnit(test, city);
    const canteen = await aUnit(test, school);
    await move(city, province, '2020-01-01');
    await move(school, other, '2021-03-01');
    expect(await belowOn(test, city, '2020-12-31')).toEqual(new Set([city, school, canteen]));
    expect(await belowOn(test, province, '2020-12-31')).toEqual(new Set([province, city, school, canteen]));
    expect(await belowOn(test, city, '2021-03-01')).toEqual(new Set([city]));
    expect(await belowOn(test, other, '2021-03-01')).toEqual(new Set([other, school, canteen]));
  });

  it('refuses a circle, a stranger above, and a day before the latest change', async () => {
    const top = await aUnit(test);
    const below = await aUnit(test, top);
    await expect(move(top, below, '2021-01-01')).rejects.toMatchObject({ code: 'unit_tree_circle' });
    await expect(move(top, newId(), '2021-01-01')).rejects.toMatchObject({ code: 'unit_parent_unknown' });
    await expect(move(newId(), top, '2021-01-01')).rejects.toMatchObject({ code: 'not_found' });
    await move(below, null, '2021-06-01');
    await expect(move(below, top, '2021-05-31')).rejects.toMatchObject({ code: 'unit_move_back' });
  });

  it('takes a move on the day of the last one for a correction', async () => {
    const [a, b] = [await aUnit(test), await aUnit(test)];
    const unit = await aUnit(test, a);
    await move(unit, b, '2021-01-01');
    await move(unit, a, '2021-01-01');
    expect(await belowOn(test, b, '2021-01-01')).toEqual(new Set([b]));
    expect(await belowOn(test, a, '2021-01-01')).toEqual(new Set([a, unit]));
  });

  it('ends a unit on the day on which it came, was moved, or was to be moved, and keeps where it stood', async () => {
    const today = marketDay(new Date());
    const [a, b] = [await aUnit(test), await aUnit(test)];
    const [moved, moves, { id: fresh }] = [
      await aUnit(test, a),
      await aUnit(test, a),
      await anOrganisation(test.db, { kind: 'agency' }),
    ];
    await move(moved, b, today);
    await move(moves, b, inDays(1));
    await test.uow.run((tx) => tree.add(tx, [{ unitId: fresh, parentId: b, regionCode: '420100' }], today));
    const ended = [moved, moves, fresh];
    await test.uow.run((tx) =>
      tree.end(
        tx,
        ended.map((unitId) => ({ unitId, ending: 'abolished', successorId: null })),
      ),
    );
    for (const day of [today, inDays(1)])
      expect([await belowOn(test, a, day), await belowOn(test, b, day)]).toEqual([new Set([a]), new Set([b])]);
    expect(await belowOn(test, a, inDays(-1))).toEqual(new Set([a, moved, moves]));
    const last = (unitId: string) =>
      test.db.one(
        `SELECT parent_id AS above, valid_from::text AS from, valid_to::text AS to FROM budget_unit_place WHERE unit_id = $1 ORDER BY valid_from DESC LIMIT 1`,
        [unitId],
      );
    expect(await Promise.all(ended.map(last))).toEqual([
      { above: b, from: today, to: today },
      { above: a, from: '2020-01-01', to: today },
      { above: b, from: today, to: today },
    ]);
    expect(
      await test.db.query(`SELECT FROM budget_unit_path WHERE unit_id = ANY($1) AND valid_to > $2`, [ended, today]),
    ).toEqual([]);
  });

  it('lets one of two moves through that would make a circle together', async () => {
    const [a, b] = [await aUnit(test), await aUnit(test)];
    const results = await Promise.allSettled([move(a, b, '2021-01-01'), move(b, a, '2021-01-01')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses what stands too deep', async () => {
    let parent = await aUnit(test);
    for (let depth = 1; depth <= MAX_DEPTH; depth += 1) parent = await aUnit(test, parent);
    await expect(aUnit(test, parent)).rejects.toMatchObject({ code: 'unit_tree_deep' });
  });

  it('is the closure of its places on each day, whatever moves there were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(6), fc.nat(7), fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 12 }),
        async (moves) => {
          const units: string[] = [];
          for (let i = 0; i < 7; i += 1) units.push(await aUnit(test, i > 0 && i % 2 ? units[i - 1] : undefined));
          let day = 1;
          for (const [unit, parent, days] of moves) {
            day += days;
            await move(units[unit] ?? '', units[parent] ?? null, `2021-01-${String(day).padStart(2, '0')}`).catch(
              (error: { code?: string }) => expect(error.code).toBe('unit_tree_circle'),
            );
          }
          expect(await test.db.query(BROKEN_CLOSURE, [units])).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
});

/** Days on which paths and places disagree. */
const BROKEN_CLOSURE = `
  WITH RECURSIVE day AS (SELECT d::date AS d FROM generate_series('2020-12-31'::date, '2021-02-15'::date, '1 day') d),
  up AS (
    SELECT day.d, u.id AS unit_id, u.id AS ancestor_id, 0 AS depth FROM day, unnest($1::uuid[]) AS u (id)
    UNION ALL SELECT up.d, up.unit_id, p.parent_id, up.depth + 1 FROM up
    JOIN budget_unit_place p ON p.unit_id = up.ancestor_id AND p.valid_from <= up.d AND up.d < p.valid_to WHERE p.parent_id IS NOT NULL),
  path AS (SELECT day.d, p.unit_id, p.ancestor_id, p.depth::int FROM day JOIN budget_unit_path p ON p.valid_from <= day.d AND day.d < p.valid_to
    WHERE p.unit_id = ANY($1))
  (SELECT * FROM up EXCEPT SELECT * FROM path) UNION ALL (SELECT * FROM path EXCEPT SELECT * FROM up)`;
