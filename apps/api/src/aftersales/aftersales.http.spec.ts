import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AFTERSALES } from '@yigou/aftersales';
import { ORDERS } from '@yigou/orders';
import { checkInvariant } from '@yigou/platform';
import { REPORTING } from '@yigou/reporting';
import { TradeRows } from '@yigou/reporting/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';

let api: ApiHarness;
let buyer: Visitor;
let seller: Visitor;
let office: Visitor;
let orderId: string;
let orderLineId: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  const market = new TradeRows(api.test.db);
  const supplierId = await market.supplier();
  buyer = await api.person();
  seller = await api.person({ organisationId: supplierId });
  office = await api.person({ organisationId: await api.organisation('administration') });
  ({ orderId } = await market.order(await market.product(supplierId), {
    status: 'shipped',
    userId: buyer.userId ?? '',
  }));
  const line = await api.test.db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [orderId]);
  orderLineId = line?.id ?? '';
});
afterAll(() => api.close());

const asked = { kind: 'refund', reason: 'shortage', pieces: 1, amountFen: 1_250, words: '少了一袋花生', evidence: [] };

describe('after-sales cases over HTTP', () => {
  it('are asked for, answered and decided, each by whose turn it is, and all books balance', async () => {
    const terms = await buyer.call('aftersalesTerms', { params: { id: orderId } });
    expect(terms.body).toMatchObject({
      open: true,
      lines: [{ orderLineId, pieces: 2, rest: { goodsFen: 2_000, freightFen: 500 } }],
    });
    const photoless = await buyer.call('openAftersales', { body: { ...asked, orderLineId, reason: 'damaged' } });
    expect(photoless).toMatchObject({
      status: 400,
      body: { error: { details: { fields: { evidence: expect.any(String) } } } },
    });
    const ids: string[] = [];
    for (const _piece of [1, 2]) {
      const opened = await buyer.call('openAftersales', { body: { ...asked, orderLineId } });
      expect(opened).toMatchObject({ status: 201, body: { status: 'applied', can: { withdraw: true, agree: false } } });
      ids.push(String(opened.body['id']));
    }
    const [agreed = '', refused = ''] = ids;
    const waiting = await seller.call('listSupplierAftersales', { query: 'status=applied' });
    expect(waiting.body).toMatchObject({ total: 2 });
    const paid = await seller.call('agreeAftersales', { params: { id: agreed }, body: {} });
    expect(paid).toMatchObject({ status: 200, body: { status: 'refunding', agreedFen: 1_250 } });
    await seller.call('refuseAftersales', { params: { id: refused }, body: { words: '发货时称过重量' } });
    const early = await office.call('decideAftersales', {
      params: { id: agreed },
      body: { granted: false, amountFen: null, words: '没有依据' },
    });
    expect(early).toMatchObject({ status: 409, body: { error: { code: 'aftersales_moved' } } });
    await buyer.call('escalateAftersales', { params: { id: refused }, body: { words: '箱子里只有一袋' } });
    const decided = await office.call('decideAftersales', {
      params: { id: refused },
      body: { granted: true, amountFen: 1_000, words: '照片属实' },
    });
    expect(decided).toMatchObject({ status: 200, body: { status: 'refunding', agreedFen: 1_000 } });
    expect((await buyer.call('listAftersales', { query: `orderId=${orderId}` })).body).toMatchObject({ total: 2 });
    const order = await buyer.call('getOrder', { params: { id: orderId } });
    expect(order.body['refunds']).toHaveLength(2);
    for (const invariant of [...AFTERSALES.invariants, ...ORDERS.invariants, ...REPORTING.invariants])
      expect(await checkInvariant(api.test.db, invariant)).toMatchObject({ name: invariant.name, broken: 0 });
  });
});
