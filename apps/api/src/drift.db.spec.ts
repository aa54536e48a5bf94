import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { API_ENTITIES } from './api.module';

/** What an entity that differs from its table would make TypeORM do. Indexes and foreign keys are the migrations' own business. */
const CHANGES_A_TABLE =
  /CREATE TABLE|ALTER COLUMN|\bADD "|ADD COLUMN|DROP COLUMN|RENAME|CREATE TYPE|COMMENT ON|SET NOT NULL|DROP NOT NULL|ADD CONSTRAINT|DROP CONSTRAINT/i;
const FOREIGN_KEY = /DROP CONSTRAINT "[a-z0-9_]+_fkey"/;

describe('entities and migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ entities: API_ENTITIES });
    // TypeORM keeps how columns are computed in a table of its own, which it makes when it synchronizes.
    await database.source.query(
      'CREATE TABLE typeorm_metadata (type text NOT NULL, database text, schema text, "table" text, name text, value text)',
    );
    await database.source.query(
      `INSERT INTO typeorm_metadata SELECT 'GENERATED_COLUMN', table_catalog, table_schema, table_name, column_name, generation_expression
       FROM information_schema.columns WHERE is_generated = 'ALWAYS'`,
    );
  });
  afterAll(() => database.close());

  const proposed = async () =>
    (await database.source.driver.createSchemaBuilder().log()).upQueries
      .map((query) => query.query)
      .filter((query) => CHANGES_A_TABLE.test(query) && !FOREIGN_KEY.test(query));

  it('describe the same tables', async () => {
    expect(await proposed()).toEqual([]);
  });

  it('are there for every table', async () => {
    const tables = await database.db.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'typeorm_metadata') ORDER BY 1`,
    );
    const mapped = database.source.entityMetadatas.map(({ tableName }) => tableName);
    expect(tables.map(({ name }) => name)).toEqual(mapped.sort());
  });

  const CHANGES: readonly (readonly [what: string, change: string, expected: RegExp])[] = [
    ['a column is missing', 'ALTER TABLE session DROP COLUMN user_agent', /"session" ADD "user_agent"/],
    ['a column has another type', 'ALTER TABLE session ALTER COLUMN address TYPE varchar(20)', /"session" .*"address"/],
    [
      'a column may be null',
      'ALTER TABLE app_user ALTER COLUMN name DROP NOT NULL',
      /"app_user" ALTER COLUMN "name" SET NOT NULL/,
    ],
    ['a table is missing', 'DROP TABLE membership CASCADE', /CREATE TABLE "membership"/],
    ['a check is missing', 'ALTER TABLE stock DROP CONSTRAINT stock_check', /"stock" ADD CONSTRAINT "stock_check"/],
    [
      'a check is left over',
      'ALTER TABLE stock ADD CONSTRAINT left_over CHECK (reserved < 5)',
      /"stock" DROP CONSTRAINT "left_over"/,
    ],
    ['a column is left over', 'ALTER TABLE session ADD COLUMN left_over text', /"session" DROP COLUMN "left_over"/],
  ];
  describe('that differ', () => {
    // All at once: none is what another one's change would be, and reading hundreds of tables takes a second each time.
    let found: readonly string[];
    beforeAll(async () => {
      for (const [, change] of CHANGES) await database.source.query(change);
      found = await proposed();
    });

    it.each(CHANGES)('are found when %s', (_what, _change, expected) => {
      expect(found.filter((query) => expected.test(query))).not.toEqual([]);
    });
  });
});
