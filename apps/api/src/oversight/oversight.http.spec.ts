import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouteId } from '@yigou/contracts';
import { aCampaign, aUnitPledge } from '@yigou/campaigns/testing';
import { newId } from '@yigou/kernel';
import { anOrder } from '@yigou/orders/testing';
import { aDispute } from '@yigou/payments/testing';
import { FraudWatch } from '@yigou/oversight';
import { PriceBands } from '@yigou/prices';
import { PolicyParameters } from '@yigou/platform';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';

const REGION = '640422';
let api: ApiHarness;
let bureau: Visitor;
let finance: Visitor;
let auditor: Visitor;
let finding: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  const { db, uow } = api.test;
  const above = await aUnit(api.test, undefined, REGION);
  const unitId = await aUnit(api.test, above, REGION);
  const budgetId = await aBudget(api.test, { unitId, ceilingFen: 1_000_000 });
  const group = await aCampaign(db).recruiting();
  await uow.run((tx) => aUnitPledge(tx, group, { unitId, budgetId }, { shares: 2 }));
  await anOrder(db, { unitId, budgetId, completedAt: new Date('2026-01-05T00:00:00Z') }).completed();
  const policy = new PolicyParameters(db);
  await new FraudWatch(db, uow, new PriceBands(policy), policy).sweep(new Date(), 10);
  bureau = await api.person({ organisationId: above }, 'storefront');
  const governs = async (kind: 'finance' | 'auditor', regionPrefix: string) =>
    api.person({ organisationId: await api.organisation(kind), regionPrefix });
  [finance, auditor] = [await governs('finance', '6404'), await governs('auditor', '64')];
  for (const stranger of [
    await api.person({ organisationId: await aUnit(api.test, undefined, REGION) }, 'storefront'),
    await api.person({ organisationId: unitId }, 'storefront'),
  ])
    expect(await stranger.call('listFindingsBelow')).toMatchObject({ status: 200, body: { total: 0 } });
  for (const [kind, route] of [
    ['finance', 'listRegionFindings'],
    ['auditor', 'listAuditedFindings'],
  ] as const)
    expect(await (await governs(kind, '62')).call(route)).toMatchObject({ status: 200, body: { total: 0 } });
});
afterAll(() => api.close());

const decide = (by: Visitor, route: RouteId, decision: string, reason = '已核对单据') =>
  by.call(route, { params: { id: finding }, body: { decision, reason } });
const closed = { status: 409, body: { error: { code: 'finding_closed' } } };

describe('the auditor’s seat', () => {
  it('reads the units of its region, what they left behind, and takes a pack that is written down', async () => {
    const units = await auditor.call('listAuditedUnits', { query: 'region=640422' });
    expect(units).toMatchObject({ status: 200 });
    const findings = await auditor.call('listAuditedFindings');
    const id = (findings.body['items'] as { unit: { id: string } }[])[0]?.unit.id ?? '';
    expect((units.body['items'] as { id: string }[]).map((one) => one.id)).toContain(id);
    const orders = await auditor.call('listUnitRecords', { params: { id }, query: 'kind=order' });
    expect(orders).toMatchObject({ status: 200, body: { total: 1, items: [{ status: '已完成' }] } });
    const pledges = await auditor.call('listUnitRecords', { params: { id }, query: 'kind=pledge' });
    expect(pledges).toMatchObject({ status: 200, body: { total: 1, items: [{ status: '已付款', amountFen: 4_000 }] } });
    expect(pledges.text).toContain('2 份，');
    for (const wrong of ['', 'from=2026-01-01', 'from=2026-02-01&to=2026-01-01', 'from=2024-01-01&to=2026-01-01'])
      expect(await auditor.call('auditPack', { params: { id }, query: wrong })).toMatchObject({ status: 400 });
    const year = new Date().getFullYear();
    const pack = await auditor.call('auditPack', { params: { id }, query: `from=${year}-01-01&to=${year}-12-31` });
    expect([pack.status, pack.headers.get('content-type'), pack.text.slice(0, 2)]).toEqual([
      200,
      'application/zip',
      'PK',
    ]);
    expect(
      await api.test.db.query(`SELECT subject_id = $1 AS own FROM audit_entry WHERE action = 'oversight.pack_taken'`, [
        id,
      ]),
    ).toEqual([{ own: true }]);
    // It counts with all other files that somebody takes in a day.
    await api.tried('exportPerson', auditor.userId ?? '', 200);
    expect(
      await auditor.call('auditPack', { params: { id }, query: `from=${year}-01-01&to=${year}-12-31` }),
    ).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
  });
});

describe('what the fraud watch found, over HTTP', () => {
  it('is read by the unit above, the finance department and the auditor of the region', async () => {
    for (const [who, route] of [
      [bureau, 'listFindingsBelow'],
      [finance, 'listRegionFindings'],
      [auditor, 'listAuditedFindings'],
    ] as const) {
      const answer = await who.call(route, { query: `status=open&rule=no_waybill&region=640000` });
      expect(answer).toMatchObject({ status: 200, body: { total: 1, items: [{ orderCount: 1, year: 2026 }] } });
      finding = (answer.body['items'] as { id: string }[])[0]?.id ?? '';
      expect(await who.call(route, { query: 'region=110000' })).toMatchObject({ body: { total: 0 } });
    }
  });

  it('is dismissed with a reason, opened again by the auditor, confirmed, and keeps all of it', async () => {
    expect(await decide(bureau, 'decideFindingBelow', 'dismiss', ' ')).toMatchObject({ status: 400 });
    expect(await decide(bureau, 'decideFindingBelow', 'dismiss', '单位自提')).toMatchObject({ status: 200 });
    expect(await decide(finance, 'decideRegionFinding', 'confirm')).toMatchObject(closed);
    expect(await decide(bureau, 'decideFindingBelow', 'reopen')).toMatchObject({ status: 403 });
    expect(await decide(auditor, 'decideAuditedFinding', 'reopen', '没有自提记录')).toMatchObject({ status: 200 });
    expect(await decide(finance, 'decideRegionFinding', 'confirm', '无运单属实')).toMatchObject({ status: 200 });
    expect(await decide(auditor, 'decideAuditedFinding', 'reopen')).toMatchObject(closed);
    const { body } = await auditor.call('listAuditedFindings');
    expect(body['items']).toMatchObject([
      {
        status: 'confirmed',
        reason: '无运单属实',
        steps: [
          { action: 'find', by: null },
          { action: 'dismiss', reason: '单位自提' },
          { action: 'reopen', reason: '没有自提记录' },
          { action: 'confirm', reason: '无运单属实' },
        ],
      },
    ]);
    expect(
      await api.test.db.query(
        `SELECT count(*)::int AS acts FROM audit_entry WHERE subject_id = $1 AND action LIKE 'oversight.%'`,
        [finding],
      ),
    ).toEqual([{ acts: 3 }]);
  });
});

describe('what proves the orders of a disputed payment', () => {
  it('is taken by a manager of the whole country’s office, is written down, and counts in the limit of a day', async () => {
    const { db } = api.test;
    const { order, paymentId } = await anOrder(db).shipped();
    const { id, providerRef } = await aDispute(db, { paymentId, amountFen: 100 });
    const office = await api.organisation('administration');
    const manager = await api.person({ organisationId: office });
    const take = (by: Visitor, dispute = id) => by.call('disputePack', { params: { id: dispute } });
    for (const other of [{ role: 'clerk' }, { regionPrefix: '640422' }] as const)
      expect(await take(await api.person({ organisationId: office, ...other }))).toMatchObject({ status: 403 });
    expect(await take(manager, newId())).toMatchObject({ status: 404 });
    const pack = await take(manager);
    expect([pack.status, pack.headers.get('content-type'), pack.text.slice(0, 2)]).toEqual([
      200,
      'application/zip',
      'PK',
    ]);
    expect(decodeURIComponent(pack.headers.get('content-disposition') ?? '')).toContain(`争议证据-${providerRef}.zip`);
    const trail = `SELECT subject_id AS subject, summary FROM audit_entry WHERE action = 'oversight.dispute_pack_taken' AND actor_id = $1`;
    const summary = `下载争议 ${providerRef} 的证据包（${order.number}）`;
    expect(await db.query(trail, [manager.userId])).toEqual([{ subject: paymentId, summary }]);
    await api.tried('exportPerson', manager.userId ?? '', 200);
    expect(await take(manager)).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
  });
});
