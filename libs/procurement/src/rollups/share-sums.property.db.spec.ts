import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouteInput } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { checkInvariant, type Database, marketDay, statementCount, type Tx } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import fc from 'fast-check';
import { countFinished } from '../attribution/share-sales';
import { ShareLists } from '../filings/share-lists.queries';
import { aSeat, aShare, aUnit, thisYear } from '../testing';
import { UnitTree } from '../units/unit-tree';
import { FoldShares } from './fold-shares';
import { SHARE_SUM_INVARIANTS } from './share-sums.invariants';

const YEAR = thisYear();
const TODAY = marketDay(new Date());
const COUNTIES = ['420102', '420103', '421303'];
const tree = new UnitTree();
let test: TestDatabase;
let fold: FoldShares;
let finance: SeatedCaller;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 12 });
  fold = new FoldShares(test.db, test.uow);
  finance = await aSeat(test, { kind: 'finance', regionPrefix: '42' });
});
afterAll(async () => {
  await fold.fold(50);
  await proven();
  await test.close();
});

const proven = async () => {
  for (const invariant of SHARE_SUM_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toEqual({ name: invariant.name, broken: 0, rows: [] });
};
const finish =
  (unitId: string, fen: number, year = YEAR) =>
  (tx: Tx) =>
    countFinished(tx, [
      {
        unitId,
        year,
        month: 3,
        kind: 'canteen',
        categorySlug: 'rice',
        countyCode: '',
        boughtFen: fen + 5,
        countedFen: fen,
      },
    ]);
/** A filing of this year below or above the minimum, in a state. */
async function share(unitId: string, status: 'draft' | 'submitted' | 'in_force', ratioBp: number): Promise<void> {
  const [open] = await test.db.query<{ id: string }>(
    `SELECT id FROM share_filing WHERE unit_id = $1 AND year = $2 AND status IN ('draft', 'submitted')`,
    [unitId, YEAR],
  );
  const id = open?.id ?? (await aShare(test, unitId, 'draft'));
  if (status === 'in_force')
    await test.db.query(`UPDATE share_filing SET status = 'superseded' WHERE unit_id = $1 AND status = 'in_force'`, [
      unitId,
    ]);
  await test.db.query(
    `UPDATE share_filing SET status = $2, canteen_total_fen = 100000, ratio_bp = $3, reserved_fen = 10 * $3::int, minimum_bp = 1000, union_demand_fen = 7 WHERE id = $1`,
    [id, status, ratioBp],
  );
}

type Query = RouteInput<'listSharesBelow'>['query'];
const QUERIES: readonly Partial<Query>[] = [
  {},
  { state: 'missing' },
  { below: '1' },
  { region: '420000', state: 'in_force' },
  { region: '420102', year: YEAR - 1 },
] as readonly Partial<Query>[];

/** A list from its first page to its last. */
async function walk(lists: ShareLists, caller: SeatedCaller, said: Partial<Query>) {
  const read = (cursor?: string) => {
    const query = { limit: 4, ...said, cursor } as unknown as Query;
    return caller.seat.kind === 'finance' ? lists.region(caller, query) : lists.below(caller, query);
  };
  const pages = [await read()];
  for (let at = pages[0]; at?.nextCursor; pages.push(at)) at = await read(at.nextCursor);
  const { total, states, totals } = pages[0] ?? {};
  return { total, states, totals, items: pages.flatMap(({ items }) => items) };
}

const UNDO = new Error('undo');
/** Lists from the sums, and counted anew from the units’ years, both of one moment, are the same. */
async function agree(caller: SeatedCaller, queries = QUERIES): Promise<void> {
  await test.uow
    .run(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const lists = new ShareLists(tx as unknown as Database);
      const kept = [];
      for (const query of queries) kept.push(await walk(lists, caller, query));
      await tx.query('DELETE FROM share_sum_year');
      const counted = [];
      for (const query of queries) counted.push(await walk(lists, caller, query));
      expect(kept).toEqual(counted);
      throw UNDO;
    })
    .catch((error: unknown) => {
      if (error !== UNDO) throw error;
    });
}

/** What changes a tree of units, by numbers that name them in turn. */
const COMMANDS = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('add' as const), at: fc.nat(), county: fc.nat(2) }),
    fc.record({ act: fc.constant('move' as const), unit: fc.nat(), at: fc.nat(), county: fc.nat(2), days: fc.nat(1) }),
    fc.record({ act: fc.constant('end' as const), unit: fc.nat() }),
    fc.record({
      act: fc.constant('share' as const),
      unit: fc.nat(),
      status: fc.constantFrom('draft', 'submitted', 'in_force'),
      ratioBp: fc.constantFrom(900, 1_000),
    }),
    fc.record({ act: fc.constant('finish' as const), unit: fc.nat(), fen: fc.nat(1_000), last: fc.boolean() }),
    fc.record({ act: fc.constant('fold' as const), size: fc.constantFrom(1, 3, 50) }),
  ),
  { minLength: 4, maxLength: 14 },
);
type Command =
  typeof COMMANDS extends fc.Arbitrary<infer Many> ? (Many extends readonly (infer One)[] ? One : never) : never;

class World {
  readonly units: string[] = [];
  readonly pick = (n: number): string => this.units[n % this.units.length] ?? '';

  async play(command: Command): Promise<void> {
    switch (command.act) {
      case 'add':
        await this.add(command);
        break;
      case 'move':
        await this.move(command);
        break;
      case 'end':
        await test.uow.run(async (tx) => tree.end(tx, await this.leaf(tx, this.pick(command.unit))));
        break;
      case 'share':
        await share(this.pick(command.unit), command.status, command.ratioBp);
        break;
      case 'finish':
        await test.uow.run(finish(this.pick(command.unit), command.fen, command.last ? YEAR - 1 : YEAR));
        break;
      case 'fold':
        await test.uow.run((tx) => fold.step(tx, command.size));
    }
  }

  /** Below one that has ended, or is moved later, no unit can stand since 2020. */
  private async add({ at, county }: Command & { readonly act: 'add' }): Promise<void> {
    const unitId = await aUnit(test, this.pick(at), COUNTIES[county]).catch(() => null);
    if (unitId !== null) this.units.push(unitId);
  }

  /** A move may be refused, which changes nothing. From today, or from tomorrow on: then nothing shows yet. */
  private async move({ unit, at, county, days }: Command & { readonly act: 'move' }): Promise<void> {
    const from = marketDay(new Date(Date.now() + days * 86_400_000));
    const place = { unitId: this.pick(unit), parentId: this.pick(at), regionCode: COUNTIES[county] ?? '', from };
    await test.uow.run((tx) => tree.move(tx, place)).catch(() => undefined);
  }

  /** Units that end have nothing below them. */
  private async leaf(tx: Tx, unitId: string) {
    const below = await tx.query(
      `SELECT 1 FROM budget_unit_path WHERE ancestor_id = $1 AND depth > 0 AND valid_to > $2::date`,
      [unitId, TODAY],
    );
    return below.length > 0 ? [] : [{ unitId, ending: 'abolished' as const, successorId: null }];
  }
}

describe('sums over the tree of units', () => {
  it('are what the years of all units below come to, whatever happened and however much of it is folded', async () => {
    await fold.fold(50);
    await fc.assert(
      fc.asyncProperty(COMMANDS, async (commands) => {
        const world = new World();
        const top = await aUnit(test);
        const bureau = await aUnit(test, top, COUNTIES[0]);
        world.units.push(top, bureau, await aUnit(test, bureau, COUNTIES[1]));
        const seat = await aSeat(test, { kind: 'agency', organisationId: top });
        for (const command of commands) await world.play(command);
        await agree(seat);
        await agree(await aSeat(test, { kind: 'agency', organisationId: bureau }), [
          {},
          { state: 'missing' },
        ] as Partial<Query>[]);
        await agree(finance, [{ limit: 100 }, { state: 'missing', limit: 100, region: '420102' }] as Partial<Query>[]);
        await fold.fold(5);
        await agree(seat, [{}, { below: '1', state: 'in_force', region: '420100' }] as Partial<Query>[]);
        await proven();
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('answer a supervisor in two statements, also what has changed since they were folded', async () => {
    const top = await aUnit(test);
    const school = await aUnit(test, top);
    await fold.fold(50);
    await test.uow.run(finish(school, 900));
    const seat = await aSeat(test, { kind: 'agency', organisationId: top });
    const before = statementCount.total;
    const page = await new ShareLists(test.db).below(seat, { limit: 24 } as unknown as Query);
    expect(statementCount.total - before).toBe(2);
    expect(page).toMatchObject({ total: 1, totals: { units: 1, countedFen: 900 }, items: [{ countedFen: 900 }] });
  });

  it('lose nothing of a fold that dies, and take each change once', async () => {
    const top = await aUnit(test);
    const school = await aUnit(test, top);
    await test.uow.run(finish(school, 40));
    await expect(
      test.uow.run(async (tx) => {
        await fold.step(tx, 50);
        throw UNDO;
      }),
    ).rejects.toBe(UNDO);
    const seat = await aSeat(test, { kind: 'agency', organisationId: top });
    await agree(seat);
    await Promise.all([fold.fold(1, 1), fold.fold(50)]);
    await fold.fold(50);
    await agree(seat);
    expect(await new ShareLists(test.db).below(seat, { limit: 24 } as unknown as Query)).toMatchObject({
      totals: { countedFen: 40 },
    });
    await proven();
  });

  it('take a move in when its day has come', async () => {
    const [left, right] = [await aUnit(test), await aUnit(test)];
    const school = await aUnit(test, left);
    await fold.fold(50);
    const tomorrow = marketDay(new Date(Date.now() + 86_400_000));
    await test.uow.run((tx) =>
      tree.move(tx, { unitId: school, parentId: right, regionCode: '420102', from: tomorrow }),
    );
    await fold.fold(50);
    const due = await test.db.query<{ due: string }>(
      `SELECT DISTINCT due_on::text AS due FROM share_changed WHERE unit_id = $1`,
      [school],
    );
    expect(due).toEqual([{ due: tomorrow }]);
    // The day comes: all that was to begin tomorrow began today.
    await test.uow.run(async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      for (const table of ['budget_unit_place', 'budget_unit_path'])
        for (const column of ['valid_to', 'valid_from'])
          await tx.query(`UPDATE ${table} SET ${column} = $2::date WHERE unit_id = $1 AND ${column} = $3::date`, [
            school,
            TODAY,
            tomorrow,
          ]);
      await tx.query('UPDATE share_changed SET due_on = $2::date WHERE unit_id = $1', [school, TODAY]);
    });
    const [from, to] = [
      await aSeat(test, { kind: 'agency', organisationId: left }),
      await aSeat(test, { kind: 'agency', organisationId: right }),
    ];
    const totals = async (seat: SeatedCaller) =>
      (await new ShareLists(test.db).below(seat, { limit: 24 } as unknown as Query)).total;
    expect([await totals(from), await totals(to)]).toEqual([0, 1]);
    await fold.fold(50);
    expect([await totals(from), await totals(to)]).toEqual([0, 1]);
    await proven();
  });
});

describe('many at once', () => {
  it('never wait for each other above their own unit, and every reader sees exact sums', async () => {
    const [top, other] = [await aUnit(test), await aUnit(test)];
    const bureau = await aUnit(test, top);
    const schools = await Promise.all(Array.from({ length: 6 }, () => aUnit(test, bureau, COUNTIES[0])));
    const [seat, second] = [
      await aSeat(test, { kind: 'agency', organisationId: top }),
      await aSeat(test, { kind: 'agency', organisationId: other }),
    ];
    const writes = schools.flatMap((id, at) => [
      ...Array.from({ length: 5 }, () => test.uow.run(finish(id, 100 + at))),
      test.uow.run((tx) =>
        tree.move(tx, { unitId: id, parentId: at % 2 ? other : bureau, regionCode: '421303', from: TODAY }),
      ),
      share(id, 'submitted', 900),
    ]);
    const reads = Array.from({ length: 4 }, async () => {
      await agree(seat, [{}]);
      await agree(second, [{}]);
    });
    await Promise.all([...writes, ...reads, fold.fold(2), fold.fold(3)]);
    await agree(seat);
    await agree(second);
    await fold.fold(50);
    const counted = async (caller: SeatedCaller) =>
      (await new ShareLists(test.db).below(caller, { limit: 24 } as unknown as Query)).totals.countedFen;
    expect((await counted(seat)) + (await counted(second))).toBe(5 * (100 + 101 + 102 + 103 + 104 + 105));
    await proven();
  });

  it('let two completions under one unit above commit though neither has ended', async () => {
    const top = await aUnit(test);
    const [a, b] = [await aUnit(test, top), await aUnit(test, top)];
    await fold.fold(50);
    // Each waits for the other to have counted: with a row of the unit above locked, neither would come so far.
    let [arrived, open] = [0, () => undefined as void];
    const both = new Promise<void>((resolve) => (open = resolve));
    const meet = (unitId: string) =>
      test.uow.run(async (tx) => {
        await finish(unitId, 10)(tx);
        if ((arrived += 1) === 2) open();
        await both;
      });
    await Promise.all([meet(a), meet(b)]);
    const seat = await aSeat(test, { kind: 'agency', organisationId: top });
    expect(await new ShareLists(test.db).below(seat, { limit: 24 } as unknown as Query)).toMatchObject({
      totals: { countedFen: 20 },
    });
  });
});
