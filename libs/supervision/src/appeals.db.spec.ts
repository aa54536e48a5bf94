import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import type { Caller } from './decide';
import { COUNTY, SupervisionOffice } from './testing/supervision-office';

let test: TestDatabase;
let office: SupervisionOffice;
let county: Caller;
let colleague: Caller;
beforeAll(async () => {
  test = await createTestDatabase();
  office = new SupervisionOffice(test);
  county = await office.officer('county');
  colleague = await office.officer('county');
});
afterAll(() => test.close());

const words = (more: object) => ({
  sanctionId: null,
  applicationId: null,
  reason: '检验报告显示产品合格，请复核。',
  evidenceIds: [],
  ...more,
});
const file = (actor: Actor, more: object) => office.appeals.file(actor, words(more), '::1', office.claim());
const decide = (caller: Caller, id: string, upheld: boolean) =>
  office.appeals.decide(caller, id, { upheld, reason: '复核意见', evidenceIds: [] }, office.claim());

async function suspended(by: Caller = county) {
  const { supplierId, actor } = await office.supplier();
  const certificateId = await office.certificate(supplierId);
  const sanctionId = await office.sanctions.impose(by, office.suspension(certificateId), office.claim());
  return { supplierId, actor, certificateId, sanctionId };
}
async function refused(by: Caller = county) {
  const { supplierId, actor } = await office.supplier();
  const applicationId = newId();
  await test.db.query(
    `INSERT INTO application (id, number, kind, supplier_id, region_code, status, form, closed_at)
     VALUES ($1, $2, 'initial', $3, $4, 'refused', '{}', now())`,
    [applicationId, newId(), supplierId, COUNTY],
  );
  await test.db.query(
    `INSERT INTO application_step (id, application_id, action, from_status, to_status, level, actor_id, actor_name, seat, round)
     VALUES ($1, $2, 'refuse', 'county_review', 'refused', 'county', $3, '王主任', '扶贫办', 1)`,
    [newId(), applicationId, by.actor.userId],
  );
  return { supplierId, actor, applicationId };
}

describe('an appeal', () => {
  it('is never decided by whoever decided first, not even past the service', async () => {
    const { actor, sanctionId } = await suspended();
    const id = await file(actor, { sanctionId });
    await expect(decide(county, id, true)).rejects.toMatchObject({ code: 'appeal_same_person' });
    expect((await office.appealQueries.view(county.actor, id)).can).toMatchObject({
      decide: false,
      why: expect.any(String),
    });
    expect((await office.appealQueries.view(colleague.actor, id)).can).toEqual({ decide: true, why: null });
    const forged = test.db.query(
      "UPDATE appeal SET status = 'rejected', decided_by = first_decided_by, decided_at = now() WHERE id = $1",
      [id],
    );
    await expect(forged).rejects.toThrow('appeal_check');
    expect(await office.statusOf('appeal', id)).toBe('open');
  });

  it('upheld, overturns the decision and restores what it held', async () => {
    const { actor, certificateId, sanctionId } = await suspended();
    const id = await file(actor, { sanctionId });
    await decide(colleague, id, true);
    expect([
      await office.statusOf('sanction', sanctionId),
      await office.statusOf('certificate', certificateId),
    ]).toEqual(['overturned', 'valid']);
    const [own] = await office.appealQueries.ofSupplier(actor, actor.memberships[0]?.organisationId ?? '');
    expect(own).toMatchObject({ id, status: 'upheld', against: `暂停证书：证-${certificateId}`, decision: '复核意见' });
    const told = await test.db.query("SELECT 1 FROM notice WHERE user_id = $1 AND kind = 'appeal'", [actor.userId]);
    expect(told).toHaveLength(1);
  });

  it('rejected, changes nothing; there is no second one', async () => {
    const { actor, certificateId, sanctionId } = await suspended();
    const id = await file(actor, { sanctionId });
    await expect(file(actor, { sanctionId })).rejects.toMatchObject({ code: 'appeal_exists' });
    await decide(colleague, id, false);
    expect(await office.statusOf('certificate', certificateId)).toBe('suspended');
    await expect(decide(colleague, id, true)).rejects.toMatchObject({
      code: 'already_decided',
      details: { by: '王主任', status: 'rejected' },
    });
  });

  it('against a refusal takes the application back to the review that refused it', async () => {
    const { actor, applicationId } = await refused();
    const id = await file(actor, { applicationId });
    await expect(decide(county, id, true)).rejects.toMatchObject({ code: 'appeal_same_person' });
    await decide(colleague, id, true);
    const row = await test.db.one<{ status: string }>('SELECT status FROM application WHERE id = $1', [applicationId]);
    expect(row?.status).toBe('county_review');
  });

  it('is in time, about one’s own, and about what is in force', async () => {
    const { actor, sanctionId } = await suspended();
    const stranger = (await office.supplier()).actor;
    await expect(file(stranger, { sanctionId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(file(actor, {})).rejects.toMatchObject({ code: 'validation_failed' });
    await test.db.query("UPDATE sanction SET decided_at = now() - interval '31 days' WHERE id = $1", [sanctionId]);
    await expect(file(actor, { sanctionId })).rejects.toMatchObject({ code: 'appeal_too_late' });
    await office.sanctions.lift(county, sanctionId, '已整改', office.claim());
    await expect(file(actor, { sanctionId })).rejects.toMatchObject({ code: 'illegal_transition' });
    const { applicationId } = await refused();
    await expect(file(actor, { applicationId })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for the same level or one above, within the region, and no one of the supplier’s own', async () => {
    const city = await office.officer('city');
    const { supplierId, actor, sanctionId } = await suspended(city);
    const id = await file(actor, { sanctionId });
    await expect(decide(colleague, id, true)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(decide(await office.officer('province', '62'), id, true)).rejects.toMatchObject({ code: 'not_found' });
    const own = await office.officer('province');
    await test.db.query(
      "INSERT INTO membership (user_id, organisation_id, role, region_prefix) VALUES ($1, $2, 'clerk', '')",
      [own.actor.userId, supplierId],
    );
    await expect(decide(own, id, true)).rejects.toMatchObject({ code: 'conflict_of_interest' });
    await decide(await office.officer('province'), id, true);
    expect((await office.appealQueries.list(city.actor, { limit: 100 })).items.map((row) => row.id)).toContain(id);
  });
});
