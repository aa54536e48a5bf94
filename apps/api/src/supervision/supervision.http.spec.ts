import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { newId } from '@yigou/kernel';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { COUNTY, fileOf, shelf, type Shelf, uploadEvidence } from '../testing/fixtures';
import { aPicture } from '@yigou/evidence/testing';

let api: ApiHarness;
let goods: Shelf & { readonly supplier: Visitor };
let county: Visitor;
let colleague: Visitor;
let city: Visitor;
let province: Visitor;
let certificateId: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  goods = await shelf(api);
  county = await api.person({ organisationId: await api.organisation('administration'), regionPrefix: COUNTY });
  colleague = await api.person({ organisationId: await api.organisation('administration'), regionPrefix: COUNTY });
  city = await api.person({ organisationId: await api.organisation('administration'), regionPrefix: '6404' });
  province = await api.person({ organisationId: await api.organisation('administration'), regionPrefix: '64' });
  const row = await api.test.db.one<{ id: string }>('SELECT id FROM certificate WHERE supplier_id = $1', [
    goods.supplierId,
  ]);
  certificateId = row?.id ?? '';
});
afterAll(() => api.close());

/** Redis counts for all test runs together: each comes from an address of its own. */
const headers = { 'X-Forwarded-For': `198.51.${randomInt(256)}.${randomInt(256)}` };
const complaint = (more: object = {}) => ({
  kind: 'quality',
  certificateNumber: null,
  productId: goods.productId,
  regionCode: null,
  name: '张小三',
  contact: '13900001234',
  content: '收到的小米发霉了，要求处理。',
  ...more,
});

/** Nobody signs in to complain: the key alone says that it is the same complaint. */
async function pressedTwice(visitor: Visitor): Promise<void> {
  const press = (key: string, more: object = {}) =>
    visitor.call('fileComplaint', {
      body: complaint({ content: '双击提交的投诉，只应收到一件。', ...more }),
      headers: { ...headers, 'Idempotency-Key': key },
    });
  expect(await press('')).toMatchObject({ status: 400, body: { error: { code: 'idempotency_key_required' } } });
  const key = newId();
  const answers = await Promise.all([1, 2, 3].map(() => press(key)));
  expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['number'])}`)).size).toBe(1);
  const other = await press(key, { name: '李四' });
  expect(other).toMatchObject({ status: 422, body: { error: { code: 'idempotency_key_reused' } } });
  const filed = await api.test.db.query("SELECT 1 FROM complaint WHERE content LIKE '双击提交%'");
  expect(filed).toHaveLength(1);
}

describe('supervision over HTTP', () => {
  it('R18: a complaint without an account, with a picture, leads to a suspension, an appeal, and a restored certificate', async () => {
    const visitor = api.anonymous();
    const paper = fileOf(await aPicture(), '照片.png');
    const upload = await visitor.call('uploadPublicEvidence', { ...paper, headers: { ...paper.headers, ...headers } });
    const evidence = [{ id: upload.body['id'], claim: upload.body['claim'] }];
    const filed = await visitor.call('fileComplaint', { body: complaint({ evidence }), headers });
    expect(filed).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^TS/) } });
    const again = await visitor.call('fileComplaint', { body: complaint({ evidence }), headers });
    expect(again.status).toBe(400);
    await pressedTwice(visitor);

    const list = await county.call('listComplaints', { query: 'status=received' });
    const params = { id: String((list.body['items'] as { id: string }[])[0]?.id) };
    expect((await county.call('takeComplaint', { params })).body).toMatchObject({
      status: 'investigating',
      name: '张小三',
    });
    const file = { id: String(upload.body['id']) };
    expect((await county.call('getEvidenceFile', { params: file })).status).toBe(200);
    expect((await goods.supplier.call('getEvidenceFile', { params: file })).status).toBe(404);
    const answer = { params, body: { founded: true, answer: '情况属实', suspend: true } };
    expect(await county.call('answerComplaint', answer)).toMatchObject({ status: 200, body: { founded: true } });

    const decisions = await goods.supplier.call('listSupplierSanctions');
    const [sanction] = decisions.body['items'] as { id: string; kind: string; can: object }[];
    expect(sanction).toMatchObject({ kind: 'suspension', certificateId, can: { lift: false, appeal: true } });
    const evidenceIds = [await uploadEvidence(goods.supplier)];
    const body = {
      sanctionId: sanction?.id,
      applicationId: null,
      reason: '检验报告显示产品合格，请复核。',
      evidenceIds,
    };
    const appeal = await goods.supplier.call('fileAppeal', { body });
    expect(appeal).toMatchObject({ status: 201, body: { status: 'open', evidence: [{ id: evidenceIds[0] }] } });
    const decide = (id: unknown, upheld: boolean) => ({
      params: { id: String(id) },
      body: { upheld, reason: '检验合格' },
    });
    expect(await county.call('decideAppeal', decide(appeal.body['id'], true))).toMatchObject({
      status: 403,
      body: { error: { code: 'appeal_same_person' } },
    });
    expect(await city.call('decideAppeal', decide(appeal.body['id'], false))).toMatchObject({
      status: 200,
      body: { status: 'rejected', instance: 1 },
    });
    const second = await goods.supplier.call('fileAppeal', { body: { ...body, evidenceIds: [] } });
    expect(second).toMatchObject({ status: 201, body: { status: 'open', instance: 2, level: 'province' } });
    expect(await city.call('decideAppeal', decide(second.body['id'], true))).toMatchObject({
      status: 403,
      body: { error: { code: 'appeal_same_person', message: expect.stringContaining('再次申诉须由他人复核') } },
    });
    expect(await colleague.call('decideAppeal', decide(second.body['id'], true))).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    });
    expect(await province.call('decideAppeal', decide(second.body['id'], true))).toMatchObject({
      status: 200,
      body: { status: 'upheld' },
    });
    expect((await goods.supplier.call('fileAppeal', { body })).status).toBe(409);
    const now = await api.test.db.one('SELECT status FROM certificate WHERE id = $1', [certificateId]);
    expect(now).toEqual({ status: 'valid' });

    const notices = await goods.supplier.call('listNotices');
    expect(Number(notices.body['unread'])).toBeGreaterThanOrEqual(4);
    expect((await goods.supplier.call('readNotices', { body: { ids: null } })).body).toEqual({ unread: 0 });
  });

  it('an inspection is drawn, recorded, put right and looked at again', async () => {
    const body = { method: 'random', regionCode: COUNTY, category: null, size: 5, seed: 'seed-1', dueOn: '2099-01-01' };
    const drawn = await county.call('drawInspections', { body });
    expect(drawn).toMatchObject({ status: 201, body: { population: 1, size: 1, seed: 'seed-1' } });
    expect((await county.call('listDraws')).body['items']).toHaveLength(1);
    const list = await county.call('listInspections', { query: `drawId=${String(drawn.body['id'])}` });
    const params = { id: String((list.body['items'] as { id: string }[])[0]?.id) };
    const items = { quality: 'ok', price: 'ok', origin: 'problem', sales: 'ok' };
    const finding = { items, findings: '产地标识不清', evidenceIds: [await uploadEvidence(county)] };
    const rectify = { params, body: { ...finding, result: 'rectify', rectifyBy: '2099-02-01' } };
    expect((await county.call('recordInspection', rectify)).body).toMatchObject({ status: 'rectifying', items });
    const report = { params, body: { report: '已更换标识' } };
    expect((await goods.supplier.call('reportRectification', report)).body['items']).toMatchObject([
      { status: 'rectified' },
    ]);
    const passed = { params, body: { ...finding, evidenceIds: [], result: 'passed', rectifyBy: null } };
    expect((await county.call('recordInspection', passed)).body).toMatchObject({ status: 'passed' });
  });

  it('a decision made twice with one key is one decision', async () => {
    const body = { kind: 'suspension', certificateId, supplierId: null, reason: '抽检不合格', endsOn: null };
    const key = { 'Idempotency-Key': `once-${certificateId}` };
    // The county's last decision about it was overturned above: somebody else decides anew.
    expect(await county.call('imposeSanction', { body, headers: key })).toMatchObject({
      status: 403,
      body: { error: { code: 'overturned_same_person' } },
    });
    const [first, second] = await Promise.all(
      [1, 2].map(() => colleague.call('imposeSanction', { body, headers: key })),
    );
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(first?.body['id']).toBe(second?.body['id']);
    const lifted = await county.call('liftSanction', {
      params: { id: String(first?.body['id']) },
      body: { reason: '已整改' },
    });
    expect(lifted).toMatchObject({ status: 200, body: { status: 'lifted' } });
    expect((await city.call('listSanctions', { query: 'status=lifted' })).body['total']).toBe(1);
  });
});
