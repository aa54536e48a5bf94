import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MemberDuty } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { goods, WANTED } from '@yigou/purchasing/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';

let api: ApiHarness;
let unitId: string;
let skuId: string;
let manager: Visitor;
let buyer: Visitor;
let approver: Visitor;
const clerk = (...duties: MemberDuty[]) => api.person({ organisationId: unitId, role: 'clerk', duties });
beforeAll(async () => {
  api = await ApiHarness.start();
  unitId = await aUnit(api.test);
  skuId = await goods(api.test);
  manager = await api.person({ organisationId: unitId });
  [buyer, approver] = [await clerk('buy'), await clerk('approve')];
});
afterAll(() => api.close());
const refused = (status: number, code: string) => ({ status, body: { error: { code } } });
const body = (quantity: number) => ({ ...WANTED, budgetId: null, lines: [{ skuId, quantity }] });
const mine = async (visitor: Visitor) =>
  (await visitor.call('listRequisitions', { query: 'mine=1' })).body['items'] as { id: string }[];

describe('requisitions over HTTP', () => {
  it('are written by who buys, returned and approved by who approves, within limits that the manager sets (§1)', async () => {
    const limits = { approvers: [{ userId: approver.userId, perOrderFen: 100_000, perMonthFen: null }] };
    expect(await buyer.call('setApprovers', { body: limits })).toMatchObject(refused(403, 'forbidden'));
    expect(await manager.call('setApprovers', { body: limits })).toMatchObject({
      status: 200,
      body: { approvers: [{ userId: approver.userId, approvedFen: 0, delegate: null }] },
    });
    expect(await approver.call('createRequisition', { body: body(1) })).toMatchObject(refused(403, 'forbidden'));
    const made = await buyer.call('createRequisition', { body: body(1) });
    expect(made).toMatchObject({ status: 201, body: { status: 'draft', totalFen: 2_000, lockVersion: 1 } });
    const params = { id: String(made.body['id']) };
    expect(await mine(approver)).toEqual([]);
    expect(await buyer.call('submitRequisition', { params })).toMatchObject({ body: { status: 'submitted' } });
    expect((await mine(approver)).map(({ id }) => id)).toEqual([params.id]);
    expect(await mine(buyer)).toEqual([]);
    const approval = { params, body: { linesHash: String(made.body['linesHash']) } };
    expect(await buyer.call('approveRequisition', approval)).toMatchObject(refused(403, 'forbidden'));
    // Managers may, but it is not their turn.
    expect(await manager.call('approveRequisition', approval)).toMatchObject(refused(403, 'forbidden'));
    const reason = { params, body: { reason: '多买一袋' } };
    expect(await approver.call('returnRequisition', reason)).toMatchObject({ body: { status: 'returned' } });
    const { lockVersion } = (await buyer.call('getRequisition', { params })).body;
    const saved = await buyer.call('saveRequisition', { params, body: { ...body(2), lockVersion } });
    expect(saved).toMatchObject({ status: 200, body: { totalFen: 4_000, items: [{ quantity: 2 }] } });
    expect(await buyer.call('saveRequisition', { params, body: { ...body(2), lockVersion } })).toMatchObject(
      refused(409, 'version_conflict'),
    );
    await buyer.call('submitRequisition', { params });
    expect(await approver.call('approveRequisition', approval)).toMatchObject(refused(409, 'requisition_changed'));
    const now = { params, body: { linesHash: String(saved.body['linesHash']) } };
    expect(await approver.call('approveRequisition', now)).toMatchObject({ body: { status: 'approved' } });
    expect(await approver.call('approveRequisition', now)).toMatchObject(refused(409, 'requisition_closed'));
    const stranger = await api.person({ organisationId: await aUnit(api.test) });
    for (const route of ['getRequisition', 'submitRequisition', 'withdrawRequisition', 'passOnRequisition'] as const)
      expect(await stranger.call(route, { params })).toMatchObject({ status: 404 });
  });

  it('are ordered once under a key, by who buys, and lead to their orders', async () => {
    await aBudget(api.test, { unitId, ceilingFen: 100_000 });
    const made = await buyer.call('createRequisition', { body: body(1) });
    const params = { id: String(made.body['id']) };
    const linesHash = String(made.body['linesHash']);
    const place = { receiver: '李师傅', phone: '13900000000', regionCode: '640422', detail: '学校食堂后门' };
    const addressId = String((await buyer.call('createAddress', { body: place })).body['id']);
    const lines = [{ skuId, quantity: 1 }];
    const { totalFen: expectedTotalFen } = (await buyer.call('previewCheckout', { body: { lines, addressId } })).body;
    const order = { params, body: { linesHash, addressId, expectedTotalFen } };
    expect(await buyer.call('placeRequisition', order)).toMatchObject(refused(409, 'requisition_closed'));
    await buyer.call('submitRequisition', { params });
    await approver.call('approveRequisition', { params, body: { linesHash } });
    expect(await approver.call('placeRequisition', order)).toMatchObject(refused(403, 'forbidden'));
    const anew = { ...order, headers: { 'Idempotency-Key': newId() } };
    const placed = await buyer.call('placeRequisition', anew);
    expect(placed).toMatchObject({
      status: 201,
      body: { status: 'ordered', orders: [{ status: 'to_sign', totalFen: expectedTotalFen }] },
    });
    const again = await buyer.call('placeRequisition', anew);
    expect(again.body['orders']).toEqual(placed.body['orders']);
    const [{ id }] = placed.body['orders'] as [{ id: string }];
    expect(await buyer.call('getOrder', { params: { id } })).toMatchObject({
      status: 200,
      body: { status: 'to_sign' },
    });
  });

  it('begin with a template that the buyers of the unit share, checked as a list that is sent', async () => {
    const template = { name: '每周用粮', lines: [{ skuId, quantity: 2 }] };
    expect(await approver.call('createTemplate', { body: template })).toMatchObject(refused(403, 'forbidden'));
    const kept = await buyer.call('createTemplate', { body: template });
    expect(kept).toMatchObject({ status: 201, body: { items: [{ name: '每周用粮', lines: 1 }] } });
    expect(await buyer.call('createTemplate', { body: template })).toMatchObject(refused(409, 'template_exists'));
    for (const wrong of [
      { ...template, name: ' ' },
      { ...template, lines: [] },
      { ...template, lines: Array.from({ length: 201 }, () => ({ skuId: newId(), quantity: 1 })) },
    ])
      expect(await buyer.call('createTemplate', { body: wrong })).toMatchObject(refused(400, 'validation_failed'));
    const [{ id }] = kept.body['items'] as [{ id: string }];
    const again = { params: { from: 'template', id } };
    expect(await manager.call('checkReorder', again)).toMatchObject({
      status: 200,
      body: { lines: [{ outcome: 'ok', quantity: 2, good: { skuId } }], counts: { ok: 1, choose: 0, refused: 0 } },
    });
    expect(await buyer.call('checkReorder', { params: { from: 'cart', id } })).toMatchObject(refused(404, 'not_found'));
    const named = await manager.call('renameTemplate', { params: { id }, body: { name: '每月用粮' } });
    expect(named.body['items']).toMatchObject([{ id, name: '每月用粮' }]);
    expect((await buyer.call('listReorderSources')).body['items']).toContainEqual(
      expect.objectContaining({ from: 'template', id, name: '每月用粮', lines: 1 }),
    );
    expect(await manager.call('deleteTemplate', { params: { id } })).toMatchObject({
      status: 200,
      body: { items: [] },
    });
    expect(await buyer.call('checkReorder', again)).toMatchObject({ status: 404 });
  });

  it('are compared before by who sits in a unit, up to four goods at once', async () => {
    const found = await buyer.call('compareGoods', { query: `ids=${skuId}&quantity=3` });
    expect(found).toMatchObject({
      status: 200,
      body: { items: [{ skuId, priceFen: 2_000, goodsFen: 6_000, best: false }] },
    });
    const five = Array.from({ length: 5 }, () => newId()).join(',');
    for (const query of ['ids=', 'ids=nothing', `ids=${five}`, `ids=${skuId}&quantity=0`])
      expect(await buyer.call('compareGoods', { query })).toMatchObject(refused(400, 'validation_failed'));
    const foreign = `ids=${skuId}&pointId=${newId()}`;
    expect(await buyer.call('compareGoods', { query: foreign })).toMatchObject(refused(404, 'not_found'));
    expect((await (await api.person()).call('compareGoods', { query: `ids=${skuId}` })).status).toBe(403);
  });

  it('take what can be ordered, found by its name', async () => {
    const { productName } = (await api.test.db.one<{ productName: string }>(
      'SELECT p.name AS "productName" FROM sku k JOIN product p ON p.id = k.product_id WHERE k.id = $1',
      [skuId],
    )) ?? { productName: '' };
    const found = await buyer.call('findGoods', { query: `q=${encodeURIComponent(productName)}` });
    expect(found.body['items']).toMatchObject([{ skuId, productName, priceFen: 2_000 }]);
    expect((await buyer.call('findGoods', { query: 'q=%25' })).body['items']).toEqual([]);
    for (const wrong of [
      { ...body(1), lines: [...body(1).lines, ...body(1).lines] },
      { ...body(1), lines: [{ skuId: unitId, quantity: 1 }] },
      { ...body(0) },
    ])
      expect(await buyer.call('createRequisition', { body: wrong })).toMatchObject(refused(400, 'validation_failed'));
  });
});
