import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UNIT_RECORD_KIND_CODES, UNIT_RECORD_KINDS } from '@yigou/contracts';
import { Evidence, type EvidenceFiles } from '@yigou/evidence';
import { ContractPdf, OrderQueries } from '@yigou/orders';
import { anOrder } from '@yigou/orders/testing';
import { aParcel } from '@yigou/logistics/testing';
import { aDispute } from '@yigou/payments/testing';
import { aBudget, aSeat, aUnit } from '@yigou/procurement/testing';
import { AcceptancePdf, AcceptanceQueries, InspectionLedgers } from '@yigou/purchasing';
import { AcceptanceHarness, anInvoice } from '@yigou/purchasing/testing';
import { DisputePacks } from '../disputes/dispute-pack';
import { memberOf } from '@yigou/identity/testing';
import type { SeatedCaller } from '@yigou/identity';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { AuditPacks, type PackPeriod } from './audit-pack';
import { csvField, type PackEntry } from './pack-index';
import { UnitRecords } from './unit-records.queries';

const ORDERS = 1_000;
const PERIOD = { from: '2026-01-01', to: '2026-12-31' };
let test: TestDatabase;
let auditor: SeatedCaller;
let unitId: string;
/** Originals that are open at this moment, and that ever were at once. */
const open = { now: 0, most: 0 };
let packs: AuditPacks;

/** Copies of a row with other values, one for each number. */
const copies = (table: string, key: string, id: string, other: string) =>
  test.db.query(
    `INSERT INTO ${table} SELECT c.* FROM ${table} o, generate_series(1, ${ORDERS - 1}) AS n,
       LATERAL jsonb_populate_record(o, jsonb_build_object(${other})) AS c WHERE o.${key} = $1`,
    [id],
  );
const uuid = (prefix: string) => `('${prefix}-0000-4000-8000-' || lpad(n::text, 12, '0'))`;

beforeAll(async () => {
  test = await createTestDatabase();
  const { db } = test;
  unitId = await aUnit(test, undefined, '640422');
  auditor = await aSeat(test, { kind: 'auditor', regionPrefix: '6404' });
  const budgetId = await aBudget(test, { unitId, ceilingFen: 1_000_000_000 });
  const createdAt = new Date('2026-03-01T00:00:00Z');
  const { order } = await anOrder(db, { unitId, budgetId, createdAt, completedAt: createdAt }).completed();
  await memberOf(db, order.supplierId, { role: 'manager' });
  const invoiceId = await anInvoice(db, order.id);
  const content = JSON.stringify({ number: order.number, goods: '小米' });
  await db.query(
    `INSERT INTO order_contract (order_id, content, hash, payment_days, extension_days, signed_by, signer_name, signer_seat, signed_at)
     VALUES ($1, $2, $3, 30, 15, $4, '=cmd', '合作社', $5)`,
    [order.id, content, createHash('sha256').update(content).digest('hex'), order.userId, createdAt],
  );
  const file = await db.one<{ id: string }>('SELECT file_id AS id FROM purchasing_invoice WHERE id = $1', [invoiceId]);
  await copies('sales_order', 'id', order.id, `'id', ${uuid('10000000')}, 'number', 'YGX' || n`);
  await copies('order_contract', 'order_id', order.id, `'order_id', ${uuid('10000000')}`);
  await copies('evidence', 'id', file?.id ?? '', `'id', ${uuid('20000000')}, 'key', 'evidence/' || n`);
  await copies(
    'purchasing_invoice',
    'id',
    invoiceId,
    `'id', ${uuid('30000000')}, 'file_id', ${uuid('20000000')}, 'number', lpad((n + 5000)::text, 20, '0')`,
  );
  await db.query(`UPDATE purchasing_invoice SET recorded_at = '2026-03-02T00:00:00Z'`);
  const files = {
    stored: async (key: string) => {
      open.now += 1;
      open.most = Math.max(open.most, open.now);
      const body = Readable.from([Buffer.from(`原件 ${key}`)]);
      body.once('close', () => (open.now -= 1));
      return { body, size: undefined };
    },
  };
  packs = new AuditPacks(db, new UnitRecords(db), files as unknown as EvidenceFiles);
});
afterAll(() => test.close());

async function unzip(zipped: Buffer): Promise<Map<string, Buffer>> {
  const zip = await new Promise<ZipFile>((done, failed) => {
    fromBuffer(zipped, { lazyEntries: true }, (error, opened) => (error ? failed(error) : done(opened)));
  });
  const files = new Map<string, Buffer>();
  await new Promise<void>((done, failed) => {
    zip.on('end', done).on('error', failed);
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return failed(error);
        buffer(stream).then((body) => {
          files.set(entry.fileName, body);
          zip.readEntry();
        }, failed);
      });
    });
    zip.readEntry();
  });
  return files;
}

/** A pack as it is taken away. */
async function taken(period: PackPeriod) {
  const pack = await packs.of(auditor, unitId, period);
  const output = new PassThrough();
  const [entries, zipped] = await Promise.all([pack.write(output), buffer(output)]);
  return { entries, zipped };
}

describe('the audit pack', () => {
  let whole: Awaited<ReturnType<typeof taken>>;
  beforeAll(async () => {
    whole = await taken(PERIOD);
  });

  it('has every list and original of a unit with a thousand orders, opened one after the other, with their hashes', async () => {
    const { entries, zipped } = whole;
    const files = await unzip(zipped);
    expect([...files.keys()].sort()).toEqual(entries.map(({ path }) => path).sort());
    expect(files.size).toBe(UNIT_RECORD_KIND_CODES.length + 2 * ORDERS + 2);
    const hashes = ({ path, bytes, sha256 }: PackEntry) => [path, bytes, sha256];
    expect(entries.map(hashes)).toEqual(
      entries.map(({ path }) => {
        const body = files.get(path) ?? Buffer.alloc(0);
        return [path, body.length, createHash('sha256').update(body).digest('hex')];
      }),
    );
    const index = String(files.get('index.csv'));
    expect(
      entries
        .slice(0, -2)
        .filter(({ path, kind, bytes, sha256 }) => !index.includes(`"${path}","${kind}","${bytes}","${sha256}"`)),
    ).toEqual([]);
    expect(String(files.get('index.html'))).toContain(entries.at(-2)?.sha256);
    expect(String(files.get(`01-${UNIT_RECORD_KINDS.order}.csv`)).split('\r\n')).toHaveLength(ORDERS + 2);
    expect(open.most).toBeLessThanOrEqual(2);
    expect(open.now).toBe(0);
  });

  it('holds contracts whose hash is the one that was signed, and no formula', async () => {
    const { entries } = whole;
    const row = await test.db.one<{ hash: string }>('SELECT hash FROM order_contract LIMIT 1');
    expect(entries.find(({ path }) => path === '合同/YGX7.json')?.sha256).toBe(row?.hash);
    expect(['=1+1', '@x', '-2', '正常'].map(csvField)).toEqual([`"'=1+1"`, `"'@x"`, `"'-2"`, '"正常"']);
  });

  it('is of nothing outside of its period or region', async () => {
    const { entries } = await taken({ from: '2025-01-01', to: '2025-12-31' });
    expect(entries).toHaveLength(UNIT_RECORD_KIND_CODES.length + 2);
    const elsewhere = await aSeat(test, { kind: 'auditor', regionPrefix: '62' });
    await expect(packs.of(elsewhere, unitId, PERIOD)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is written for two at once, however many ask at the same moment, and for the next when they have gone', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => packs.of(auditor, unitId, PERIOD)));
    const outputs = asked.map(() => new PassThrough());
    const writing = asked.slice(0, 2).map((pack, at) => pack.write(outputs[at] as PassThrough));
    const refused = () => asked[2]?.write(outputs[2] as PassThrough);
    expect(refused).toThrow(expect.objectContaining({ code: 'rate_limited' }));
    outputs.forEach((output) => output.destroy());
    expect((await Promise.allSettled(writing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await taken({ from: '2025-01-01', to: '2025-12-31' })).entries.length).toBeGreaterThan(0);
  });

  it.each(UNIT_RECORD_KIND_CODES)('lists %s, page by page', async (kind) => {
    const page = await new UnitRecords(test.db).list(auditor, unitId, { kind, limit: 2 });
    expect(page.total).toBeGreaterThanOrEqual(
      { order: ORDERS, contract: ORDERS, invoice: ORDERS, line: 1, payment: 1, budget: 1 }[kind as string] ?? 0,
    );
    for (const { at, status } of page.items)
      expect([Number.isNaN(Date.parse(at)), /[a-z_]/.test(status)]).toEqual([false, false]);
  });
});

describe('the evidence of a dispute', () => {
  it('has what was ordered, sent, tracked and received, with contract, acceptance and invoice where there are any', async () => {
    const { db } = test;
    const at = new AcceptanceHarness(test);
    const shipped = await at.shipped();
    await at.confirm(shipped.second, await at.sign(shipped, shipped.first));
    await memberOf(db, (await supplierOf(shipped.orderId)).id, { role: 'manager' });
    await anInvoice(db, shipped.orderId);
    const bought = await db.one<{ number: string; paymentId: string }>(
      'SELECT o.number, c.payment_id AS "paymentId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1',
      [shipped.orderId],
    );
    const { number, paymentId } = bought ?? { number: '', paymentId: '' };
    const files = await evidenceOf((await aDispute(db, { paymentId, amountFen: 100 })).id);
    const kinds = [...files.keys()].map((path) => path.replace(/\/.*\./, '/*.'));
    expect(kinds).toEqual([
      '争议说明、订单与物流.pdf',
      '合同/*.pdf',
      '验收单/*.pdf',
      '发票/*.pdf',
      'index.csv',
      'index.html',
    ]);
    expect(files.has(`合同/${number}.pdf`)).toBe(true);
    for (const [path, body] of files)
      if (path.endsWith('.pdf') && !path.startsWith('发票')) expect(body.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is of a private order what there is: its pages alone', async () => {
    const { order, paymentId, line } = await anOrder(test.db).shipped();
    await aParcel(test.db, { orderId: order.id, orderLineId: line.id, quantity: 2, status: 'delivered' });
    const files = await evidenceOf((await aDispute(test.db, { paymentId, amountFen: 100 })).id);
    expect([...files.keys()]).toEqual(['争议说明、订单与物流.pdf', 'index.csv', 'index.html']);
  });
});

const supplierOf = async (orderId: string): Promise<{ id: string }> => {
  const row = await test.db.one<{ id: string }>('SELECT supplier_id AS id FROM sales_order WHERE id = $1', [orderId]);
  return row ?? { id: '' };
};

/** The evidence of a dispute, as the whole country's office takes it. */
async function evidenceOf(disputeId: string): Promise<Map<string, Buffer>> {
  const { db } = test;
  const sheets = new AcceptancePdf(new AcceptanceQueries(db, new Evidence()), new InspectionLedgers(db));
  const files = { stored: async () => null } as unknown as EvidenceFiles;
  const disputes = new DisputePacks(db, new OrderQueries(db), new ContractPdf(db), sheets, files);
  const pack = await disputes.of(await aSeat(test, { kind: 'administration', regionPrefix: '' }), disputeId);
  const output = new PassThrough();
  const [, zipped] = await Promise.all([pack.write(output), buffer(output)]);
  return unzip(zipped);
}
