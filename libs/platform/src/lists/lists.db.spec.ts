import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import fc from 'fast-check';
import { Filter } from './filter';
import { type Keyset, keyset, type KeyPart, newestId } from './keyset';
import { keysetPage, type Listing } from './keyset-page';
import { atMarket, marketDay, MARKET_TODAY, MARKET_TODAY_OF_TRANSACTION, marketDayOf } from './market-days';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await test.db.query(
    `CREATE TABLE listed (id uuid PRIMARY KEY, name text, number bigint, at timestamptz, day date, region_code text)`,
  );
});
afterAll(() => test.close());

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly number: number | null;
  readonly at: string;
  readonly day: string;
}
/** Few values, so that many rows share one. */
const rows = fc.array(
  fc.record({
    id: fc.constant(null).map(() => newId()),
    name: fc.constantFrom('枸杞', '枸杞%', 'a_b', 'A\\B', ''),
    number: fc.constantFrom(null, -1, 0, 7, Number.MAX_SAFE_INTEGER),
    at: fc.constantFrom('2026-01-01 00:00:00.000001Z', '2026-01-01 00:00:00.000002Z', '1999-12-31Z', 'infinity'),
    day: fc.constantFrom('2026-02-28', '2026-03-01'),
  }),
  { maxLength: 25 },
);
async function given(listed: readonly Listed[]): Promise<void> {
  await test.db.query('TRUNCATE listed');
  await test.db.query(
    `INSERT INTO listed (id, name, number, at, day) SELECT id, name, number, at, day
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, name text, number bigint, at timestamptz, day date)`,
    [JSON.stringify(listed)],
  );
}

const listing = (by: Keyset): Listing => ({ from: 'listed l', alias: 'l', columns: 'l.id', keyset: by });
const FIRST: readonly KeyPart[] = [
  { sql: 'l.name', kind: 'text' },
  { sql: 'l.number', kind: 'number', nullable: true },
  { sql: 'l.at', kind: 'instant' },
  { sql: 'l.day', kind: 'date' },
];
const ID: KeyPart = { sql: 'l.id', kind: 'id' };

async function paged(by: Keyset, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await keysetPage<{ id: string }>(test.db, new Filter(), listing(by), { cursor, limit });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

describe('a list', () => {
  it('gives each row once, in order, whatever is equal, missing or without end', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom('ASC', 'DESC'),
        fc.constantFrom(...FIRST),
        fc.integer({ min: 1, max: 9 }),
        async (listed, order, first, limit) => {
          await given(listed);
          const missingLast = first.nullable ? `${first.sql} IS NULL, ` : '';
          const expected = await test.db.query<{ id: string }>(
            `SELECT l.id FROM listed l ORDER BY ${missingLast}${first.sql} ${order}, l.id ${order}`,
          );
          expect(await paged(keyset(order, first, ID), limit)).toEqual(expected.map(({ id }) => id));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is one statement with its count, and counts past its last page too', async () => {
    const ids = [newId(), newId(), newId()].sort();
    const listed = ids.map((id, number) => ({
      id,
      name: `第${number}`,
      number,
      at: '2026-01-01',
      day: '2026-01-01',
    }));
    await given(listed);
    const by = newestId('l.id');
    const read = (cursor?: string) =>
      keysetPage<{ id: string }>(
        test.db,
        new Filter(),
        { ...listing(by), columns: 'l.id, l.name' },
        { cursor, limit: 2 },
      );
    expect(await countStatements(() => read())).toBe(1);
    const first = await read();
    expect(first).toMatchObject({ total: 3, rows: [{ id: ids[2], name: '第2' }, { name: '第1' }] });
    expect(Object.keys(first.rows[0] ?? {})).toEqual(['id', 'name']);
    const past = Buffer.from(JSON.stringify(['00000000-0000-7000-8000-000000000000'])).toString('base64url');
    expect(await read(past)).toEqual({ rows: [], nextCursor: null, total: 3 });
  });

  it('refuses a cursor that somebody made up, or reads it: PostgreSQL never fails over one', async () => {
    await given([]);
    const value = fc.oneof(
      fc.constantFrom(
        null,
        'infinity',
        '-infinity',
        '2020-02-30T00:00:00Z',
        '9999-12-31T23:59:59-14:59',
        newId(),
        '\ud800',
      ),
      fc.string(),
      fc.double(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FIRST),
        fc.array(value, { minLength: 1, maxLength: 3 }),
        async (first, values) => {
          const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
          const read = keysetPage(test.db, new Filter(), listing(keyset('ASC', first, ID)), { cursor, limit: 1 });
          const outcome = await read.then(
            () => 'read',
            (error: { code?: string }) => error.code,
          );
          expect(values.length === 2 ? ['read', 'validation_failed'] : ['validation_failed']).toContain(outcome);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('goes on behind a row whose key is too large to be carried', async () => {
    await given([]);
    await test.db.query(
      `INSERT INTO listed (id, number) SELECT gen_random_uuid(), n FROM unnest(ARRAY[1, 2, 9007199254740993, 3]::bigint[]) AS t (n)`,
    );
    expect(await paged(keyset('ASC', { sql: 'l.number', kind: 'number' }, ID), 2)).toHaveLength(4);
  });
});

describe('a filter', () => {
  const found = async (filter: Filter): Promise<string[]> =>
    (
      await test.db.query<{ name: string }>(
        `SELECT name FROM listed l WHERE ${filter.sql} ORDER BY name`,
        filter.values,
      )
    ).map(({ name }) => name);

  it('takes words literally, % _ and \\ too', async () => {
    await given(
      ['100%', '1000', 'a_b', 'axb', 'c\\d', 'cd'].map((name) => ({
        id: newId(),
        name,
        number: 1,
        at: '2026-01-01',
        day: '2026-01-01',
      })),
    );
    expect(await found(new Filter().contains('0%', 'l.name'))).toEqual(['100%']);
    expect(await found(new Filter().contains('A_', 'l.name'))).toEqual(['a_b']);
    expect(await found(new Filter().contains('c\\', 'l.name'))).toEqual(['c\\d']);
    expect(await found(new Filter().contains('c\0d', 'l.name', 'l.name'))).toEqual(['cd']);
    expect(await found(new Filter().contains('', 'l.name').contains(undefined, 'l.name'))).toHaveLength(6);
  });

  it('finds codes below a prefix, and what has none nowhere but in the whole country', async () => {
    await test.db.query('TRUNCATE listed');
    await test.db.query(
      `INSERT INTO listed (id, name, region_code) SELECT gen_random_uuid(), coalesce(c, '无'), c
       FROM unnest(ARRAY['640402', '640499', '640500', '650000', NULL]) AS t (c)`,
    );
    expect(await found(new Filter().inRegion('l.region_code', undefined))).toHaveLength(5);
    expect(await found(new Filter().inRegion('l.region_code', '640000'))).toEqual(['640402', '640499', '640500']);
    expect(await found(new Filter().inRegion('l.region_code', '640400'))).toEqual(['640402', '640499']);
    expect(await found(new Filter().inRegion('l.region_code', '640402'))).toEqual(['640402']);
  });

  it('holds what is combined with OR together', async () => {
    expect(new Filter([1]).and('a OR b').equals('c', 'd').equals('e', undefined)).toMatchObject({
      sql: '(a OR b) AND (c = $2)',
      values: [1, 'd'],
    });
  });

  it('knows the days of the market: they begin eight hours before those of the world', async () => {
    await given(
      [
        ['日前', '2026-02-28 15:59:59.999999Z'],
        ['日初', '2026-02-28 16:00:00Z'],
        ['日末', '2026-03-01 15:59:59.999999Z'],
        ['日后', '2026-03-01 16:00:00Z'],
      ].map(([name = '', at = '']) => ({ id: newId(), name, number: 1, at, day: '2026-01-01' })),
    );
    expect((await found(new Filter().onDays('l.at', '2026-03-01', '2026-03-01'))).sort()).toEqual(
      ['日初', '日末'].sort(),
    );
    expect(await found(new Filter().onDays('l.at', '0000-01-01', undefined))).toHaveLength(4);
  });
});

describe('the present day of the market', () => {
  it('is the same by the database and by the process, and turns at midnight in Shanghai', async () => {
    const row = await test.db.one<{ now: Date; today: string; of: string; month: string; edge: string }>(
      `SELECT now() AS now, ${MARKET_TODAY} AS today, ${MARKET_TODAY_OF_TRANSACTION} AS of,
         to_char(${atMarket('now()')}, 'YYYY-MM') AS month, ${marketDayOf("timestamptz '2026-02-28 16:00:00Z'")} AS edge`,
    );
    expect(row?.of).toBe(marketDay(row?.now ?? new Date(0)));
    expect([row?.of, marketDay(new Date())]).toContain(row?.today);
    expect(row?.month).toBe(row?.of.slice(0, 7));
    expect(row?.edge).toBe('2026-03-01');
    expect(marketDay(new Date('2026-02-28T15:59:59.999Z'))).toBe('2026-02-28');
  });
});
