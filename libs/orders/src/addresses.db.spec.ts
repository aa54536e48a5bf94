import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { RegionDirectory } from '@yigou/regions';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aPerson } from '@yigou/identity/testing';
import { Addresses, LEAF_REGION } from './addresses.service';
import { ORDERS_ENTITIES } from './index';

let test: TestDatabase;
let addresses: Addresses;
const userId = newId();
const input = { receiver: '甲', phone: '13800000000', detail: '一号', isDefault: false };
beforeAll(async () => {
  test = await createTestDatabase({ entities: ORDERS_ENTITIES });
  addresses = new Addresses(test.db, test.uow);
  await aPerson(test.db, { id: userId });
});
afterAll(() => test.close());

const codeAndFields = (error: { code: string; details: { fields?: object } }) => [
  error.code,
  Object.keys(error.details.fields ?? {}),
];

describe('an address lies in a division without others below it', () => {
  it('which holds of every province and prefecture that there is, when it is made and when it is changed', async () => {
    const { byCode } = await new RegionDirectory(test.db).tree();
    const { id } = await addresses.create(userId, { ...input, regionCode: '640422' }, aClaim());
    const upper = [...byCode.values()].filter(({ level }) => level < 3);
    expect(upper.filter(({ leaf }) => leaf).length).toBeGreaterThan(0);
    // The rule as the statements of both have it, asked of all at once.
    const ruled = await test.db.query<{ code: string; taken: boolean }>(
      `SELECT w.code, ${LEAF_REGION('w.code')} IS NOT NULL AS taken FROM unnest($1::text[]) AS w (code)`,
      [upper.map(({ code }) => code)],
    );
    const takenOf = new Map(ruled.map(({ code, taken }) => [code, taken]));
    const wrong = upper.filter(({ code, leaf }) => takenOf.get(code) !== leaf).map(({ code }) => code);
    for (const leaf of [true, false]) {
      const code = upper.find((one) => one.leaf === leaf)?.code ?? '';
      const taken = await addresses.update(userId, id, { ...input, regionCode: code }).then(
        ({ region }) => region.code === code,
        (error) => codeAndFields(error)[0] !== 'validation_failed',
      );
      if (taken !== leaf) wrong.push(code);
    }
    expect(wrong).toEqual([]);
  });

  it.each(['640000', '640400', '999999'])('%s is refused by its field', async (regionCode) => {
    await expect(addresses.create(userId, { ...input, regionCode }, aClaim()).catch(codeAndFields)).resolves.toEqual([
      'validation_failed',
      ['regionCode'],
    ]);
  });
});
