import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { PersonalData } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { anAdmittedSupplier } from './testing/admitted';
import { ResealAccounts } from './reseal-accounts';

/** A ring of keys that are made of their names; the first one seals. */
const ring = (...names: string[]) =>
  new PersonalData({
    APP_SECRET: 'a secret that only tests know, long enough',
    NODE_ENV: 'test',
    YIGOU_DEMO: false,
    PII_KEYS: names.map((name) => `${name}:${Buffer.alloc(32, name).toString('base64')}`).join(','),
    PII_INDEX_KEY: Buffer.alloc(32, 'index').toString('base64'),
  });

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

async function account(keys: PersonalData, number: string): Promise<string> {
  const id = newId();
  await anAdmittedSupplier(test.db, { supplierId: id, bankAccountSealed: keys.seal(number, id) });
  return id;
}
const keyOf = async (id: string) =>
  (
    await test.db.one<{ sealed: string }>(
      'SELECT bank_account_sealed AS sealed FROM supplier_file WHERE supplier_id = $1',
      [id],
    )
  )?.sealed.split('.')[0];

it('the change of the key seals all bank accounts but those whose key has left too early, and says so', async () => {
  const lost = await account(ring('c'), '1');
  const [first, second] = [await account(ring('a'), '2'), await account(ring('a'), '3')];
  const run = (...names: string[]) => new ResealAccounts(test.db, test.uow, ring(...names)).run(1);
  await expect(run('b', 'a')).rejects.toThrow('reseal-accounts: 1 failed, 2 done');
  expect([await keyOf(lost), await keyOf(first), await keyOf(second)]).toEqual(['c', 'b', 'b']);
  expect(await run('b', 'c')).toBe(1);
  expect(await run('b')).toBe(0);
});
