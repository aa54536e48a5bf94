import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { RowDescriptions } from './describe-rows';
import { misfits } from './row-fit';
import { readRowStatements } from './row-statements';

const root = join(import.meta.dirname, '../../../..');

/**
 * Statements that are put together from what only the running program knows: by file, what may stand in the gaps of one of its texts, in order. The list may only
 * become shorter.
 */
const FILLINGS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // Whose cart and whose order: by one column or the other.
  'libs/orders/src/cart.service.ts': [['user_id', 'user_id'], ['user_id']],
  'libs/orders/src/end-rest.ts': [['user_id']],
  // What is checked is an argument.
  'libs/platform/src/invariants.ts': [['SELECT 1 AS n']],
  // What is counted is declared by each context.
  'libs/platform/src/waiting.ts': [['SELECT 0, 0, now()']],
  // The goods are given by the catalogue, the columns by a replaced text.
  'libs/prices/src/count-price-bands.ts': [
    ['SELECT variety FROM price_band'],
    [
      'SELECT variety, grade, 1 AS grams, p10 AS fen FROM price_band',
      'excluded.count, excluded.p10, excluded.p25, excluded.median, excluded.p75, excluded.p90',
      'price_band.p10',
      'excluded.p10',
    ],
  ],
  // Which list of the console.
  'libs/reporting/src/console-tables.ts': [['report_supplier v', "jsonb_build_object('id', v.id)"]],
  // One table or another.
  'libs/supervision/src/reseal-reporters.ts': [['complaint']],
};

/** Texts that no call makes, since two of their alternatives never meet: what PostgreSQL says of them. */
const NEVER_MADE: Readonly<Record<string, string>> = {
  // By risk is drawn from the scores alone.
  'libs/supervision/src/inspection-draw.ts': 'column "score" does not exist',
};

const SAMPLES = `
declare const db: { query<T>(text: string, values?: unknown[]): Promise<T[]> };
const COLUMNS = 'id, title';
const of = (more: string) => \`SELECT \${COLUMNS}, \${more} FROM notice WHERE id = $1\`;
export const samples = [
  () => db.query<{ id: string; title: string; createdAt: Date; readAt: Date | null }>(of('created_at AS "createdAt", read_at AS "readAt"')),
  () => db.query<{ id: string; headline: string }>('SELECT id, title FROM notice'),
  () => db.query<{ total: string }>('SELECT count(*) AS total FROM notice'),
  () => db.query<{ at: string }>('SELECT created_at AS at FROM notice'),
  () => db.query<{ days: number }>('SELECT extract(epoch FROM created_at) / 86400 AS days FROM notice'),
  () => db.query<{ readAt: Date }>('SELECT read_at AS "readAt" FROM notice'),
  () => db.query<{ readAt: Date }>('SELECT read_at AS "readAt" FROM notice WHERE read_at IS NOT NULL'),
  () => db.query<{ row: { at: Date } }>("SELECT jsonb_build_object('at', created_at) AS row FROM notice"),
  () => db.query<{ ids: number[] }>('SELECT array_agg(id) AS ids FROM notice'),
  () => db.query<{ kind: 'a' | 'b'; n?: number }>('SELECT kind FROM notice'),
  () => db.query<{ id: string }>('SELECT id, caption FROM notice'),
];
`;

const folder = mkdtempSync(join(tmpdir(), 'yigou-rows-'));
writeFileSync(join(folder, 'samples.ts'), SAMPLES);
const source = readRowStatements(root, [join(folder, 'samples.ts')]);
rmSync(folder, { recursive: true });

let test: TestDatabase;
let client: pg.Client;
let described: { readonly at: string; readonly found: string }[];
const used = new Set<string>();
beforeAll(async () => {
  test = await createTestDatabase();
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
  const descriptions = await RowDescriptions.of(client);
  described = [];
  for (const { file, line, row, texts } of source.statements)
    for (const text of texts) {
      const fillings = FILLINGS[file] ?? [];
      const at = `${file}:${line}`;
      try {
        const { columns, filling } = await descriptions.describe(text, fillings);
        if (filling) used.add(`${file} ${filling.join(' | ')}`);
        const wrong = misfits({ row, text }, columns, source.checker);
        described.push({ at, found: wrong.join('; ') });
      } catch (error) {
        described.push({ at, found: (error as Error).message });
      }
    }
});
afterAll(async () => {
  await client.end();
  await test.close();
});

const ofSamples = ({ at }: { readonly at: string }) => at.includes('samples.ts');
const never = ({ at, found }: { readonly at: string; readonly found: string }) =>
  NEVER_MADE[at.split(':')[0] ?? ''] === found;

describe('the rows of hand-written SQL', () => {
  it('are as PostgreSQL describes them, of every statement whose rows have a type', () => {
    expect(source.statements.length).toBeGreaterThan(250);
    expect(described.filter((one) => one.found !== '' && !ofSamples(one) && !never(one))).toEqual([]);
  });

  it('are described with the help of the list of gaps where that is needed, and no more', () => {
    const listed = Object.entries(FILLINGS).flatMap(([file, fillings]) =>
      fillings.map((filling) => `${file} ${filling.join(' | ')}`),
    );
    expect([...used].sort()).toEqual(listed.sort());
    expect(described.filter(never).map(({ at }) => at.split(':')[0])).toEqual(Object.keys(NEVER_MADE));
  });
});

describe('a sample', () => {
  it('that is right passes, one with a wrong column, type or null is found', () => {
    expect(described.filter(ofSamples).map(({ found }) => found)).toEqual([
      '',
      'headline is not in the result',
      'total is int8, not string',
      'at is timestamptz, not string',
      'days is numeric, not number',
      'readAt may be null',
      '',
      'row is jsonb, not { at: Date; }',
      'ids is _uuid, not number[]',
      '',
      'column "caption" does not exist',
    ]);
  });
});
