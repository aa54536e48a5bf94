import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aUnit, thisYear } from '@yigou/procurement/testing';
import { uploadEvidence } from '../testing/fixtures';
import { ApiHarness, type Visitor } from '../testing/api.harness';

const YEAR = thisYear();
let api: ApiHarness;
let finance: Visitor;
let unitId: string;
let manager: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  finance = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '6404' });
  unitId = await aUnit(api.test, undefined, '640422');
  manager = await api.person({ organisationId: unitId });
});
afterAll(() => api.close());

const body = async (more: object = {}) => ({
  unitId,
  year: YEAR,
  ratioBp: 500,
  documentNumber: '财库函〔2026〕1 号',
  documentId: await uploadEvidence(finance),
  reason: '高原地区，品种有限',
  ...more,
});
const year = async () => (await manager.call('getShareYear', { params: { year: String(YEAR) } })).body;
const listed = async (by = finance) =>
  (await by.call('listRatioGrants', { query: `year=${YEAR}` })).body['items'] as unknown as {
    id: string;
    ratioBp: number;
    revokedAt: string | null;
    document: { id: string } | null;
  }[];

describe('a lower ratio (R1)', () => {
  it('is granted with its document, which the unit sees and a stranger does not', async () => {
    const sent = await body();
    expect(await finance.call('grantRatio', { body: sent })).toMatchObject({ status: 200 });
    expect(await year()).toMatchObject({
      rules: {
        minimumBp: 1_000,
        grantedBp: 500,
        grant: {
          documentNumber: '财库函〔2026〕1 号',
          reason: '高原地区，品种有限',
          document: { id: sent.documentId },
        },
      },
    });
    const file = { params: { id: sent.documentId } };
    const [stranger, elsewhere, office] = [
      await api.person({ organisationId: await aUnit(api.test, undefined, '640422') }),
      await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '62' }),
      await api.person({ organisationId: await api.organisation('administration'), regionPrefix: '640422' }),
    ];
    const seen = async (who: Visitor) => (await who.call('getEvidence', file)).status;
    expect(await Promise.all([manager, finance, stranger, elsewhere, office].map(seen))).toEqual([
      200, 200, 404, 404, 404,
    ]);
    const { open } = (await manager.call('beginFiling', { params: { year: String(YEAR) } })).body as unknown as {
      open: { id: string; lockVersion: number };
    };
    const content = {
      canteen: 'own',
      canteenTotalFen: 100_000,
      ratioBp: 600,
      sharedWithId: null,
      operatorId: null,
      remark: '',
      unionDemandFen: null,
      contactName: '',
      contactPhone: '',
      changeReason: '',
      lockVersion: open.lockVersion,
    };
    const saved = await manager.call('saveFiling', { params: { id: open.id }, body: content });
    expect(saved.body).toMatchObject({ minimumBp: 500, problems: [] });
  });

  it('is replaced by a later one, and ends with the reason when it is revoked, once', async () => {
    await finance.call('grantRatio', { body: await body({ ratioBp: 300 }) });
    const [latest, earlier] = await listed();
    expect([latest, earlier]).toMatchObject([
      { ratioBp: 300, revokedAt: null },
      { ratioBp: 500, revokedAt: expect.any(String) },
    ]);
    const call = { params: { id: latest?.id ?? '' }, body: { reason: '文件已失效' } };
    const answers = await Promise.all([finance.call('revokeRatioGrant', call), finance.call('revokeRatioGrant', call)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await year()).toMatchObject({ rules: { grantedBp: null, grant: null } });
    expect((await manager.call('listNotices')).text).toContain('文件已失效');
  });

  it('is granted twice at once and holds once', async () => {
    const bodies = await Promise.all([body({ ratioBp: 100 }), body({ ratioBp: 200 })]);
    const answers = await Promise.all(bodies.map((sent) => finance.call('grantRatio', { body: sent })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await listed()).filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1);
  });

  it('is no other region’s, no clerk’s, needs its own document, and is none where the minimum is kept', async () => {
    const elsewhere = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '62' });
    const [grant] = await listed();
    const revocation = { params: { id: grant?.id ?? '' }, body: { reason: '捣乱' } };
    expect(await elsewhere.call('grantRatio', { body: await body() })).toMatchObject({ status: 404 });
    expect(await elsewhere.call('revokeRatioGrant', revocation)).toMatchObject({ status: 404 });
    expect(await listed(elsewhere)).toEqual([]);
    const organisationId = await api.organisation('finance');
    const clerk = await api.person({ organisationId, regionPrefix: '6404', role: 'clerk' });
    expect(await clerk.call('grantRatio', { body: await body() })).toMatchObject({ status: 403 });
    const foreign = await uploadEvidence(manager);
    expect((await finance.call('grantRatio', { body: await body({ documentId: foreign }) })).body).toMatchObject({
      error: { code: 'validation_failed', details: { fields: { evidence: expect.any(String) } } },
    });
    expect((await finance.call('grantRatio', { body: await body({ ratioBp: 1_000 }) })).body).toMatchObject({
      error: { code: 'validation_failed', details: { fields: { ratioBp: expect.stringContaining('10%') } } },
    });
  });
});
