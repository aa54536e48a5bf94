import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import type { Caller } from '@yigou/identity';
import { SupervisionOffice } from './testing/supervision-office';

let test: TestDatabase;
let office: SupervisionOffice;
let one: Caller;
let other: Caller;
let city: Caller;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
  office = new SupervisionOffice(test);
  one = await office.officer('county');
  other = await office.officer('county');
  city = await office.officer('city');
});
afterAll(() => test.close());

const ROUNDS = 12;
const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === 'fulfilled' ? 'done' : (result.reason as { code?: string }).code)).sort();
const impose = (caller: Caller, body: ReturnType<typeof office.suspension>) =>
  office.sanctions.impose(caller, body, office.claim());

async function certified() {
  const { supplierId, own } = await office.supplier();
  return { supplierId, own, certificateId: await office.certificate(supplierId) };
}
/** What a certificate's history says must be what it is, each step beginning where the last one ended. */
async function expectUnbroken(certificateId: string): Promise<void> {
  const steps = await test.db.query<{ from: string; to: string }>(
    'SELECT from_status AS "from", to_status AS "to" FROM certificate_step WHERE certificate_id = $1 ORDER BY at, id',
    [certificateId],
  );
  let status = 'valid';
  for (const { from, to } of steps) {
    expect(from).toBe(status);
    status = to;
  }
  expect(await office.statusOf('certificate', certificateId)).toBe(status);
}

describe('at the same moment', () => {
  it('two impose the same suspension: one does, the other is told', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { certificateId } = await certified();
      const results = await Promise.allSettled(
        [one, other, city].map((caller) => impose(caller, office.suspension(certificateId))),
      );
      expect(codes(results)).toEqual(['done', 'illegal_transition', 'illegal_transition']);
      expect(await test.db.query('SELECT 1 FROM sanction WHERE certificate_id = $1', [certificateId])).toHaveLength(1);
      await expectUnbroken(certificateId);
    }
  });

  it('a proven complaint and an inspector suspend the same certificate: it is suspended once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { certificateId, supplierId } = await certified();
      const inspectionId = newId();
      await test.db.query(
        `INSERT INTO inspection (id, number, certificate_id, supplier_id, region_code, cause, status, due_on, recorded_at)
         VALUES ($1, $2, $3, $4, '640422', 'random', 'failed', '2099-01-01', now())`,
        [inspectionId, newId(), certificateId, supplierId],
      );
      const { number } = await office.complaints.file(
        {
          kind: 'quality',
          certificateNumber: `证-${certificateId}`,
          productId: null,
          regionCode: null,
          name: '',
          contact: '',
          content: '收到的小米发霉了，要求处理。',
          evidence: [],
        },
        '::1',
        aClaim(),
      );
      const [complaint] = await test.db.query<{ id: string }>('SELECT id FROM complaint WHERE number = $1', [number]);
      const results = await Promise.allSettled([
        office.complaints.answer(
          one,
          complaint?.id ?? '',
          { founded: true, answer: '情况属实', suspend: true },
          office.claim(),
        ),
        impose(other, office.suspension(certificateId, { inspectionId })),
      ]);
      // The complaint is answered either way; the inspector is told when it came first.
      expect(results[0].status).toBe('fulfilled');
      expect(await test.db.query('SELECT 1 FROM sanction WHERE certificate_id = $1', [certificateId])).toHaveLength(1);
      expect(await office.statusOf('certificate', certificateId)).toBe('suspended');
      await expectUnbroken(certificateId);
    }
  });

  it('one lifts what comes to its term: it ends once, by one of them', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { certificateId } = await certified();
      const id = await impose(one, office.suspension(certificateId, { endsOn: '2099-12-31' }));
      await test.db.query('UPDATE sanction SET ends_at = now() WHERE id = $1', [id]);
      const [lifted, ended] = await Promise.allSettled([
        office.sanctions.lift(other, id, '已整改', office.claim()),
        office.sanctions.endDue(),
        office.sanctions.endDue(),
      ]);
      expect(ended?.status).toBe('fulfilled');
      expect(await office.statusOf('sanction', id)).toBe(lifted?.status === 'fulfilled' ? 'lifted' : 'ended');
      const restored = await test.db.query(
        "SELECT 1 FROM certificate_step WHERE certificate_id = $1 AND action = 'restore'",
        [certificateId],
      );
      expect(restored).toHaveLength(1);
      await expectUnbroken(certificateId);
    }
  });

  it('two decide an appeal, for and against: one outcome, and the other is told who', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { certificateId, own } = await certified();
      const sanctionId = await impose(one, office.suspension(certificateId));
      const appeal = { sanctionId, applicationId: null, reason: '检验报告显示产品合格，请复核。', evidenceIds: [] };
      const id = await office.appeals.file(own, appeal, office.claim());
      const decide = (caller: Caller, upheld: boolean) =>
        office.appeals.decide(caller, id, { upheld, reason: '复核意见', evidenceIds: [] }, office.claim());
      const results = await Promise.allSettled([decide(other, true), decide(city, false), decide(one, true)]);
      expect(codes(results)).toEqual(['already_decided', 'appeal_same_person', 'done']);
      const upheld = results[0]?.status === 'fulfilled';
      expect(await office.statusOf('appeal', id)).toBe(upheld ? 'upheld' : 'rejected');
      expect(await office.statusOf('certificate', certificateId)).toBe(upheld ? 'valid' : 'suspended');
      await expectUnbroken(certificateId);
    }
  });

  it('two appeals against one decision: one is filed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { certificateId, own } = await certified();
      const sanctionId = await impose(one, office.suspension(certificateId));
      const appeal = { sanctionId, applicationId: null, reason: '检验报告显示产品合格，请复核。', evidenceIds: [] };
      const results = await Promise.allSettled([1, 2, 3].map(() => office.appeals.file(own, appeal, office.claim())));
      expect(codes(results)).toEqual(['appeal_exists', 'appeal_exists', 'done']);
    }
  });

  it('two ask once more, then two examine it: it is filed once and decided once, by who had no part in the first', async () => {
    const prefecture = await office.officer('city');
    for (let round = 0; round < ROUNDS; round += 1) {
      const { certificateId, own } = await certified();
      const sanctionId = await impose(one, office.suspension(certificateId));
      const appeal = { sanctionId, applicationId: null, reason: '检验报告显示产品合格，请复核。', evidenceIds: [] };
      const decide = (caller: Caller, id: string, upheld: boolean) =>
        office.appeals.decide(caller, id, { upheld, reason: '复核意见', evidenceIds: [] }, office.claim());
      await decide(city, await office.appeals.file(own, appeal, office.claim()), false);
      const filed = await Promise.allSettled([1, 2, 3].map(() => office.appeals.file(own, appeal, office.claim())));
      expect(codes(filed)).toEqual(['appeal_exists', 'appeal_exists', 'done']);
      const second = filed.find((result) => result.status === 'fulfilled')?.value ?? '';
      // Rejected by the city, it goes to the province: the city's other official is too low, the first examiner had a part.
      const [province, nation] = [await office.officer('province'), await office.officer('national')];
      const results = await Promise.allSettled([
        decide(province, second, true),
        decide(nation, second, false),
        decide(prefecture, second, true),
        decide(city, second, true),
      ]);
      expect(codes(results)).toEqual(['already_decided', 'appeal_same_person', 'done', 'forbidden']);
      const upheld = results[0]?.status === 'fulfilled';
      expect(await office.statusOf('appeal', second)).toBe(upheld ? 'upheld' : 'rejected');
      expect(await office.statusOf('sanction', sanctionId)).toBe(upheld ? 'overturned' : 'in_force');
      await expectUnbroken(certificateId);
    }
  });

  it('one lifts while the appeal is upheld: the certificate is restored once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { certificateId, own } = await certified();
      const sanctionId = await impose(one, office.suspension(certificateId));
      const appeal = { sanctionId, applicationId: null, reason: '检验报告显示产品合格，请复核。', evidenceIds: [] };
      const id = await office.appeals.file(own, appeal, office.claim());
      await Promise.allSettled([
        office.appeals.decide(other, id, { upheld: true, reason: '复核意见', evidenceIds: [] }, office.claim()),
        office.sanctions.lift(one, sanctionId, '已整改', office.claim()),
      ]);
      expect(await office.statusOf('appeal', id)).toBe('upheld');
      expect(await office.statusOf('certificate', certificateId)).toBe('valid');
      await expectUnbroken(certificateId);
    }
  });

  it('a role is taken away: it decides before, or not at all', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { certificateId } = await certified();
      const leaving = await office.officer('county');
      const [imposed] = await Promise.allSettled([
        impose(leaving, office.suspension(certificateId)),
        test.db.query('DELETE FROM membership WHERE user_id = $1', [leaving.actor.userId]),
      ]);
      const suspended = (await office.statusOf('certificate', certificateId)) === 'suspended';
      expect(suspended).toBe(imposed?.status === 'fulfilled');
      if (imposed?.status === 'rejected') expect(imposed.reason).toMatchObject({ code: 'forbidden' });
    }
  });
});
