import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import { CONTEXTS } from '../contexts';
import { contextOf, readStatements } from './source-sql';
import { tablesOf } from './sql-tables';

const root = join(import.meta.dirname, '../../../..');
const { CONTEXTS: importTable } = (await import(join(root, 'infra/structure/import-table.ts'))) as {
  CONTEXTS: Readonly<Record<string, readonly string[]>>;
};
/** Known uses of others' tables, with what they wait for. The list may only become shorter. */
const known = JSON.parse(readFileSync(join(import.meta.dirname, 'foreign-tables.json'), 'utf8')) as {
  readonly writes: Readonly<Record<string, readonly string[]>>;
  readonly reads: Readonly<Record<string, readonly string[]>>;
};

/** Views are what an owner publishes: anybody may read them. */
const isTable = new Set(getMetadataArgsStorage().tables.map(({ name }) => name));
const owners = new Map(
  CONTEXTS.flatMap(({ name, tables }) => tables.filter((table) => isTable.has(table)).map((table) => [table, name])),
);
const statements = readStatements(root).map((statement) => ({ ...statement, use: tablesOf(statement.text) }));

/** Everybody stands on these; what they publish of their tables is functions. */
const mayRead = (context: string, owner: string): boolean =>
  context === owner || (importTable[context]?.includes(owner) ?? !(context in importTable));

const uses = (kind: 'reads' | 'writes', forbidden: (context: string, owner: string) => boolean): string[] =>
  [
    ...new Set(
      statements.flatMap(({ file, use }) =>
        [...(use?.[kind] ?? [])]
          .filter((table) => owners.has(table) && forbidden(contextOf(file), owners.get(table) ?? ''))
          .map((table) => `${file} ${table}`),
      ),
    ),
  ].sort();

describe('the SQL of the source', () => {
  it('is read by PostgreSQL’s own parser, every statement of it', () => {
    expect(statements.length).toBeGreaterThan(400);
    expect(statements.filter(({ use }) => use === null).map(({ file, line }) => `${file}:${line}`)).toEqual([]);
  });

  it('writes a table in the context that owns it and nowhere else but in the demo', () => {
    const allowed = Object.values(known.writes).flat().sort();
    expect(allowed.filter((use) => !use.startsWith('apps/worker/src/cli/seed-'))).toEqual([]);
    expect(uses('writes', (context, owner) => context !== owner)).toEqual(allowed);
  });

  it('reads the tables of the contexts that it may import, and of no others beside those known', () => {
    const allowed = Object.values(known.reads).flat().sort();
    expect(uses('reads', (context, owner) => !mayRead(context, owner))).toEqual(allowed);
  });
});

describe('the import table', () => {
  it('goes round in no circle, and nobody stands on what reports of all', () => {
    const above = (context: string, path: readonly string[]): string[] =>
      (importTable[context] ?? []).flatMap((other) =>
        path.includes(other) ? [[...path, other].join(' → ')] : above(other, [...path, other]),
      );
    expect(Object.keys(importTable).flatMap((context) => above(context, [context]))).toEqual([]);
    expect(Object.entries(importTable).filter(([, others]) => others.includes('reporting'))).toEqual([]);
  });
});

describe('a planted statement', () => {
  const planted = (text: string) => tablesOf(text);

  it('is seen to write where it writes, behind a WITH too', () => {
    expect([
      ...(planted("WITH a AS (UPDATE sales_order SET status = 'x' RETURNING id) SELECT * FROM a JOIN sku ON true")
        ?.writes ?? []),
    ]).toEqual(['sales_order']);
  });

  it('is seen to read what it joins, and not what it names itself', () => {
    const use = planted(
      'WITH page AS (SELECT * FROM product) SELECT 1 FROM page JOIN LATERAL (SELECT 1 FROM sku) k ON true',
    );
    expect([...(use?.reads ?? [])].sort()).toEqual(['product', 'sku']);
  });

  it('that no parser reads is told', () => {
    expect(planted('SELECT FROM FROM WHERE')).toBeNull();
  });
});
