import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Evidence } from '@yigou/evidence';
import { makePdf } from '@yigou/evidence/testing';
import { aUnit } from '@yigou/procurement/testing';
import { AcceptanceHarness, eInvoice, type ShippedToUnit } from '@yigou/purchasing/testing';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { fileOf } from '../testing/fixtures';

let api: ApiHarness;
let one: ShippedToUnit;
let totalFen: number;
let seller: Visitor;
let cashier: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  one = await new AcceptanceHarness(api.test).shipped();
  const order = await api.test.db.one<{ supplierId: string; totalFen: number }>(
    'SELECT supplier_id AS "supplierId", total_fen AS "totalFen" FROM sales_order WHERE id = $1',
    [one.orderId],
  );
  totalFen = order?.totalFen ?? 0;
  seller = await api.person({ organisationId: order?.supplierId ?? '' });
  cashier = await api.person({ organisationId: one.unitId, role: 'clerk', duties: ['pay'] }, 'storefront');
});
afterAll(() => api.close());
const refused = (status: number, code: string) => ({ status, body: { error: { code } } });
const SAID = { issuedOn: '2026-11-20', sellerCode: '91640422MA00000000', buyerCode: '12640422MB00000000' };
const xmlOf = (number: string) => eInvoice({ ...SAID, number, amount: (totalFen / 100).toFixed(2) });

describe('invoices over HTTP', () => {
  it('are uploaded, read, recorded, seen by the unit with the very bytes, received', async () => {
    const number = '26642000000000000001';
    const xml = xmlOf(number);
    const up = await seller.call('uploadInvoiceFile', fileOf(Buffer.from(xml), 'dzfp.xml'));
    expect(up).toMatchObject({
      status: 201,
      body: { file: { mediaType: 'application/xml', pages: 0 }, read: { number, amountFen: totalFen } },
    });
    expect(await seller.call('listInvoiceableOrders')).toMatchObject({
      body: { items: [{ id: one.orderId, openFen: totalFen }] },
    });
    const fileId = String((up.body['file'] as { id: string }).id);
    const body = {
      code: '',
      number,
      issuedOn: SAID.issuedOn,
      amountFen: totalFen,
      fileId,
      orders: [{ orderId: one.orderId, amountFen: totalFen }],
    };
    for (const wrong of [
      { number: '123' },
      { code: '1234567890' },
      { amountFen: totalFen + 1 },
      { orders: [] },
      { issuedOn: '2026-11-21' },
    ])
      expect([wrong, await seller.call('recordInvoice', { body: { ...body, ...wrong } })]).toMatchObject([
        wrong,
        refused(400, 'validation_failed'),
      ]);
    const made = await seller.call('recordInvoice', { body });
    expect(made).toMatchObject({ status: 201, body: { status: 'recorded', readFromFile: true } });
    const params = { id: String(made.body['id']) };
    expect(await cashier.call('listInvoices', { query: `orderId=${one.orderId}` })).toMatchObject({
      body: { items: [{ id: params.id, number }] },
    });
    for (const original of [
      await cashier.call('invoiceFile', { params }),
      await seller.call('issuedInvoiceFile', { params }),
    ]) {
      expect(original.text).toBe(xml);
      expect(original.headers.get('content-disposition')).toContain('attachment');
    }
    expect(made.body['sha256']).toBe(createHash('sha256').update(xml).digest('hex'));
    expect(await cashier.call('receiveInvoice', { params })).toMatchObject({ body: { status: 'received' } });
    expect(await cashier.call('objectInvoice', { params, body: { reason: '晚了' } })).toMatchObject(
      refused(409, 'invoice_closed'),
    );
    const buyer = await api.person({ organisationId: one.unitId, role: 'clerk', duties: ['buy'] }, 'storefront');
    expect(await buyer.call('getInvoice', { params })).toMatchObject({ body: { may: { receive: false } } });
    expect(await buyer.call('receiveInvoice', { params })).toMatchObject(refused(403, 'forbidden'));
    const stranger = await api.person({ organisationId: await aUnit(api.test) }, 'storefront');
    expect(await stranger.call('invoiceFile', { params })).toMatchObject(refused(404, 'not_found'));
    expect(await seller.call('listInvoiceableOrders')).toMatchObject({ body: { items: [] } });
  });

  it('take a PDF that nobody can read, and an OFD, but no picture and no archive of something else', async () => {
    expect(await seller.call('uploadInvoiceFile', fileOf(await makePdf(), 'a.pdf'))).toMatchObject({
      status: 201,
      body: { read: null, file: { mediaType: 'application/pdf', pages: 1 } },
    });
    // The directory of a zip with one stored entry, `OFD.xml`.
    expect(await seller.call('uploadInvoiceFile', fileOf(storedZip('OFD.xml', '<a/>'), 'a.ofd'))).toMatchObject({
      status: 201,
      body: { read: null, file: { mediaType: 'application/ofd' } },
    });
    for (const junk of [storedZip('xl/workbook.xml', '<a/>'), Buffer.from('GIF89a'), Buffer.from('<!DOCTYPE a><a/>')])
      expect(await seller.call('uploadInvoiceFile', fileOf(junk, 'a.xml'))).toMatchObject(
        refused(422, 'original_invalid'),
      );
  });

  it('keep an original from being used as evidence', async () => {
    const up = await seller.call('uploadInvoiceFile', fileOf(Buffer.from(xmlOf('26642000000000000002')), 'a.xml'));
    const { id } = up.body['file'] as { id: string };
    expect(await seller.call('getEvidencePage', { params: { id, page: '1' } })).toMatchObject({ status: 404 });
    const { actor } = one.first;
    await api.test.db.query('UPDATE evidence SET uploaded_by = $2 WHERE id = $1', [id, actor.userId]);
    const attached = api.test.uow.run((tx) =>
      new Evidence().attach(tx, [id], actor.userId, { supplierId: null, regionCode: null, unitId: one.unitId }),
    );
    await expect(attached).rejects.toMatchObject({ code: 'validation_failed' });
  });
});

/** A zip of one entry that is not compressed. */
function storedZip(name: string, content: string): Buffer {
  const [label, data] = [Buffer.from(name), Buffer.from(content)];
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt32LE(crc32(data), 10);
  head.writeUInt32LE(data.length, 14);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt16LE(label.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, label, data]);
  const entry = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), head, Buffer.alloc(14), label]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(entry.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, entry, Buffer.from('PK\u0005\u0006'), end]);
}
