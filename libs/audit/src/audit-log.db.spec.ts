import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { withRequestId } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { AuditLog } from './audit-log';

describe('the audit trail', () => {
  let test: TestDatabase;
  const audit = new AuditLog();
  const action = 'catalogue.product_created' as const;
  const entry = { action, subjectKind: 'product' as const, subjectId: '7', summary: '做了一件事' };

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('keeps who, what, on which request and from where', async () => {
    const actor = { userId: newId(), name: '张三', organisationId: newId() };
    await withRequestId('req-1', () =>
      audit.record(test.db, { ...entry, actor, data: { n: 1 }, address: '203.0.113.7' }),
    );
    expect(await test.db.query('SELECT * FROM audit_entry')).toEqual([
      {
        id: expect.any(String),
        at: expect.any(Date),
        actor_id: actor.userId,
        actor_name: '张三',
        organisation_id: actor.organisationId,
        action: 'catalogue.product_created',
        subject_kind: 'product',
        subject_id: '7',
        summary: '做了一件事',
        data: { n: 1 },
        request_id: 'req-1',
        address: '203.0.113.7',
      },
    ]);
  });

  it('goes with the transaction of what it records', async () => {
    const failing = test.uow.run(async (tx) => {
      await audit.record(tx, { ...entry, action: 'catalogue.product_updated', actor: null });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await test.db.query("SELECT 1 AS n FROM audit_entry WHERE action = 'catalogue.product_updated'")).toEqual(
      [],
    );
  });

  it('cannot be rewritten', async () => {
    await audit.record(test.db, { ...entry, actor: null });
    await expect(test.db.query("UPDATE audit_entry SET summary = ''")).rejects.toThrow('append-only');
    await expect(test.db.query('DELETE FROM audit_entry')).rejects.toThrow('append-only');
    const [row] = await test.db.query('SELECT actor_name FROM audit_entry WHERE actor_id IS NULL');
    expect(row).toEqual({ actor_name: '系统' });
  });
});
