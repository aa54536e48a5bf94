import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { endOfWorkingDays } from '@yigou/platform';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import type { Caller } from '@yigou/identity';
import { aMembership } from '@yigou/identity/testing';
import { anApplication } from '@yigou/certification/testing';
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
const file = (own: Caller, more: object) => office.appeals.file(own, words(more), office.claim());
const decide = (caller: Caller, id: string, upheld: boolean) =>
  office.appeals.decide(caller, id, { upheld, reason: '复核意见', evidenceIds: [] }, office.claim());

async function suspended(by: Caller = county) {
  const { supplierId, own } = await office.supplier();
  const certificateId = await office.certificate(supplierId);
  const sanctionId = await office.sanctions.impose(by, office.suspension(certificateId), office.claim());
  return { supplierId, own, certificateId, sanctionId };
}
async function refused(by: Caller = county) {
  const { supplierId, own } = await office.supplier();
  const place = { regionCode: COUNTY, closedAt: new Date() };
  const { id: applicationId } = await anApplication(test.db, { supplierId, status: 'refused', ...place });
  await test.db.query(
    `INSERT INTO application_step (id, application_id, action, from_status, to_status, level, actor_id, actor_name, seat, round)
     VALUES ($1, $2, 'refuse', 'county_review', 'refused', 'county', $3, '王主任', '扶贫办', 1)`,
    [newId(), applicationId, by.actor.userId],
  );
  return { supplierId, own, applicationId };
}

describe('an appeal', () => {
  it('is never decided by whoever decided first, not even past the service', async () => {
    const { own, sanctionId } = await suspended();
    const id = await file(own, { sanctionId });
    await expect(decide(county, id, true)).rejects.toMatchObject({ code: 'appeal_same_person' });
    expect((await office.appealQueries.view(county, id)).can).toMatchObject({
      decide: false,
      why: expect.any(String),
    });
    expect((await office.appealQueries.view(colleague, id)).can).toEqual({ decide: true, why: null, again: false });
    const forged = test.db.query(
      "UPDATE appeal SET status = 'rejected', decided_by = first_decided_by, decided_at = now() WHERE id = $1",
      [id],
    );
    await expect(forged).rejects.toThrow('appeal_check');
    expect(await office.statusOf('appeal', id)).toBe('open');
  });

  it('upheld, overturns the decision and restores what it held', async () => {
    const { own, certificateId, sanctionId } = await suspended();
    const id = await file(own, { sanctionId });
    await decide(colleague, id, true);
    expect([
      await office.statusOf('sanction', sanctionId),
      await office.statusOf('certificate', certificateId),
    ]).toEqual(['overturned', 'valid']);
    const [shown] = await office.appealQueries.ofSupplier(own);
    expect(shown).toMatchObject({
      id,
      status: 'upheld',
      against: `暂停证书：证-${certificateId}`,
      decision: '复核意见',
    });
    const notices = await test.db.query("SELECT 1 FROM notice WHERE user_id = $1 AND kind = 'appeal'", [
      own.actor.userId,
    ]);
    expect(notices).toHaveLength(1);
  });

  it('rejected, changes nothing, and is decided once', async () => {
    const { own, certificateId, sanctionId } = await suspended();
    const id = await file(own, { sanctionId });
    await expect(file(own, { sanctionId })).rejects.toMatchObject({ code: 'appeal_exists' });
    await decide(colleague, id, false);
    expect(await office.statusOf('certificate', certificateId)).toBe('suspended');
    await expect(decide(colleague, id, true)).rejects.toMatchObject({
      code: 'already_decided',
      details: { by: '王主任', status: 'rejected' },
    });
  });

  it('against a refusal takes the application back to the review that refused it', async () => {
    const { own, applicationId } = await refused();
    const id = await file(own, { applicationId });
    await expect(decide(county, id, true)).rejects.toMatchObject({ code: 'appeal_same_person' });
    await decide(colleague, id, true);
    const row = await test.db.one<{ status: string }>('SELECT status FROM application WHERE id = $1', [applicationId]);
    expect(row?.status).toBe('county_review');
  });

  it('is in time, about one’s own, and about what is in force', async () => {
    const { own, sanctionId } = await suspended();
    const stranger = (await office.supplier()).own;
    await expect(file(stranger, { sanctionId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(file(own, {})).rejects.toMatchObject({ code: 'validation_failed' });
    await test.db.query('UPDATE sanction SET appeal_by = now() WHERE id = $1', [sanctionId]);
    await expect(file(own, { sanctionId })).rejects.toMatchObject({ code: 'appeal_too_late' });
    await office.sanctions.lift(county, sanctionId, '已整改', office.claim());
    await expect(file(own, { sanctionId })).rejects.toMatchObject({ code: 'illegal_transition' });
    const { applicationId } = await refused();
    await expect(file(own, { applicationId })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for the same level or one above, within the region, and no one of the supplier’s own', async () => {
    const city = await office.officer('city');
    const { supplierId, own, sanctionId } = await suspended(city);
    const id = await file(own, { sanctionId });
    await expect(decide(colleague, id, true)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(decide(await office.officer('province', '62'), id, true)).rejects.toMatchObject({ code: 'not_found' });
    const insider = await office.officer('province');
    await aMembership(test.db, { userId: insider.actor.userId, organisationId: supplierId, role: 'clerk' });
    await expect(decide(insider, id, true)).rejects.toMatchObject({ code: 'conflict_of_interest' });
    await decide(await office.officer('province'), id, true);
    expect((await office.appealQueries.list(city, { limit: 100 })).items.map((row) => row.id)).toContain(id);
  });
});

/** A suspension by the county whose first appeal a colleague rejected. */
async function rejectedOnce() {
  const found = await suspended();
  await decide(colleague, await file(found.own, { sanctionId: found.sanctionId }), false);
  return found;
}
const view = (caller: Caller, id: string) => office.appealQueries.view(caller, id);

describe('the time for an appeal', () => {
  const kept = async (table: string, column: string, decided: string, of: string) =>
    test.db.one<{ until: Date; decided: Date }>(
      `SELECT ${column} AS until, ${decided} AS decided FROM ${table} WHERE ${table === 'appeal' ? 'sanction_id' : 'id'} = $1`,
      [of],
    );

  it('is kept with the decision in working days, and is the same on every page and for the one who files', async () => {
    const { own, sanctionId } = await suspended();
    const first = await kept('sanction', 'appeal_by', 'decided_at', sanctionId);
    expect(first?.until).toEqual(endOfWorkingDays(first?.decided ?? new Date(), 30));
    const shown = async () => (await office.sanctionQueries.ofSupplier(own))[0];
    expect(await shown()).toMatchObject({ appealBy: first?.until.toISOString(), can: { appeal: true } });
    // What holds elsewhere by now does not move what was told.
    const shorter = newId();
    await test.db.query(
      "INSERT INTO policy_parameter (id, name, value, source, region_prefix) VALUES ($1, 'appeal.filing_days', '1', '文', $2)",
      [shorter, COUNTY],
    );
    expect((await shown())?.appealBy).toBe(first?.until.toISOString());
    await decide(colleague, await file(own, { sanctionId }), false);
    const again = await kept('appeal', 'again_by', 'decided_at', sanctionId);
    expect(again?.until).toEqual(endOfWorkingDays(again?.decided ?? new Date(), 1));
    expect((await shown())?.appealBy).toBe(again?.until.toISOString());
    expect((await office.appealQueries.ofSupplier(own))[0]?.appealBy).toBe(again?.until.toISOString());
    await test.db.query('DELETE FROM policy_parameter WHERE id = $1', [shorter]);
    await file(own, { sanctionId });
    const [due] = await test.db.query<{ due: Date; filed: Date }>(
      'SELECT due_at AS due, filed_at AS filed FROM appeal WHERE sanction_id = $1 AND instance = 2',
      [sanctionId],
    );
    expect(due?.due).toEqual(endOfWorkingDays(due?.filed ?? new Date(), 15));
  });
});

describe('a second appeal', () => {
  it('goes to the level above the one that rejected the first, to somebody new, and is final', async () => {
    const { own, sanctionId } = await rejectedOnce();
    const city = await office.officer('city');
    expect((await office.sanctionQueries.ofSupplier(own))[0]?.can.appeal).toBe(true);
    const id = await file(own, { sanctionId });
    await expect(file(own, { sanctionId })).rejects.toMatchObject({ code: 'appeal_exists' });
    const third = await office.officer('county');
    expect((await view(third, id)).can.why).toBe('须由市级或以上的主管部门复核。');
    await expect(decide(third, id, true)).rejects.toMatchObject({ code: 'forbidden', details: { level: 'city' } });
    await expect(decide(county, id, true)).rejects.toMatchObject({ code: 'appeal_same_person' });
    expect(await view(city, id)).toMatchObject({ instance: 2, level: 'city', can: { decide: true } });
    await decide(city, id, false);
    await expect(file(own, { sanctionId })).rejects.toMatchObject({ code: 'appeal_final' });
    expect((await office.sanctionQueries.ofSupplier(own))[0]?.can.appeal).toBe(false);
    const [second, first] = await office.appealQueries.ofSupplier(own);
    expect(second?.course.map(({ instance, action }) => [instance, action])).toEqual([
      [0, 'decide'],
      [1, 'file'],
      [1, 'reject'],
      [2, 'file'],
      [2, 'reject'],
    ]);
    expect(first).toMatchObject({ instance: 1, can: { again: false }, course: second?.course });
  });

  it('upheld, overturns the decision', async () => {
    const { own, sanctionId, certificateId } = await rejectedOnce();
    await decide(await office.officer('city'), await file(own, { sanctionId }), true);
    expect(await office.statusOf('sanction', sanctionId)).toBe('overturned');
    expect(await office.statusOf('certificate', certificateId)).toBe('valid');
  });

  it('is not for whoever examined the first, from whatever seat they sit in by now', async () => {
    const { own, sanctionId } = await rejectedOnce();
    const id = await file(own, { sanctionId });
    const promoted = await office.officer('city');
    await test.db.query('UPDATE membership SET user_id = $1 WHERE user_id = $2', [
      colleague.actor.userId,
      promoted.actor.userId,
    ]);
    const again = { ...promoted, actor: { ...promoted.actor, userId: colleague.actor.userId } };
    expect((await view(again, id)).can.why).toBe('第一次申诉由您复核，再次申诉须由他人复核。');
    await expect(decide(again, id, true)).rejects.toMatchObject({
      code: 'appeal_same_person',
      details: { part: 'examined' },
    });
  });

  it('is in time after the first was rejected, and shown until then', async () => {
    const { own, sanctionId } = await rejectedOnce();
    expect((await office.appealQueries.ofSupplier(own))[0]).toMatchObject({
      appealBy: expect.any(String),
      can: { again: true },
    });
    await test.db.query('UPDATE appeal SET again_by = now() WHERE sanction_id = $1', [sanctionId]);
    expect((await office.appealQueries.ofSupplier(own))[0]?.can.again).toBe(false);
    await expect(file(own, { sanctionId })).rejects.toMatchObject({ code: 'appeal_too_late' });
  });

  it('against the nation’s decision stays with the nation, with somebody else', async () => {
    const [one, two, three] = [
      await office.officer('national'),
      await office.officer('national'),
      await office.officer('national'),
    ];
    const { own, sanctionId } = await suspended(one);
    await decide(two, await file(own, { sanctionId }), false);
    const id = await file(own, { sanctionId });
    await expect(decide(two, id, true)).rejects.toMatchObject({ code: 'appeal_same_person' });
    await decide(three, id, true);
  });

  it('against a refusal that was made anew begins with the first again', async () => {
    const { own, applicationId } = await refused();
    await decide(colleague, await file(own, { applicationId }), true);
    await test.db.query(
      "UPDATE application SET status = 'refused', closed_at = now(), appeal_by = now() + interval '1 day' WHERE id = $1",
      [applicationId],
    );
    await test.db.query(
      `INSERT INTO application_step (id, application_id, action, from_status, to_status, level, actor_id, actor_name, seat, round)
       VALUES ($1, $2, 'refuse', 'county_review', 'refused', 'county', $3, '李主任', '扶贫办', 1)`,
      [newId(), applicationId, (await office.officer('county')).actor.userId],
    );
    const id = await file(own, { applicationId });
    expect(await view(await office.officer('city'), id)).toMatchObject({ instance: 1, level: 'county' });
  });
});

describe('whoever had a part in the matter', () => {
  const causes = { certificateNumber: null, productId: null, regionCode: COUNTY, name: '', contact: '', evidence: [] };

  it('as inspector or as handler of the complaint that it rests on, does not examine the appeal', async () => {
    const { supplierId, own } = await office.supplier();
    const certificateId = await office.certificate(supplierId);
    const [inspector, handler] = [await office.officer('county'), await office.officer('county')];
    const inspectionId = newId();
    await test.db.query(
      `INSERT INTO inspection (id, number, certificate_id, supplier_id, region_code, cause, status, due_on)
       VALUES ($1, $2, $3, $4, $5, 'random', 'ordered', '2099-01-01')`,
      [inspectionId, newId(), certificateId, supplierId, COUNTY],
    );
    const items = { quality: 'problem', price: 'ok', origin: 'ok', sales: 'ok' } as const;
    await office.inspections.record(
      inspector,
      inspectionId,
      { result: 'failed', items, findings: '霉变', evidenceIds: [], rectifyBy: null },
      office.claim(),
    );
    const { number } = await office.complaints.file(
      { ...causes, kind: 'quality', certificateNumber: `证-${certificateId}`, content: '收到的小米发霉了，要求处理。' },
      '::1',
      aClaim(),
    );
    const complaint = await test.db.one<{ id: string }>('SELECT id FROM complaint WHERE number = $1', [number]);
    const complaintId = complaint?.id ?? '';
    await office.complaints.take(handler, complaintId);
    const sanctionId = await office.sanctions.impose(
      county,
      office.suspension(certificateId, { inspectionId, complaintId }),
      office.claim(),
    );
    const id = await file(own, { sanctionId });
    for (const [person, part] of [
      [inspector, 'inspected'],
      [handler, 'handled'],
    ] as const) {
      await expect(decide(person, id, true)).rejects.toMatchObject({ code: 'appeal_same_person', details: { part } });
      expect((await view(person, id)).can).toMatchObject({
        decide: false,
        why: expect.stringContaining('须由他人复核'),
      });
    }
    await decide(colleague, id, true);
  });

  it('by approving the application at another level, does not examine the appeal against its refusal', async () => {
    const { own, applicationId } = await refused();
    const city = await office.officer('city');
    await test.db.query(
      `INSERT INTO application_step (id, application_id, action, from_status, to_status, level, actor_id, actor_name, seat, round)
       VALUES ($1, $2, 'approve', 'city_review', 'province_review', 'city', $3, '王主任', '市办', 1)`,
      [newId(), applicationId, city.actor.userId],
    );
    const id = await file(own, { applicationId });
    await expect(decide(city, id, true)).rejects.toMatchObject({
      code: 'appeal_same_person',
      details: { part: 'reviewed' },
    });
  });
});

describe('after an appeal that was upheld', () => {
  it('somebody else decides anew about the subject, whatever kind of decision it is', async () => {
    const { own, sanctionId, certificateId } = await suspended();
    await decide(colleague, await file(own, { sanctionId }), true);
    const anew = (caller: Caller) => office.sanctions.impose(caller, office.suspension(certificateId), office.claim());
    await expect(anew(county)).rejects.toMatchObject({ code: 'overturned_same_person' });
    const again = await anew(await office.officer('county'));
    await office.sanctions.lift(colleague, again, '已整改', office.claim());
    // Somebody else has looked at it since: the matter is a new one.
    await anew(county);
  });
});
