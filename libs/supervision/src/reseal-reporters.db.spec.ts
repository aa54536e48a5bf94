import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { PersonalData } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { anAdmittedSupplier } from '@yigou/suppliers/testing';
import { anApplication } from '@yigou/certification/testing';
import { ResealReporters } from './reseal-reporters';

/** A ring of keys that are made of their names; the first one seals. */
const ring = (...names: string[]) =>
  new PersonalData({
    APP_SECRET: 'a secret that only tests know, long enough',
    NODE_ENV: 'test',
    YIGOU_DEMO: false,
    PII_KEYS: names.map((name) => `${name}:${Buffer.alloc(32, name).toString('base64')}`).join(','),
    PII_INDEX_KEY: Buffer.alloc(32, 'index').toString('base64'),
  });

interface Sealed {
  readonly id: string;
  readonly name: string | null;
  readonly contact: string | null;
}
type Table = 'objection' | 'complaint';

let test: TestDatabase;
let applicationId: string;
const reseal = (...names: string[]) => new ResealReporters(test.db, test.uow, ring(...names));
beforeAll(async () => {
  test = await createTestDatabase();
  const { supplierId } = await anAdmittedSupplier(test.db);
  applicationId = (await anApplication(test.db, { supplierId, status: 'terminated' })).id;
});
beforeEach(() => test.db.query('TRUNCATE objection, complaint CASCADE'));
afterAll(() => test.close());

/** Sealed by `keys`; a complaint may be without a name or a contact. */
async function said(table: Table, keys: PersonalData, name: string | null, contact: string | null): Promise<void> {
  const id = newId();
  const sealed = [name, contact].map((words) => words && keys.seal(words, id));
  if (table === 'objection')
    await test.db.query(
      `INSERT INTO objection (id, number, application_id, status, name_sealed, contact_sealed, reason)
       VALUES ($1, $2, $3, 'open', $4, $5, '不实')`,
      [id, id, applicationId, ...sealed],
    );
  else
    await test.db.query(
      `INSERT INTO complaint (id, number, kind, status, name_sealed, contact_sealed, content, due_at)
       VALUES ($1, $2, 'quality', 'received', $3, $4, '发霉', now())`,
      [id, id, ...sealed],
    );
}
const stored = (table: Table) =>
  test.db.query<Sealed>(`SELECT id, name_sealed AS name, contact_sealed AS contact FROM ${table} ORDER BY id`);
/** What is read with a ring of the new key alone. */
async function opened(table: Table): Promise<(string | null)[][]> {
  const keys = ring('b');
  const rows = await stored(table);
  return rows.map(({ id, name, contact }) => [name && keys.open(name, id), contact && keys.open(contact, id)]);
}

describe('the change of the key, for who objected and who complained', () => {
  it('seals what an older key sealed, all of it, and the old key can leave', async () => {
    await said('objection', ring('a'), '李某', '13900000000');
    await said('complaint', ring('a'), '张某', null);
    await said('complaint', ring('a'), null, '13900001111');
    await said('complaint', ring('a'), null, null);
    expect(await reseal('b', 'a').run()).toBe(3);
    expect(await opened('objection')).toEqual([['李某', '13900000000']]);
    expect(await opened('complaint')).toEqual([
      ['张某', null],
      [null, '13900001111'],
      [null, null],
    ]);
    expect(await reseal('b', 'a').run()).toBe(0);
  });

  it('goes on from batch to batch and leaves alone what the present key sealed', async () => {
    for (let n = 0; n < 5; n += 1) await said('objection', ring('a'), `李${n}`, '1');
    await said('objection', ring('b'), '王某', '2');
    const before = (await stored('objection')).find(({ name }) => name?.startsWith('b.'));
    expect(await reseal('b', 'a').run(2)).toBe(5);
    const after = await stored('objection');
    expect(after.every(({ name, contact }) => name?.startsWith('b.') && contact?.startsWith('b.'))).toBe(true);
    expect(after.find(({ id }) => id === before?.id)).toEqual(before);
  });

  it('seals all but those whose key has left too early, says so, and takes these when it is back', async () => {
    await said('objection', ring('c'), '孙某', '0');
    await said('complaint', ring('c'), '钱某', '2');
    for (let n = 0; n < 4; n += 1) await said('complaint', ring('a'), `赵${n}`, '1');
    await expect(reseal('b', 'a').run(2)).rejects.toThrow('PII_KEYS');
    const keys = (await stored('complaint')).map(({ name }) => name?.split('.')[0]);
    expect(keys).toEqual(['c', 'b', 'b', 'b', 'b']);
    expect(await reseal('b', 'a', 'c').run(2)).toBe(2);
    expect((await opened('complaint'))[0]).toEqual(['钱某', '2']);
  });
});
