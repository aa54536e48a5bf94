import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { AcceptanceHarness, type ShippedToUnit, taken } from '@yigou/purchasing/testing';
import { aUnit } from '@yigou/procurement/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { uploadEvidence } from '../testing/fixtures';

let api: ApiHarness;
let one: ShippedToUnit;
let first: Visitor;
let second: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  one = await new AcceptanceHarness(api.test).shipped();
  const clerk = () => api.person({ organisationId: one.unitId, role: 'clerk', duties: ['accept'] }, 'admin');
  [first, second] = [await clerk(), await clerk()];
});
afterAll(() => api.close());
const refused = (status: number, code: string) => ({ status, body: { error: { code } } });
const sheet = (photos: readonly string[] = [], said = {}) => ({
  lines: [
    {
      ...taken(one.lineId, 3),
      short: 1,
      refused: 1,
      refusal: 'damaged',
      batch: '=1+1',
      producedOn: '2026-11-01',
      shelfLifeDays: 180,
      papers: ['conformity', 'quarantine'],
      photos,
      ...said,
    },
  ],
  remark: '一箱受潮',
  recordedAt: '2026-11-28T08:00:00.000Z',
});
const year = () => new Date().getFullYear();
const period = () => `from=${year() - 1}-01-01&to=${year() + 1}-12-31`;

describe('acceptance over HTTP', () => {
  it('is recorded by one person, with photos that the unit and the supplier may see, and confirmed by another', async () => {
    const order = { params: { id: one.orderId } };
    expect(await first.call('listAcceptableOrders', { query: 'unsigned=1' })).toMatchObject({
      body: { items: [{ id: one.orderId, waiting: 5, open: null }] },
    });
    expect(await first.call('getAcceptableOrder', order)).toMatchObject({
      body: { lines: [{ id: one.lineId, shipped: 5, waiting: 5 }], may: { sign: true } },
    });
    const photo = await uploadEvidence(first);
    for (const wrong of [
      { refused: 0 },
      { refusal: null },
      { accepted: -1 },
      { accepted: 0, short: 0, refused: 0, refusal: null },
      { papers: ['x'] },
      { photos: [newId()] },
    ])
      expect([wrong, await first.call('signAcceptance', { ...order, body: sheet([photo], wrong) })]).toMatchObject([
        wrong,
        refused(400, 'validation_failed'),
      ]);
    expect(await first.call('signAcceptance', { ...order, body: sheet([], { accepted: 4 }) })).toMatchObject(
      refused(409, 'acceptance_exceeds_shipped'),
    );
    const sent = { ...order, body: sheet([photo]), headers: { 'Idempotency-Key': newId() } };
    const signed = await first.call('signAcceptance', sent);
    expect(signed).toMatchObject({
      status: 201,
      body: {
        status: 'signed',
        refundFen: 2 * PRICE_FEN,
        may: { confirm: false },
        lines: [{ photos: [{ id: photo }] }],
      },
    });
    expect((await first.call('signAcceptance', sent)).body['id']).toBe(signed.body['id']);
    expect(await second.call('signAcceptance', { ...order, body: sheet() })).toMatchObject(
      refused(409, 'acceptance_open'),
    );
    const params = { id: String(signed.body['id']) };
    expect(await first.call('confirmAcceptance', { params })).toMatchObject(refused(403, 'own_acceptance'));
    expect(await second.call('listAcceptances', { query: 'mine=1' })).toMatchObject({ body: { items: [params] } });
    expect(await second.call('getEvidence', { params: { id: photo } })).toMatchObject({ status: 200 });
    const stranger = await api.person({ organisationId: await aUnit(api.test) }, 'admin');
    expect(await stranger.call('getEvidence', { params: { id: photo } })).toMatchObject({ status: 404 });
    expect(await second.call('confirmAcceptance', { params })).toMatchObject({ body: { status: 'confirmed' } });
    const { spent } =
      (await api.test.db.one('SELECT spent_fen AS spent FROM budget WHERE id = $1', [one.budgetId])) ?? {};
    expect(spent).toBe(3 * PRICE_FEN + FREIGHT_FEN);
  });

  it('is printed: the sheet and the ledger as PDF, the ledger as .xlsx too', async () => {
    const { items } = (await first.call('listAcceptances')).body as { items: { id: string; number: string }[] };
    const [{ id, number }] = items as [{ id: string; number: string }];
    for (const paper of [
      await second.call('acceptancePdf', { params: { id } }),
      await second.call('inspectionLedgerPdf', { query: period() }),
    ]) {
      expect(paper.status).toBe(200);
      expect(paper.headers.get('content-type')).toBe('application/pdf');
      expect(paper.text.startsWith('%PDF-')).toBe(true);
    }
    expect(await second.call('getInspectionLedger', { query: period() })).toMatchObject({
      body: { items: [{ acceptanceNumber: number, accepted: 3, short: 1, refused: 1, batch: '=1+1' }] },
    });
    const book = await second.call('exportInspectionLedger', { query: period() });
    expect(book.status).toBe(200);
    expect(book.text.startsWith('PK')).toBe(true);
    for (const query of ['from=2026-02-01&to=2026-01-01', 'from=x&to=2026-01-01'])
      expect(await second.call('getInspectionLedger', { query })).toMatchObject(refused(400, 'validation_failed'));
    const nothing = await second.call('getInspectionLedger', { query: 'from=2001-01-01&to=2001-12-31' });
    expect(nothing.body['items']).toEqual([]);
  });
});
