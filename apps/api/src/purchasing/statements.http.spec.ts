import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aUnit } from '@yigou/procurement/testing';
import { AcceptanceHarness, aStatement, type OnAcceptance } from '@yigou/purchasing/testing';
import { createHash } from 'node:crypto';
import { ApiHarness, type Visitor } from '../testing/api.harness';

let api: ApiHarness;
let one: OnAcceptance;
let params: { readonly id: string };
let cashier: Visitor;
let seller: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  one = await new AcceptanceHarness(api.test).payable(1);
  params = { id: await aStatement(api.test, one.orderId) };
  cashier = await api.person({ organisationId: one.unitId, role: 'clerk', duties: ['pay'] });
  seller = await api.person({ organisationId: one.seller.seat.organisationId });
});
afterAll(() => api.close());
const refused = (status: number, code: string) => ({ status, body: { error: { code } } });
const hashOf = async () => String((await cashier.call('getStatement', { params })).body['hash']);

describe('statements of account over HTTP', () => {
  it('are 404 for another unit and another supplier, 403 for a buyer without the duty, whatever is asked', async () => {
    const body = { hash: await hashOf() };
    const stranger = await api.person({ organisationId: await aUnit(api.test) });
    const rival = await api.person({ organisationId: await api.organisation('supplier') });
    const buyer = await api.person({ organisationId: one.unitId, role: 'clerk', duties: ['buy'] });
    const objection = { ...body, line: null, reason: '不是我的' };
    const notFound = refused(404, 'not_found');
    for (const route of ['getStatement', 'statementPdf', 'exportStatement'] as const)
      expect([route, await stranger.call(route, { params })]).toMatchObject([route, notFound]);
    for (const route of ['getSupplierStatement', 'supplierStatementPdf', 'exportSupplierStatement'] as const)
      expect([route, await rival.call(route, { params })]).toMatchObject([route, notFound]);
    expect(await stranger.call('confirmStatement', { params, body })).toMatchObject(notFound);
    expect(await stranger.call('objectStatement', { params, body: objection })).toMatchObject(notFound);
    expect(await stranger.call('answerStatement', { params, body: { reason: 'x' } })).toMatchObject(notFound);
    expect(await rival.call('confirmSupplierStatement', { params, body })).toMatchObject(notFound);
    expect(await buyer.call('confirmStatement', { params, body })).toMatchObject(refused(403, 'forbidden'));
    expect(await buyer.call('objectStatement', { params, body: objection })).toMatchObject(refused(403, 'forbidden'));
    expect(await buyer.call('getStatement', { params })).toMatchObject({ body: { may: { confirm: false } } });
  });

  it('refuse what names no version, no line or no reason', async () => {
    const hash = await hashOf();
    for (const body of [{}, { hash: 'f' }, { hash, more: 1 }])
      expect(await cashier.call('confirmStatement', { params, body })).toMatchObject(refused(400, 'validation_failed'));
    const old = { body: { hash: 'f'.repeat(64) }, params };
    expect(await cashier.call('confirmStatement', old)).toMatchObject(refused(409, 'statement_renewed'));
    for (const body of [
      { hash, line: 0, reason: '错' },
      { hash, line: 99, reason: '错' },
      { hash, line: null, reason: ' ' },
    ])
      expect([body, await cashier.call('objectStatement', { params, body })]).toMatchObject([
        body,
        refused(400, 'validation_failed'),
      ]);
  });

  it('are read, objected to, answered, confirmed by both and taken away as PDF and .xlsx', async () => {
    const hash = await hashOf();
    expect(await cashier.call('listStatements', { query: 'mine=1' })).toMatchObject({
      body: { total: 1, items: [{ id: params.id, status: 'issued', version: 1, openingFen: 0 }] },
    });
    const objection = { hash, line: 2, reason: '短缺应为两件' };
    expect(await cashier.call('objectStatement', { params, body: objection })).toMatchObject({
      body: { status: 'unit_objected', may: { confirm: false } },
    });
    expect(await seller.call('listSupplierStatements', { query: 'mine=1' })).toMatchObject({ body: { total: 1 } });
    expect(await seller.call('answerSupplierStatement', { params, body: { reason: '验收单上是一件' } })).toMatchObject({
      body: { status: 'issued', may: { confirm: true } },
    });
    expect(await seller.call('confirmSupplierStatement', { params, body: { hash } })).toMatchObject({
      body: { status: 'supplier_confirmed', may: { confirm: false } },
    });
    const closed = await cashier.call('confirmStatement', { params, body: { hash } });
    expect(closed).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    expect(await cashier.call('confirmStatement', { params, body: { hash } })).toMatchObject(
      refused(409, 'statement_closed'),
    );
    const kept = await api.test.db.one<{ content: string }>(
      'SELECT content FROM purchasing_statement_version WHERE statement_id = $1',
      [params.id],
    );
    expect(
      createHash('sha256')
        .update(kept?.content ?? '')
        .digest('hex'),
    ).toBe(hash);
    for (const [who, route] of [
      [cashier, 'statementPdf'],
      [seller, 'supplierStatementPdf'],
    ] as const) {
      const file = await who.call(route, { params });
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(file.text.slice(0, 5)).toBe('%PDF-');
    }
    for (const [who, route] of [
      [cashier, 'exportStatement'],
      [seller, 'exportSupplierStatement'],
    ] as const) {
      const file = await who.call(route, { params });
      expect(file.headers.get('content-disposition')).toContain('statement.xlsx');
      expect(file.text.slice(0, 2)).toBe('PK');
    }
    const trail = await api.test.db.query<{ action: string }>(
      `SELECT DISTINCT action FROM audit_entry WHERE subject_id = $1 ORDER BY 1`,
      [params.id],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'platform.file_taken',
      'purchasing.statement_answered',
      'purchasing.statement_confirmed',
      'purchasing.statement_objected',
    ]);
  });
});
