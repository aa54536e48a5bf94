import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { Evidence, EvidenceFiles, VirusScan } from '@yigou/evidence';
import type { SeatedCaller } from '@yigou/identity';
import { memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { checkInvariant, LocalObjectStore } from '@yigou/platform';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcceptanceHarness } from '../testing';
import { eInvoice } from '../testing/e-invoice';
import { INVOICE_INVARIANTS, INVOICED_ORDER_INVARIANTS } from './invoice.invariants';
import { InvoicedRefunds } from './invoiced-refunds';
import { InvoiceQueries } from './invoice.queries';
import { Invoices } from './invoices.service';

let test: TestDatabase;
let folder: string;
let h: AcceptanceHarness;
let invoices: Invoices;
let queries: InvoiceQueries;
let refunds: InvoicedRefunds;
let counter = 0;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  folder = await mkdtemp(join(tmpdir(), 'yigou-invoices-'));
  h = new AcceptanceHarness(test);
  const files = new EvidenceFiles(test.uow, test.db, new AuditLog(), new VirusScan({}), new LocalObjectStore(folder));
  invoices = new Invoices(test.uow, new Evidence(), files, new AuditLog(), new Notices());
  queries = new InvoiceQueries(test.db, new Evidence(), files);
  refunds = new InvoicedRefunds(test.uow, new Notices());
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const invariant of [...INVOICE_INVARIANTS, ...INVOICED_ORDER_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
});

const TOTAL = 5 * PRICE_FEN + FREIGHT_FEN;
const CODES = { seller: '91640422MA00000000', buyer: '12640422MB00000000' };
const newNumber = () => `2664${String((counter += 1)).padStart(16, '0')}`;

interface Sale {
  readonly unitId: string;
  readonly seller: SeatedCaller;
  readonly cashier: SeatedCaller;
  readonly orderIds: readonly string[];
}
/** Orders of five pieces that a unit placed with one supplier, signed. */
async function sale(orders = 1): Promise<Sale> {
  const { market } = h;
  const unitId = await aUnit(test);
  await aBudget(test, { unitId, ceilingFen: 100_000_000 });
  const supplierId = await market.supplier();
  const { by, addressId } = await market.unitBuyer(unitId);
  const orderIds: string[] = [];
  for (let at = 0; at < orders; at += 1) {
    const body = market.body(addressId, [{ skuId: await market.sku(9, supplierId), quantity: 5 }]);
    const checkout = await market.place.execute(by, body, market.claim(by.actor, body));
    const orderId = checkout.orders[0]?.id ?? '';
    await market.signed(orderId);
    orderIds.push(orderId);
  }
  const cashier = await memberOf(test.db, unitId, { duties: ['pay'], name: '出纳' });
  return { unitId, seller: await market.seller(supplierId), cashier, orderIds };
}

interface Said {
  readonly number?: string;
  readonly amounts?: readonly number[];
  readonly issuedOn?: string;
}
/** Uploads the XML of what is said, and answers what is to be recorded. */
async function bodyOf(of: Sale, { number = newNumber(), amounts = [TOTAL], issuedOn = '2026-11-20' }: Said = {}) {
  const amountFen = amounts.reduce((sum, fen) => sum + fen, 0);
  const amount = (amountFen / 100).toFixed(2);
  const xml = eInvoice({ number, issuedOn, amount, sellerCode: CODES.seller, buyerCode: CODES.buyer });
  const { file } = await invoices.upload(of.seller, { fileName: 'a.xml', body: Buffer.from(xml) });
  const orders = amounts.map((fen, at) => ({ orderId: of.orderIds[at] ?? newId(), amountFen: fen }));
  return { code: '', number, issuedOn, amountFen, fileId: file.id, orders };
}
type Body = Awaited<ReturnType<typeof bodyOf>>;
const record = ({ seller }: Sale, body: Body, key: string = newId()) =>
  invoices.record(seller, body, h.market.claim(seller.actor, body, key));
const told = async ({ actor }: SeatedCaller) =>
  (
    await test.db.query<{ title: string }>(
      `SELECT title FROM notice WHERE user_id = $1 AND kind = 'invoice' ORDER BY created_at`,
      [actor.userId],
    )
  ).map(({ title }) => title.split('：')[0]);
const outcomes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results
    .map((result) => (result.status === 'fulfilled' ? 'done' : String((result.reason as { code?: string }).code)))
    .sort();

describe('invoices of a supplier to a unit (§3d 验票)', () => {
  it('is recorded once for several orders, received, and stands at each of them', async () => {
    const one = await sale(2);
    const body = await bodyOf(one, { amounts: [TOTAL, 100] });
    const key = newId();
    const id = await record(one, body, key);
    expect(await record(one, body, key)).toBe(id);
    const open = await queries.orders(one.seller, { limit: 10 });
    expect(open.items).toMatchObject([{ id: one.orderIds[1], invoicedFen: 100, openFen: TOTAL - 100 }]);
    const [orderId] = one.orderIds;
    expect((await queries.list(one.cashier, 'agency', { orderId, limit: 10 })).items).toMatchObject([
      { id, status: 'recorded', orders: 2, amountFen: TOTAL + 100, readFromFile: true },
    ]);
    await invoices.receive(one.cashier, id);
    const view = await queries.get(one.cashier, 'agency', id);
    expect(view).toMatchObject({
      status: 'received',
      history: [{ action: 'record' }, { action: 'receive', by: '出纳' }],
    });
    expect([await told(one.cashier), await told(one.seller)]).toEqual([['有新发票待核收'], ['单位已核收发票']]);
    await expect(invoices.withdraw(one.seller, id, '填错')).rejects.toMatchObject({ code: 'invoice_closed' });
  });

  it('is refused beyond what the orders still need, after refunds too, and for orders that are not the supplier’s or of two units', async () => {
    const one = await sale();
    const other = await sale();
    await expect(record(one, await bodyOf(one, { amounts: [TOTAL + 1] }))).rejects.toMatchObject({
      code: 'invoice_exceeds_orders',
    });
    await record(one, await bodyOf(one, { amounts: [TOTAL - 1] }));
    await expect(record(one, await bodyOf(one, { amounts: [2] }))).rejects.toMatchObject({
      code: 'invoice_exceeds_orders',
    });
    await expect(record(one, await bodyOf({ ...one, orderIds: other.orderIds }))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(invoices.receive(other.cashier, newId())).rejects.toMatchObject({ code: 'not_found' });
    await test.db.query(`UPDATE sales_order SET status = 'to_sign' WHERE id = $1`, [other.orderIds[0]]);
    await expect(record(other, await bodyOf(other))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that a refund leaves too high is told to both sides, once', async () => {
    const one = await sale();
    const [orderId = ''] = one.orderIds;
    const refund = async (amountFen: number) => {
      const refundId = newId();
      await test.db.query(
        `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status)
         SELECT $1, c.payment_id, o.id, gen_random_uuid()::text, $3, '短缺', 'pending' FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $2`,
        [refundId, orderId, amountFen],
      );
      const event = { id: newId(), hearer: 'purchasing.invoiced' };
      await test.db.query(`INSERT INTO outbox (id, topic, payload) VALUES ($1, 'payments.refund_requested', '{}')`, [
        event.id,
      ]);
      await test.db.query('INSERT INTO event_delivery (event_id, hearer, due_at) VALUES ($1, $2, now())', [
        event.id,
        event.hearer,
      ]);
      const heard = () => refunds.tell(event, { refundId });
      await Promise.all([heard(), heard()]);
      await heard();
    };
    await record(one, await bodyOf(one, { amounts: [TOTAL - 1_000] }));
    await refund(1_000);
    expect(await told(one.seller)).toEqual([]);
    await refund(300);
    expect([await told(one.seller), await told(one.cashier)]).toEqual([
      ['请红冲发票'],
      ['有新发票待核收', '发票金额高于订单'],
    ]);
  });

  it('must say what its XML says, of this seller; a buyer who is not the unit is told to both sides', async () => {
    const one = await sale();
    const body = await bodyOf(one);
    await test.db.query('UPDATE organisation SET credit_code = $2 WHERE id = $1', [one.unitId, CODES.buyer]);
    for (const [field, said] of [
      ['number', { number: newNumber() }],
      ['issuedOn', { issuedOn: '2026-11-21' }],
      ['amountFen', { amountFen: 100, orders: [{ orderId: one.orderIds[0] ?? '', amountFen: 100 }] }],
    ] as [string, Partial<Body>][])
      await expect(record(one, { ...body, ...said })).rejects.toMatchObject({
        code: 'validation_failed',
        details: { fields: { [field]: expect.stringContaining('与 XML 不一致') } },
      });
    await test.db.query(`UPDATE organisation SET credit_code = 'X' WHERE id = $1`, [one.seller.seat.organisationId]);
    await expect(record(one, body)).rejects.toMatchObject({ details: { fields: { fileId: expect.any(String) } } });
    await test.db.query('UPDATE organisation SET credit_code = NULL WHERE id = $1', [one.seller.seat.organisationId]);
    const id = await record(one, body);
    expect(await queries.get(one.seller, 'supplier', id)).toMatchObject({ titleDiffers: false });
    await invoices.withdraw(one.seller, id, '抬头不对');
    await test.db.query(`UPDATE organisation SET credit_code = 'Y' WHERE id = $1`, [one.unitId]);
    const again = await record(one, await bodyOf(one));
    expect(await queries.get(one.cashier, 'agency', again)).toMatchObject({ titleDiffers: true });
  });

  it('is never kept without its own original: a file is of one invoice, of whoever uploaded it, and an XML must be a 数电票', async () => {
    const one = await sale(2);
    const body = await bodyOf(one, { amounts: [100] });
    await record(one, body);
    const again = { ...body, number: newNumber() };
    await expect(record(one, again)).rejects.toMatchObject({ code: 'validation_failed' });
    const colleague = await memberOf(test.db, one.seller.seat.organisationId);
    const mine = await bodyOf(one, { amounts: [100] });
    await expect(invoices.record(colleague, mine, h.market.claim(colleague.actor, mine))).rejects.toMatchObject({
      code: 'not_found',
    });
    const { file } = await invoices.upload(one.seller, { fileName: 'x.xml', body: Buffer.from('<a>1</a>') });
    await expect(record(one, { ...mine, fileId: file.id })).rejects.toMatchObject({ code: 'validation_failed' });
    for (const junk of [Buffer.from('PK\u0003\u0004'), Buffer.from('<a>'), Buffer.alloc(10)])
      await expect(invoices.upload(one.seller, { fileName: 'x.ofd', body: junk })).rejects.toMatchObject({
        code: 'original_invalid',
      });
  });

  it('is red-lettered with its reason: the order may be invoiced anew, the number never again; what was recorded by mistake frees it', async () => {
    const one = await sale();
    const body = await bodyOf(one);
    const id = await record(one, body);
    await invoices.object(one.cashier, id, '抬头少一个字');
    await expect(invoices.redLetter(one.cashier, id, { redNumber: newNumber(), reason: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await invoices.redLetter(one.seller, id, { redNumber: newNumber(), reason: '抬头开错' });
    await expect(record(one, await bodyOf(one, { number: body.number }))).rejects.toMatchObject({
      code: 'invoice_number_taken',
    });
    const second = await record(one, await bodyOf(one));
    await invoices.withdraw(one.seller, second, '录错订单');
    const { number } = await queries.get(one.seller, 'supplier', second);
    expect(await record(one, await bodyOf(one, { number }))).not.toBe(second);
  });

  it('has a number that one supplier alone records, though eight do at the same instant', async () => {
    const sales = await Promise.all(Array.from({ length: 8 }, () => sale()));
    const number = newNumber();
    const bodies = await Promise.all(sales.map((one) => bodyOf(one, { number })));
    const results = await Promise.allSettled(sales.map((one, at) => record(one, bodies[at]!)));
    expect(outcomes(results)).toEqual(['done', ...Array(7).fill('invoice_number_taken')]);
  });

  it('never passes the order, though six of half its sum are recorded at once', async () => {
    const one = await sale();
    const bodies = await Promise.all(
      Array.from({ length: 6 }, () => bodyOf(one, { amounts: [Math.floor(TOTAL / 2)] })),
    );
    const results = await Promise.allSettled(bodies.map((body) => record(one, body)));
    expect(outcomes(results)).toEqual(['done', 'done', ...Array(4).fill('invoice_exceeds_orders')]);
  });

  it('is withdrawn once, whoever else moves it at the same moment', async () => {
    const one = await sale();
    const id = await record(one, await bodyOf(one));
    const results = await Promise.allSettled([
      invoices.object(one.cashier, id, '金额不对'),
      invoices.withdraw(one.seller, id, '录错'),
      invoices.withdraw(one.seller, id, '录错'),
    ]);
    expect(outcomes(results)).toContain('invoice_closed');
    const { status, history } = await queries.get(one.seller, 'supplier', id);
    expect(status).toBe('withdrawn');
    expect(history.filter(({ action }) => action === 'withdraw')).toHaveLength(1);
  });
});
