import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { POLICY_CODES } from '@yigou/contracts';
import { definedEvents } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import { CONSUMERS, CONTEXTS } from './contexts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

/** What the plan of a statement reads: PostgreSQL says which tables it means. */
function relations(plan: unknown, found = new Set<string>()): Set<string> {
  if (typeof plan !== 'object' || plan === null) return found;
  for (const [key, value] of Object.entries(plan)) {
    if (key === 'Relation Name') found.add(String(value));
    else relations(value, found);
  }
  return found;
}
const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

describe('the contexts', () => {
  it('are all collected: each library with a manifest, once', () => {
    const libs = join(import.meta.dirname, '../../../libs');
    const manifests = readdirSync(libs).filter((name) =>
      readdirSync(join(libs, name, 'src')).includes(`${name}.manifest.ts`),
    );
    expect(CONTEXTS.map(({ name }) => name).sort()).toEqual(manifests.sort());
  });

  it('own every table and view of the migrated database, each has one owner', async () => {
    const rows = await test.db.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')",
    );
    const owned = CONTEXTS.flatMap(({ tables }) => tables);
    expect(twice(owned)).toEqual([]);
    expect([...owned].sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it('say of every column that names a division what becomes of it when that changes', async () => {
    const declared = CONTEXTS.flatMap(({ places }) => Object.keys(places));
    expect(twice(declared)).toEqual([]);
    const strangers = CONTEXTS.flatMap(({ tables, places }) =>
      Object.keys(places).filter((place) => !tables.includes(place.split('.')[0] ?? '')),
    );
    expect(strangers).toEqual([]);
    // By its name or by its reference to a division; the divisions themselves are changed by the change.
    const rows = await test.db.query<{ name: string }>(
      `SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> ALL ($1) AND c.column_name ~ '(region|county|prefix|division)'
       UNION SELECT k.conrelid::regclass || '.' || a.attname FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
       WHERE k.contype = 'f' AND k.confrelid = 'region'::regclass AND k.conrelid::regclass::text <> ALL ($1)`,
      [CONTEXTS.find(({ name }) => name === 'regions')?.tables ?? []],
    );
    expect([...declared].sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it('let follow only what can: a unique key is named, a document has an id', async () => {
    const following = CONTEXTS.flatMap(({ places }) => Object.entries(places)).filter(
      ([, { then }]) => then === 'follows',
    );
    const unnamed: string[] = [];
    for (const [place, rule] of following) {
      const [table, column] = place.split('.');
      const keys = await test.db.query<{ columns: string[] }>(
        `SELECT ARRAY(SELECT pg_get_indexdef(i.indexrelid, n, true) FROM generate_series(1, i.indnkeyatts) n) AS columns
         FROM pg_index i WHERE i.indrelid = $1::regclass AND i.indisunique`,
        [table],
      );
      const own = keys
        .map(({ columns }) => columns)
        .filter((columns) => columns.some((one) => one.includes(column ?? '?')));
      const others = own.flat().filter((one) => !one.includes(column ?? '?'));
      if (rule.then === 'follows' && !others.every((one) => rule.unique.includes(one))) unnamed.push(place);
    }
    expect(unnamed).toEqual([]);
  });

  it('map entities to tables of their own alone', () => {
    const wrong = CONTEXTS.flatMap(({ name, tables, entities }) =>
      entities
        .map(
          (entity) => getMetadataArgsStorage().tables.find(({ target }) => target === entity)?.name ?? String(entity),
        )
        .filter((table) => !tables.includes(table))
        .map((table) => `${name}: ${table}`),
    );
    expect(wrong).toEqual([]);
  });

  it('read every parameter of policy, each is of one of them', () => {
    expect(CONTEXTS.flatMap(({ policies }) => policies).sort()).toEqual([...POLICY_CODES].sort());
  });

  it('tell every event that is defined, each begins with the name of its own', () => {
    const published = CONTEXTS.flatMap(({ name, events }) => events.map((event) => ({ name, event: event.name })));
    expect(published.map(({ event }) => event).sort()).toEqual(
      definedEvents()
        .map((event) => event.name)
        // Without those of other tests.
        .filter((name) => !name.startsWith('test.'))
        .sort(),
    );
    expect(published.filter(({ name, event }) => !event.startsWith(`${name}.`))).toEqual([]);
  });

  it('hear with every consumer that there is', () => {
    const written = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.consumer.ts'))
      .flatMap((file) => [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/^export class (\w+)/gm)])
      .map(([, name]) => name);
    expect(CONSUMERS.map(({ name }) => name).sort()).toEqual(written.sort());
  });

  it('describe by a machine every column of states that the schema has, or say why not', async () => {
    const tables: Readonly<Record<string, string>> = { order: 'sales_order', supplier: 'supplier_file' };
    const described = CONTEXTS.flatMap(({ machines }) => machines.map(({ name }) => tables[name] ?? name));
    const why: Readonly<Record<string, string>> = {
      benefit_link: 'What a household answered last, as often as it likes: declared, confirmed or disputed.',
      household: 'What a register says of a household, not where a process stands.',
    };
    const rows = await test.db.query<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND c.column_name = 'status' AND t.table_type = 'BASE TABLE' ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([...described, ...Object.keys(why)].sort());
  });

  it('keep the history of their machines in tables of their own', () => {
    const machines = CONTEXTS.flatMap(({ machines, tables }) => machines.map(({ name }) => ({ name, tables })));
    expect(twice(machines.map(({ name }) => name))).toEqual([]);
    // What happened to money stands in the ledger, which is append-only as steps are.
    const history: Readonly<Record<string, string>> = {
      // What is said against an application is told in its history.
      objection: 'application_step',
      // What the carrier said, in whatever order it came.
      parcel: 'carrier_event',
      payment: 'payment_entry',
      payment_attempt: 'payment_entry',
      // What the provider said, in whatever order it came.
      payment_dispute: 'payment_event',
      refund: 'payment_entry',
    };
    // Told in the audit trail, which has an owner of its own.
    const audited = ['product', 'import_run'];
    const without = machines.filter(
      ({ name, tables }) => !audited.includes(name) && !tables.includes(history[name] ?? `${name}_step`),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('name their invariants apart, and look at their own tables; what ties several together is reporting’s', async () => {
    expect(twice(CONTEXTS.flatMap(({ invariants }) => invariants.map(({ name }) => name)))).toEqual([]);
    const reach: string[] = [];
    for (const { name, tables, invariants } of CONTEXTS.filter((context) => context.name !== 'reporting')) {
      for (const invariant of invariants) {
        const plan = await test.db.query(`EXPLAIN (FORMAT JSON) ${invariant.sql}`);
        const read = [...relations(plan)];
        expect(read).not.toEqual([]);
        reach.push(...read.filter((table) => !tables.includes(table)).map((table) => `${name}: ${table}`));
      }
    }
    expect(reach).toEqual([]);
  });
});
