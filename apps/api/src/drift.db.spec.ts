import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { API_ENTITIES } from './api.module';

/** What an entity that differs from its table would make TypeORM do. Indexes, checks and foreign keys are the migrations' own business. */
const CHANGES_A_TABLE =
  /CREATE TABLE|ALTER COLUMN|\bADD "|ADD COLUMN|DROP COLUMN|RENAME|CREATE TYPE|COMMENT ON|SET NOT NULL|DROP NOT NULL|ADD CONSTRAINT "(PK|UQ)_/i;

describe('entities and migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ entities: API_ENTITIES });
  });
  afterAll(() => database.close());

  const proposed = async () =>
    (await database.source.driver.createSchemaBuilder().log()).upQueries.map((query) => query.query);

  it('describe the same tables', async () => {
    expect(API_ENTITIES.length).toBeGreaterThan(0);
    expect((await proposed()).filter((query) => CHANGES_A_TABLE.test(query))).toEqual([]);
  });

  it.each([
    ['a column is missing', 'ALTER TABLE session DROP COLUMN user_agent', /"session" ADD "user_agent"/],
    ['a column has another type', 'ALTER TABLE session ALTER COLUMN address TYPE varchar(20)', /"session" .*"address"/],
    [
      'a column may be null',
      'ALTER TABLE app_user ALTER COLUMN name DROP NOT NULL',
      /"app_user" ALTER COLUMN "name" SET NOT NULL/,
    ],
    ['a table is missing', 'DROP TABLE membership', /CREATE TABLE "membership"/],
    ['a column is left over', 'ALTER TABLE session ADD COLUMN left_over text', /"session" DROP COLUMN "left_over"/],
  ])('are found to differ when %s', async (_what, change, expected) => {
    await database.source.query(change);
    const found = (await proposed()).filter((query) => CHANGES_A_TABLE.test(query));
    expect(found.filter((query) => expected.test(query))).not.toEqual([]);
  });
});
