import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { type RouteId } from '@yigou/contracts';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { COUNTY, shelf } from '../testing/fixtures';

let api: ApiHarness;
let county: Visitor;
let nation: Visitor;
let supplier: Visitor;

beforeAll(async () => {
  api = await ApiHarness.start();
  const [supplierId, office] = [await api.organisation('supplier'), await api.organisation('administration')];
  supplier = await api.person({ organisationId: supplierId });
  county = await api.person({ organisationId: office, regionPrefix: COUNTY });
  nation = await api.person({ organisationId: office });
});
afterAll(() => api.close());

describe('reports over HTTP', () => {
  it.each([
    'adminDashboard',
    'listSuppliers',
    'listOrganisations',
    'listCertificates',
    'listAdminProducts',
    'listAdminOrders',
  ] as RouteId[])('%s answers both kinds of administrator', async (id) => {
    expect((await nation.call(id)).status).toBe(200);
    expect((await county.call(id)).status).toBe(200);
  });

  it.each(['listPayments', 'listComparisons', 'listAudit', 'listMails', 'listFailedJobs'] as RouteId[])(
    '%s is for the whole country’s administrators',
    async (id) => {
      expect((await nation.call(id)).status).toBe(200);
      expect(await county.call(id)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
    },
  );

  it('an export is a file with a Chinese name, and who took it is on record', async () => {
    const answer = await nation.call('exportAdmin', { params: { kind: 'suppliers' } });
    expect(answer.status).toBe(200);
    expect(answer.text.startsWith('PK')).toBe(true);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="suppliers\.xlsx"; filename\*=UTF-8''%E7%9B%8A%E8%B4%AD-%E4%BE%9B%E5%BA%94%E5%95%86-\d{8}\.xlsx$/,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const rows = await api.test.db.query(
      `SELECT subject_id AS kind FROM audit_entry WHERE action = 'reporting.exported'`,
    );
    expect(rows).toEqual([{ kind: 'suppliers' }]);
    expect((await county.call('exportAdmin', { params: { kind: 'payments' } })).status).toBe(403);
    const products = async (query: string) =>
      (await county.call('exportAdmin', { params: { kind: 'products' }, query })).status;
    expect([await products('status=listed&only=sold_out'), await products('status=late')]).toEqual([200, 400]);
    // A filter of another table would be left out without a word.
    expect(await products('action=identity.registered')).toBe(400);
    expect((await supplier.call('exportSupplierOrders')).text.startsWith('PK')).toBe(true);
    expect((await supplier.call('supplierDashboard')).status).toBe(200);
  });

  it('so many files a day are taken by one person, of whatever kind, and what is refused is on nobody’s record', async () => {
    const organisationId = await api.organisation('administration');
    const one = await api.person({ organisationId });
    await api.tried('exportPerson', one.userId ?? '', 199);
    const asked = await Promise.all(
      ['suppliers', 'products', 'orders'].map((kind) => one.call('exportAdmin', { params: { kind } })),
    );
    expect(asked.map(({ status }) => status).toSorted()).toEqual([200, 429, 429]);
    expect(await one.call('exportReviewBulletin')).toMatchObject({
      status: 429,
      body: { error: { code: 'rate_limited', details: { retryAfter: expect.any(Number) } } },
    });
    const kept = await api.test.db.query(
      `SELECT 1 FROM audit_entry WHERE action = 'reporting.exported' AND actor_id = $1`,
      [one.userId],
    );
    expect(kept).toHaveLength(1);
    expect((await nation.call('exportAdmin', { params: { kind: 'suppliers' } })).status).toBe(200);
  });

  it('the bulletin of reviews is of the caller’s region, and taking it as a file is on record', async () => {
    for (const visitor of [nation, county])
      expect(await visitor.call('reviewBulletin')).toMatchObject({ status: 200, body: { counties: [] } });
    expect((await county.call('exportReviewBulletin')).text.startsWith('PK')).toBe(true);
    expect((await nation.call('reviewBulletin', { query: 'from=2020-02-01&to=2020-01-01' })).status).toBe(400);
    const rows = await api.test.db.query(`SELECT 1 FROM audit_entry WHERE subject_id = 'review-bulletin'`);
    expect(rows).toHaveLength(1);
  });

  it('a job that is not there cannot run again', async () => {
    for (const queue of ['orders', 'nonesuch']) {
      expect((await nation.call('retryJob', { params: { queue, id: 'none' } })).status).toBe(404);
    }
  });

  it('an event that was parked is listed with its reason, and tried again from there, which is on record', async () => {
    const id = newId();
    await api.test.db.query(
      `INSERT INTO outbox (id, topic, payload, relayed_at) VALUES ($1, 'orders.paid', '{}', now())`,
      [id],
    );
    await api.test.db.query(
      `INSERT INTO event_delivery (event_id, hearer, due_at, attempts, failing_since, failed_at, reason, parked_at)
       VALUES ($1, 'orders', now(), 8, now(), now(), 'ZodError: no orderId', now())`,
      [id],
    );
    const list = await nation.call('listFailedJobs');
    expect(list.body).toMatchObject({
      parked: 1,
      items: [
        { queue: 'orders', id, name: 'orders.paid', reason: 'ZodError: no orderId', attempts: 8, nextTryAt: null },
      ],
    });
    expect((await nation.call('retryJob', { params: { queue: 'orders', id } })).status).toBe(202);
    expect((await nation.call('listFailedJobs')).body).toMatchObject({ parked: 0 });
    const [again] = await api.test.db.query(
      'SELECT attempts, parked_at, due_at <= now() AS due FROM event_delivery WHERE event_id = $1',
      [id],
    );
    expect(again).toEqual({ attempts: 0, parked_at: null, due: true });
    expect(await api.test.db.query(`SELECT 1 FROM audit_entry WHERE subject_id = 'orders/${id}'`)).toHaveLength(1);
  });

  it('an event that was parked is given up with a reason: it stays on record, counts no more and is never tried again', async () => {
    const id = newId();
    await api.test.db.query(
      `INSERT INTO outbox (id, topic, payload, relayed_at) VALUES ($1, 'orders.paid', '{}', now())`,
      [id],
    );
    await api.test.db.query(
      `INSERT INTO event_delivery (event_id, hearer, due_at, attempts, failing_since, failed_at, reason)
       VALUES ($1, 'orders', now(), 3, now(), now(), 'ZodError: no orderId')`,
      [id],
    );
    const discard = { params: { queue: 'orders', id }, body: { reason: '测试数据，无需处理' } };
    // What is still tried by itself cannot be given up.
    expect((await nation.call('discardJob', discard)).status).toBe(404);
    await api.test.db.query('UPDATE event_delivery SET parked_at = now() WHERE event_id = $1', [id]);
    expect((await nation.call('discardJob', { ...discard, body: { reason: '' } })).status).toBe(400);
    expect((await nation.call('discardJob', discard)).status).toBe(200);
    expect((await nation.call('listFailedJobs')).body).toMatchObject({ parked: 0 });
    expect((await nation.call('discardJob', discard)).status).toBe(404);
    expect((await nation.call('retryJob', { params: discard.params })).status).toBe(404);
    const [kept] = await api.test.db.query(
      'SELECT discard_reason, discarded_by IS NOT NULL AS by, discarded_at IS NOT NULL AS at FROM event_delivery WHERE event_id = $1',
      [id],
    );
    expect(kept).toEqual({ discard_reason: '测试数据，无需处理', by: true, at: true });
    const [entry] = await api.test.db.query(`SELECT action FROM audit_entry WHERE subject_id = 'orders/${id}'`);
    expect(entry).toEqual({ action: 'platform.job_discarded' });
  });
});

describe('the site map', () => {
  it('names its files, and each names addresses of the shop', async () => {
    const { supplierId } = await shelf(api);
    const index = await api.anonymous().call('siteMapIndex');
    expect(index).toMatchObject({ status: 200 });
    expect(index.headers.get('content-type')).toContain('application/xml');
    const files = [...index.text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, file]) => file);
    expect(files).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^http.*\/sitemap-pages-0\.xml$/),
        expect.stringContaining('/sitemap-products-0.xml'),
      ]),
    );
    const part = (kind: string, at = '0') => api.anonymous().call('siteMapPart', { params: { kind, part: at } });
    expect((await part('products')).text).toMatch(/<loc>http[^<]*\/products\/[0-9a-f-]{36}<\/loc>/);
    expect((await part('certificates')).text).toContain(
      `/certificates/${encodeURIComponent(`测试-${supplierId}`)}</loc>`,
    );
    expect((await part('products', '7')).text).not.toContain('<loc>');
    expect(await part('products', '-1')).toMatchObject({ status: 404 });
    expect(await part('people')).toMatchObject({ status: 404 });
  });
});
