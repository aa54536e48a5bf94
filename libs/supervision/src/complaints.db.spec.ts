import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plausibleTracking } from '@yigou/certification';
import { claimHash } from '@yigou/evidence';
import { newId } from '@yigou/kernel';
import { endOfWorkingDays } from '@yigou/platform';
import { aClaim, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import type { Caller } from '@yigou/identity';
import { aMembership } from '@yigou/identity/testing';
import { aFile } from '@yigou/evidence/testing';
import { ADDRESS, COUNTY, SupervisionOffice } from './testing/supervision-office';

let test: TestDatabase;
let office: SupervisionOffice;
let county: Caller;
beforeAll(async () => {
  test = await createTestDatabase();
  office = new SupervisionOffice(test);
  county = await office.officer('county');
});
afterAll(() => test.close());

const words = (more: object) => ({
  kind: 'quality' as const,
  certificateNumber: null,
  productId: null,
  regionCode: null,
  name: '张小三',
  contact: '13900001234',
  content: '收到的小米发霉了，要求处理。',
  evidence: [],
  ...more,
});
async function filed(more: object): Promise<string> {
  const { number } = await office.complaints.file(words(more), ADDRESS, aClaim());
  const row = await test.db.one<{ id: string }>('SELECT id FROM complaint WHERE number = $1', [number]);
  return row?.id ?? '';
}
async function certified() {
  const { supplierId, own } = await office.supplier();
  const certificateId = await office.certificate(supplierId);
  return { supplierId, own, certificateId, certificateNumber: `证-${certificateId}` };
}
const answer = (caller: Caller, id: string, more: object = {}) =>
  office.complaints.answer(caller, id, { founded: true, answer: '情况属实', suspend: false, ...more }, office.claim());

describe('a complaint', () => {
  it('is filed by anybody, sealed, told to the county, and due by policy', async () => {
    const { certificateNumber } = await certified();
    const claim = 'a claim that nobody guesses';
    const { id: fileId } = await aFile(test.db, { claimHash: claimHash(claim), scan: 'unscanned' });
    const { number } = await office.complaints.file(
      words({ certificateNumber, evidence: [{ id: fileId, claim }] }),
      ADDRESS,
      aClaim(),
    );
    expect(plausibleTracking(number)).toBe(true);
    const row = await test.db.one<Record<string, unknown>>(`SELECT * FROM complaint WHERE number = $1`, [number]);
    expect(row).toMatchObject({ status: 'received', region_code: COUNTY, evidence: [fileId] });
    expect(row?.['due_at']).toEqual(endOfWorkingDays(row?.['created_at'] as Date, 15));
    expect(JSON.stringify(row)).not.toMatch(/张小三|13900001234/);
    const [paper] = await test.db.query('SELECT supplier_id, region_code FROM evidence WHERE id = $1', [fileId]);
    expect(paper).toEqual({ supplier_id: null, region_code: COUNTY });
    const notices = await test.db.query('SELECT body FROM notice WHERE user_id = $1', [county.actor.userId]);
    expect(notices).toEqual([{ body: `投诉 ${number}，请在 15 个工作日内答复。` }]);
    const trail = await test.db.query("SELECT * FROM audit_entry WHERE action = 'certification.complaint_filed'");
    expect(JSON.stringify([trail, notices])).not.toMatch(/张小三|13900001234/);
    await expect(
      office.complaints.file(words({ certificateNumber, evidence: [{ id: fileId, claim }] }), ADDRESS, aClaim()),
    ).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('is about something that exists', async () => {
    const bad = [{}, { certificateNumber: '没有' }, { productId: newId() }, { regionCode: '999999' }];
    for (const more of bad)
      await expect(office.complaints.file(words(more), ADDRESS, aClaim())).rejects.toMatchObject({
        code: 'validation_failed',
      });
    expect(await filed({ regionCode: COUNTY })).not.toBe('');
  });

  it('shows who complains to the one who handles it alone', async () => {
    const id = await filed({ regionCode: COUNTY });
    const view = (caller: Caller) => office.complaintQueries.view(caller, id);
    expect(await view(county)).toMatchObject({ name: '张**', contact: '139****', can: { take: true, answer: true } });
    await office.complaints.take(county, id);
    expect(await view(county)).toMatchObject({ name: '张小三', contact: '13900001234', status: 'investigating' });
    expect(await view(await office.officer('city'))).toMatchObject({ name: '张**' });
    await expect(view(await office.officer('county', '640423'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(office.complaints.take(await office.officer('city'), id)).rejects.toMatchObject({
      code: 'already_decided',
      details: { by: '王主任', status: 'investigating' },
    });
  });

  it('R18: proven, takes the certificate off the shelves in the same transaction', async () => {
    const { supplierId, own, certificateId, certificateNumber } = await certified();
    const id = await filed({ certificateNumber });
    await answer(county, id, { suspend: true });
    expect(await office.statusOf('certificate', certificateId)).toBe('suspended');
    const sanctions = await test.db.query('SELECT kind, complaint_id FROM sanction WHERE supplier_id = $1', [
      supplierId,
    ]);
    expect(sanctions).toEqual([{ kind: 'suspension', complaint_id: id }]);
    const notices = await test.db.query('SELECT DISTINCT kind FROM notice WHERE user_id = $1 ORDER BY 1', [
      own.actor.userId,
    ]);
    expect(notices).toEqual([{ kind: 'complaint' }, { kind: 'sanction' }]);
    await expect(answer(county, id)).rejects.toMatchObject({ code: 'already_decided' });
    // A second one about the same finds it off the shelves already.
    const second = await filed({ certificateNumber });
    await answer(county, second, { suspend: true });
    expect(await test.db.query('SELECT 1 FROM sanction WHERE supplier_id = $1', [supplierId])).toHaveLength(1);
  });

  it('suspends nothing that it does not name, unproven, or by a level that may not', async () => {
    const { certificateId, certificateNumber } = await certified();
    const id = await filed({ certificateNumber });
    await expect(answer(county, id, { founded: false, suspend: true })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const trade = await office.officer('industry');
    await expect(answer(trade, id, { suspend: true })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(answer(county, await filed({ regionCode: COUNTY }), { suspend: true })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await answer(trade, id, { founded: false });
    expect(await office.statusOf('certificate', certificateId)).toBe('valid');
  });

  it('is not decided by a member or helper of the supplier', async () => {
    const { supplierId, certificateNumber } = await certified();
    const own = await office.officer('county');
    await aMembership(test.db, { userId: own.actor.userId, organisationId: supplierId, role: 'clerk' });
    const id = await filed({ certificateNumber });
    await expect(answer(own, id)).rejects.toMatchObject({ code: 'conflict_of_interest' });
    expect((await office.complaintQueries.view(own, id)).can).toEqual({ take: false, answer: false });
  });

  it('is listed in one statement, the most urgent first, without names', async () => {
    const page = await office.complaintQueries.list(county, { limit: 2, q: '发霉' });
    expect(page.items).toHaveLength(2);
    expect(page.nextCursor).not.toBeNull();
    expect(JSON.stringify(page)).not.toContain('张小三');
    const rest = await office.complaintQueries.list(county, { limit: 100, cursor: page.nextCursor ?? '' });
    expect(rest.items.length + 2).toBe(page.total);
    expect(await countStatements(() => office.complaintQueries.list(county, { limit: 5 }))).toBe(1);
    const township = await office.officer('township', COUNTY, '安家镇');
    expect((await office.complaintQueries.list(township, { limit: 5 })).items).toEqual([]);
  });
});
