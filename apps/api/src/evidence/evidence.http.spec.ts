import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouteId } from '@yigou/contracts';
import { aPicture, hugePng, makePdf } from '@yigou/evidence/testing';
import { randomInt } from 'node:crypto';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { fileOf, uploadEvidence } from '../testing/fixtures';

let api: ApiHarness;
let visitor: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  visitor = await api.person(undefined, 'admin');
});
afterAll(() => api.close());

/** Redis counts for all test runs together: each comes from an address of its own, as the web server in front says. */
const from = { 'X-Forwarded-For': `198.51.${randomInt(256)}.${randomInt(256)}` };

describe('evidence over HTTP', () => {
  it('is looked at page by page and saved as an attachment that nothing runs', async () => {
    const id = await uploadEvidence(visitor, fileOf(await makePdf(), '报告.pdf'));
    const page = await visitor.call('getEvidencePage', { params: { id, page: '1' }, query: 'size=thumb' });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const file = await visitor.call('getEvidenceFile', { params: { id } });
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="evidence.pdf"; filename*=UTF-8''${encodeURIComponent('报告.pdf')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=300',
    });
    expect((await visitor.call('getEvidencePage', { params: { id, page: '2' } })).status).toBe(404);
    for (const bad of ['0', '51', '1.5', 'x', '../file'])
      expect((await visitor.call('getEvidencePage', { params: { id, page: bad } })).status).toBe(404);
    expect((await visitor.call('getMedia', { params: { '*': `evidence/${id}/1-page.webp` } })).status).toBe(404);
  });

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  it.each([
    ['SVG with a script', svg, 'a.svg', 'image/svg+xml'],
    ['HTML named .png', Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.png', 'image/png'],
    ['50,000 × 50,000 pixels', hugePng(50_000), 'a.png', 'image/png'],
    ['no PDF behind its mark', Buffer.from('%PDF-1.7\n<html>'), 'a.pdf', 'application/pdf'],
    ['nothing', Buffer.alloc(0), '../../a.pdf', 'application/pdf'],
  ])('refuses %s', async (_, body, name, type) => {
    const file = fileOf(body, name, type);
    const visitors: [Visitor, RouteId][] = [
      [visitor, 'uploadEvidence'],
      [api.anonymous(), 'uploadPublicEvidence'],
    ];
    for (const [who, id] of visitors) {
      const answer = await who.call(id, { ...file, headers: { ...file.headers, ...from } });
      expect(answer).toMatchObject({ status: 422, body: { error: { code: 'evidence_invalid' } } });
    }
  });

  it('refuses what is too large while it comes in', async () => {
    const answer = await visitor.call('uploadEvidence', fileOf(Buffer.alloc(21 * 1024 * 1024, 1), 'a.pdf'));
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'payload_too_large' } } });
  });

  it('is taken from a visitor without an account, who gets a claim and cannot look at it again', async () => {
    const file = fileOf(await aPicture(), '照片.png');
    const answer = await api
      .anonymous()
      .call('uploadPublicEvidence', { ...file, headers: { ...file.headers, ...from } });
    expect(answer).toMatchObject({ status: 201, body: { mediaType: 'image/png', claim: expect.any(String) } });
    const params = { id: String(answer.body['id']) };
    expect((await visitor.call('getEvidence', { params })).status).toBe(404);
    expect((await api.anonymous().call('getEvidence', { params })).status).toBe(401);
  });

  it('is limited per person and per address by the day', async () => {
    const file = fileOf(await aPicture(), '照片.png');
    const person = await api.person(undefined, 'admin');
    const address = `198.51.${randomInt(256)}.${randomInt(256)}`;
    await api.tried('uploadAccountDay', person.userId ?? '', 999);
    await api.tried('uploadAddressDay', address, 299);
    const public_ = { ...file, headers: { ...file.headers, 'X-Forwarded-For': address } };
    for (const send of [
      () => person.call('uploadEvidence', file),
      () => api.anonymous().call('uploadPublicEvidence', public_),
    ]) {
      const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
      expect(statuses.toSorted()).toEqual([201, 429, 429]);
    }
  });

  it('is limited per address, and says so before it reads the file', async () => {
    const scanner = await ApiHarness.start({ CLAMD_ADDRESS: '127.0.0.1:1' });
    try {
      const pdf = fileOf(await makePdf(), 'a.pdf');
      const send = () =>
        scanner.anonymous().call('uploadPublicEvidence', { ...pdf, headers: { ...pdf.headers, ...from } });
      // The scanner that is configured is away: nothing is kept.
      expect(await send()).toMatchObject({ status: 503, body: { error: { code: 'service_unavailable' } } });
      let last = await send();
      for (let tries = 0; tries < 120 && last.status !== 429; tries += 1) last = await send();
      expect(last).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
      const rows = await scanner.test.db.query('SELECT id FROM evidence');
      expect(rows).toEqual([]);
    } finally {
      await scanner.close();
    }
  });
});
