import { newId } from '@yigou/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiHarness } from '../testing/api.harness';
import { shelf } from '../testing/fixtures';

let api: ApiHarness;
let number: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  await shelf(api);
  const row = await api.test.db.one<{ number: string }>('SELECT number FROM certificate LIMIT 1');
  number = row?.number ?? '';
});
afterAll(() => api.close());

describe('open data over HTTP', () => {
  it('is kept for a minute by whoever asks, and asked for again by its ETag', async () => {
    const first = await api.anonymous().call('listOpenCertificates');
    expect(first.status).toBe(200);
    expect(first.body['items']).toMatchObject([{ number, scope: expect.any(Array) }]);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    const again = await api.anonymous().call('listOpenCertificates');
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.get('x-cache')).toBe('hit');
    const known = await api.anonymous().call('listOpenCertificates', { headers: { 'If-None-Match': etag } });
    expect(known).toMatchObject({ status: 304, text: '' });
  });

  it('is a spreadsheet for everybody, so many times an hour', async () => {
    const statuses: number[] = [];
    // Attempts are counted in a Redis that other runs share: this visitor comes from an address that nobody had before.
    const headers = { 'X-Forwarded-For': `2001:db8:${newId().slice(-8, -4)}:${newId().slice(-4)}::1` };
    for (let index = 0; index < 11; index += 1) {
      const answer = await api.anonymous().call('exportOpenCertificates', { headers });
      statuses.push(answer.status);
      if (index === 0) {
        expect(answer.text.startsWith('PK')).toBe(true);
        expect(answer.headers.get('content-disposition')).toContain('certificates.xlsx');
      }
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  });

  it('the places that goods come from, and who sells them, are pages for everybody', async () => {
    const at = await api.test.db.one<{ code: string; id: string; name: string }>(
      'SELECT county_code AS code, supplier_id AS id, supplier_name AS name FROM listing LIMIT 1',
    );
    const county = await api.anonymous().call('countyPage', { params: { code: at?.code ?? '' } });
    expect(county).toMatchObject({ status: 200, body: { county: { code: at?.code } } });
    const supplier = await api.anonymous().call('supplierPage', { params: { id: at?.id ?? '' } });
    expect(supplier).toMatchObject({ status: 200, body: { supplier: { name: at?.name } } });
    const nowhere = await api.anonymous().call('supplierPage', { params: { id: newId() } });
    expect(nowhere).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
  });

  it('the certificate on paper is asked for by its ETag, and changes with the certificate', async () => {
    const paper = await api.anonymous().call('certificatePdf', { params: { number } });
    expect(paper).toMatchObject({ status: 200 });
    expect(paper.headers.get('content-type')).toBe('application/pdf');
    const headers = { 'If-None-Match': paper.headers.get('etag') ?? '' };
    expect((await api.anonymous().call('certificatePdf', { params: { number }, headers })).status).toBe(304);
    await api.test.db.query("UPDATE certificate SET status = 'suspended' WHERE number = $1", [number]);
    expect((await api.anonymous().call('certificatePdf', { params: { number }, headers })).status).toBe(200);
    expect((await api.anonymous().call('certificatePdf', { params: { number: 'FP0' } })).status).toBe(404);
  });

  it('the certificate on paper is drawn so many times a day for one network, also when it is only asked whether it changed', async () => {
    const address = `2001:db8:${newId().slice(-8, -4)}:${newId().slice(-4)}::1`;
    await api.tried('certificateAddress', address, 999);
    const headers = { 'X-Forwarded-For': address };
    const ask = () => api.anonymous().call('certificatePdf', { params: { number }, headers });
    const statuses = (await Promise.all([ask(), ask(), ask()])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 429, 429]);
  });
});
