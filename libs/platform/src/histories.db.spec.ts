import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const HISTORIES = [
  'application_step',
  'application_version',
  'audit_entry',
  'certificate_step',
  'certificate_version',
  'invitation_step',
  'mandate_act',
  'price_flag',
  'supplier_step',
];

describe('histories', () => {
  it('are guarded by the database: nothing in them is changed or deleted', async () => {
    const guarded = await test.db.query<{ name: string }>(
      `SELECT tgrelid::regclass::text AS name FROM pg_trigger
       WHERE tgfoid = 'refuse_change'::regproc AND tgenabled = 'O' AND (tgtype & 2) > 0 AND (tgtype & 8) > 0 AND (tgtype & 16) > 0`,
    );
    expect(guarded.map(({ name }) => name)).toEqual(expect.arrayContaining(HISTORIES));
  });

  it('of a supplier cannot be rewritten', async () => {
    const id = newId();
    await test.db.query(
      `INSERT INTO organisation (id, kind, supplier_kind, name) VALUES ($1, 'supplier', 'cooperative', '合作社')`,
      [id],
    );
    await test.db.query(
      `INSERT INTO supplier_step (id, supplier_id, action, to_status, actor_name, seat) VALUES ($1, $1, 'register', 'draft', '某人', '合作社')`,
      [id],
    );
    for (const attempt of ["UPDATE supplier_step SET reason = '改'", 'DELETE FROM supplier_step'])
      await expect(test.db.query(attempt)).rejects.toThrow('append-only');
  });
});
