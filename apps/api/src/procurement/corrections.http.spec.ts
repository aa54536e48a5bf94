import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrder } from '@yigou/orders/testing';
import { aBudget, aUnit, thisYear } from '@yigou/procurement/testing';
import { ApiHarness, type Answer, type Visitor } from '../testing/api.harness';
import { uploadEvidence } from '../testing/fixtures';

let api: ApiHarness;
let finance: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  finance = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '6404' });
});
afterAll(() => api.close());

const ok = async (answer: Promise<Answer>, status = 200) => {
  const got = await answer;
  expect({ status: got.status, text: got.text }).toMatchObject({ status });
  return got.body as Record<string, never>;
};
async function unit() {
  const id = await aUnit(api.test, undefined, '640422');
  return {
    id,
    manager: await api.person({ organisationId: id }),
    buyer: await api.person({ organisationId: id, role: 'clerk', duties: ['buy'] }),
  };
}
const bought = async (by: Visitor) =>
  (await ok(by.call('getShareProgress', { params: { year: String(thisYear()) } })))['boughtFen'];
const listed = async (by: Visitor, id: 'listShareCorrections' | 'listRegionCorrections', status?: string) =>
  (await ok(by.call(id, status ? { query: `status=${status}` } : {})))['items'] as unknown as { id: string }[];
const waits = async (by: Visitor, code: string) =>
  JSON.stringify((await by.call('listWaiting')).body).includes(`"${code}"`);

describe('a correction of the unit that an order counts to (R9)', () => {
  it('goes from the one unit to the other and to finance, is seen by all three and by nobody else, and moves what was counted', async () => {
    const [a, b, stranger] = [await unit(), await unit(), await unit()];
    const budgetId = await aBudget(api.test, { unitId: a.id, ceilingFen: 1_000_000 });
    const { order } = await anOrder(api.test.db, { unitId: a.id, budgetId }).completed();
    const proof = await uploadEvidence(a.manager);
    const body = { orderNumber: order.number, toUnitId: b.id, reason: '食堂账号绑错了单位', proofIds: [proof] };
    expect((await a.buyer.call('askShareCorrection', { body })).status).toBe(403);
    expect((await stranger.manager.call('askShareCorrection', { body })).status).toBe(404);
    expect((await a.manager.call('askShareCorrection', { body: { ...body, proofIds: [] } })).body).toMatchObject({
      error: { code: 'validation_failed' },
    });
    expect(
      (await a.manager.call('askShareCorrection', { body: { ...body, orderNumber: 'YG2601010000001' } })).status,
    ).toBe(404);
    const { correctionId: id } = await ok(a.manager.call('askShareCorrection', { body }), 201);
    expect(await a.manager.call('askShareCorrection', { body })).toMatchObject({
      status: 409,
      body: { error: { code: 'correction_exists' } },
    });
    const params = { id: id as unknown as string };
    const shown = { id, orderNumber: order.number, status: 'asked', unit: { id: a.id }, toUnit: { id: b.id } };
    expect(await listed(a.manager, 'listShareCorrections')).toMatchObject([
      { ...shown, proofs: [{ id: proof }], may: { answer: false, withdraw: true, decide: false } },
    ]);
    expect(await listed(b.manager, 'listShareCorrections')).toMatchObject([{ ...shown, may: { answer: true } }]);
    expect(await listed(b.buyer, 'listShareCorrections')).toMatchObject([{ ...shown, may: { answer: false } }]);
    expect(await listed(stranger.manager, 'listShareCorrections')).toEqual([]);
    expect([
      await waits(b.manager, 'procurement.corrections'),
      await waits(a.manager, 'procurement.corrections'),
    ]).toEqual([true, false]);
    const agree = { params, body: { decision: 'agree', reason: '' } };
    expect((await a.manager.call('answerShareCorrection', agree)).status).toBe(404);
    expect((await stranger.manager.call('answerShareCorrection', agree)).status).toBe(404);
    await ok(b.manager.call('answerShareCorrection', agree));
    expect(await listed(finance, 'listRegionCorrections', 'agreed')).toMatchObject([
      { id, dueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), may: { decide: true }, proofs: [{ id: proof }] },
    ]);
    expect(await waits(finance, 'procurement.region_corrections')).toBe(true);
    expect((await finance.call('getEvidence', { params: { id: proof } })).status).toBe(200);
    const elsewhere = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '62' });
    const approve = { params, body: { decision: 'approve', reason: '' } };
    expect(await listed(elsewhere, 'listRegionCorrections')).toEqual([]);
    expect((await elsewhere.call('decideRegionCorrection', approve)).status).toBe(404);
    await ok(finance.call('decideRegionCorrection', approve));
    expect([await bought(a.manager), await bought(b.manager)]).toEqual([0, order.goodsFen]);
    expect(await finance.call('decideRegionCorrection', approve)).toMatchObject({
      status: 409,
      body: { error: { code: 'correction_closed' } },
    });
    const audited = await api.test.db.query('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY at', [a.id]);
    expect(audited.map((row) => row['action'])).toEqual([
      'procurement.correction_asked',
      'procurement.correction_agreed',
      'procurement.correction_approved',
    ]);
  });

  it('is declined or rejected with a reason only, which the other side reads, and may be withdrawn and asked for anew', async () => {
    const [a, b] = [await unit(), await unit()];
    const budgetId = await aBudget(api.test, { unitId: a.id, ceilingFen: 1_000_000 });
    const { order } = await anOrder(api.test.db, { unitId: a.id, budgetId }).shipped();
    const ask = async () => {
      const proofIds = [await uploadEvidence(a.manager)];
      const body = { orderNumber: order.number, toUnitId: b.id, reason: '选错', proofIds };
      return (await ok(a.manager.call('askShareCorrection', { body }), 201))['correctionId'] as unknown as string;
    };
    const first = { params: { id: await ask() } };
    expect(
      (await b.manager.call('answerShareCorrection', { ...first, body: { decision: 'decline', reason: '' } })).status,
    ).toBe(400);
    await ok(
      b.manager.call('answerShareCorrection', { ...first, body: { decision: 'decline', reason: '不是我们订的' } }),
    );
    expect((await a.manager.call('listNotices')).text).toContain('不是我们订的');
    expect((await a.manager.call('withdrawShareCorrection', first)).status).toBe(409);
    const second = { params: { id: await ask() } };
    await ok(a.manager.call('withdrawShareCorrection', second));
    const third = { params: { id: await ask() } };
    await ok(b.manager.call('answerShareCorrection', { ...third, body: { decision: 'agree', reason: '' } }));
    await ok(
      finance.call('decideRegionCorrection', { ...third, body: { decision: 'reject', reason: '申请没有盖章' } }),
    );
    expect((await b.manager.call('listNotices')).text).toContain('申请没有盖章');
    expect(await listed(a.manager, 'listShareCorrections')).toMatchObject(
      ['rejected', 'withdrawn', 'declined'].map((status) => ({ status, may: { withdraw: false } })),
    );
  });
});
