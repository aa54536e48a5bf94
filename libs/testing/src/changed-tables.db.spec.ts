import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changedTables } from './changed-tables';
import { createTestDatabase, type TestDatabase } from './test-database';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await test.db.query('CREATE TABLE probe (id int PRIMARY KEY, n int)');
  await test.db.query('CREATE TABLE other (id int PRIMARY KEY)');
});
afterAll(() => test.close());

const transaction = (...statements: string[]) =>
  test.uow.run(async (tx) => {
    for (const statement of statements) await tx.query(statement);
  });
const changedBy = (...statements: string[]) => changedTables(test.db, () => transaction(...statements));

it.each([
  ['a row that comes', 'INSERT INTO probe VALUES (1, 1)'],
  ['a row that is changed', 'UPDATE probe SET n = 2'],
  ['a row that goes', 'DELETE FROM probe'],
  ['a table that is emptied', 'TRUNCATE probe'],
])('%s tells of its table', async (_, statement) => {
  expect(await changedBy(statement)).toEqual(['probe']);
});

it('names every table once, and none that is only read, written the same or rolled back', async () => {
  expect(await changedBy('INSERT INTO other VALUES (1), (2)', 'INSERT INTO probe VALUES (1, 1)')).toEqual([
    'other',
    'probe',
  ]);
  expect(await changedBy('SELECT * FROM other', 'UPDATE probe SET n = n')).toEqual([]);
  const undone = changedTables(test.db, () =>
    expect(transaction('DELETE FROM other', 'SELECT 1 / 0')).rejects.toThrow('division by zero'),
  );
  expect(await undone).toEqual([]);
});
