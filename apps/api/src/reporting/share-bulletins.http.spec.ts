import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { countFinished, TellBulletin } from '@yigou/procurement';
import { aShare, aUnit, thisYear } from '@yigou/procurement/testing';
import { countStatements } from '@yigou/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';

const YEAR = thisYear() - 1;
const [XIJI, LONGDE] = ['640422', '640423'];
let api: ApiHarness;
let finance: Visitor;
let unit: Visitor;

/** A unit with last year's share in force, of which so much was counted in June. */
async function filed(region: string, reservedFen: number, countedFen: number): Promise<string> {
  const { db } = api.test;
  const unitId = await aUnit(api.test, undefined, region);
  const id = await aShare(api.test, unitId, 'in_force');
  await db.query(
    'UPDATE share_filing SET year = $2, reserved_fen = $3, canteen_total_fen = $3, ratio_bp = 10000 WHERE id = $1',
    [id, YEAR, reservedFen],
  );
  await bought(unitId, countedFen);
  return unitId;
}
const bought = (unitId: string, countedFen: number, month = 6) =>
  countFinished(api.test.db, [
    { unitId, year: YEAR, month, kind: 'canteen', categorySlug: '', countyCode: '', boughtFen: countedFen, countedFen },
  ]);
const publish = (more: object = {}, by = finance) =>
  by.call('publishShareBulletin', { body: { year: YEAR, period: 'half', part: 1, reason: '', ...more } });
const read = (id: string, by = unit) => by.call('getShareBulletin', { params: { id } });

let first: string;
let late: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  finance = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: '6404' });
  // R10, 信阳 to the printed digit: 141.1 ÷ 602.26 = 23.43 %, 27.42 ÷ 27.1 = 101.18 %.
  late = await filed(XIJI, 60_226, 14_110);
  await filed(LONGDE, 2_710, 2_742);
  const unitId = await filed(LONGDE, 0, 0);
  unit = await api.person({ organisationId: unitId });
  await aUnit(api.test, undefined, XIJI);
  const idle = await filed(XIJI, 1_000, 0);
  await bought(idle, 900, 7);
  await filed('620102', 500, 500);
});
afterAll(() => api.close());

describe('a bulletin of reserved shares', () => {
  it('R11, R10: counts accounts, filings and starts of the region until the period’s end, and ranks counties by rate', async () => {
    const answer = await publish();
    expect(answer).toMatchObject({ status: 201 });
    first = String(answer.body['bulletinId']);
    expect((await read(first)).body).toMatchObject({
      title: `${YEAR} 年上半年预留份额执行情况通报`,
      version: 1,
      totals: { units: 5, accounts: 1, filed: 4, notStarted: 1, started: 2, reservedFen: 63_936, countedFen: 16_852 },
      counties: [
        { region: { code: LONGDE }, units: 2, fulfilmentBp: 10_118 },
        { region: { code: XIJI }, units: 3, notStarted: 1, fulfilmentBp: 2_305 },
      ],
    });
  });

  it('stays what it was when figures move; a correction is a version of its own that says why', async () => {
    const before = await read(first);
    await bought(late, 46_116, 1);
    expect((await publish()).body).toMatchObject({
      error: { code: 'validation_failed', details: { fields: { reason: expect.stringContaining('更正') } } },
    });
    const second = String((await publish({ reason: '补记一月订单' })).body['bulletinId']);
    expect((await read(second)).body).toMatchObject({
      version: 2,
      reason: '补记一月订单',
      totals: { countedFen: 62_968 },
    });
    expect((await read(first)).body).toEqual({ ...before.body, latest: false });
    await expect(
      api.test.db.query(`UPDATE share_bulletin SET content = '{}' WHERE id = $1`, [first]),
    ).rejects.toThrow();
  });

  it('is published once by many at once, each other one asked for a reason', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => publish({ period: 'month', part: 3 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
  });

  it('is of a period that is over, by a manager of a finance department', async () => {
    const future = { year: thisYear(), period: 'half', part: 2 };
    expect((await publish(future)).body).toMatchObject({ error: { code: 'validation_failed' } });
    expect((await publish({ period: 'quarter', part: 5 })).body).toMatchObject({
      error: { code: 'validation_failed' },
    });
    expect(await publish({}, unit)).toMatchObject({ status: 403 });
  });

  it('is read by everybody, of a region with what covers it, and leads to the version that holds', async () => {
    const anybody = api.anonymous();
    const listed = async (region?: string) => {
      const { status, body } = await anybody.call('listPublicBulletins', { query: region ? `region=${region}` : '' });
      expect(status).toBe(200);
      return (body['items'] as unknown as { id: string; latest: boolean }[]).map(({ id }) => id);
    };
    for (const region of [undefined, XIJI, '640400', '640000']) expect(await listed(region)).toContain(first);
    expect(await listed('620102')).toEqual([]);
    const old = await anybody.call('getPublicBulletin', { params: { id: first } });
    expect(old.body).toMatchObject({ latest: false, totals: { units: 5 }, counties: [{}, {}] });
    const held = await anybody.call('getPublicBulletin', { params: { id: String(old.body['latestId']) } });
    expect(held.body).toMatchObject({ latest: true, version: 2, latestId: old.body['latestId'] });
    // Of people it says nothing, neither who published nor whose accounts are counted.
    expect(JSON.stringify(held.body)).not.toMatch(/publishedBy|userId|login/);
    expect(await anybody.call('getPublicBulletin', { params: { id: newId() } })).toMatchObject({ status: 404 });
    expect(await countStatements(() => listed(XIJI))).toBeLessThanOrEqual(2);
    expect(await countStatements(() => anybody.call('getPublicBulletin', { params: { id: first } }))).toBe(1);
  });

  it('is looked at before: what a preview says is what is published, and nothing is', async () => {
    const query = `year=${YEAR}&period=quarter&part=2`;
    const preview = await finance.call('previewShareBulletin', { query });
    expect(preview).toMatchObject({
      status: 200,
      body: { version: 1, title: `${YEAR} 年第 2 季度预留份额执行情况通报` },
    });
    expect(await finance.call('previewShareBulletin', { query })).toMatchObject({ body: { version: 1 } });
    const published = await publish({ period: 'quarter', part: 2 });
    const { totals, counties } = (await read(String(published.body['bulletinId']), finance)).body;
    expect({ totals, counties }).toEqual({ totals: preview.body['totals'], counties: preview.body['counties'] });
    expect(await finance.call('previewShareBulletin', { query })).toMatchObject({ body: { version: 2 } });
    const future = { query: `year=${thisYear()}&period=half&part=2` };
    expect((await finance.call('previewShareBulletin', future)).body).toMatchObject({
      error: { code: 'validation_failed', details: { fields: { part: expect.anything() } } },
    });
    expect(await unit.call('previewShareBulletin', { query })).toMatchObject({ status: 403 });
  });

  it('is listed for every unit below, as file too, and for no other region', async () => {
    const list = async (by: Visitor) =>
      (await by.call('listShareBulletins')).body['items'] as unknown as { id: string }[];
    expect((await list(unit)).map(({ id }) => id)).toContain(first);
    const elsewhere = await api.person({ organisationId: await aUnit(api.test, undefined, '620102') });
    expect(await list(elsewhere)).toEqual([]);
    expect(await read(first, elsewhere)).toMatchObject({ status: 404 });
    const pdf = await unit.call('shareBulletinPdf', { params: { id: first } });
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    expect(await unit.call('shareBulletinXlsx', { params: { id: first } })).toMatchObject({ status: 200 });
    // What was not there was not taken.
    expect(await elsewhere.call('shareBulletinPdf', { params: { id: first } })).toMatchObject({ status: 404 });
    const trail = ({ userId }: Visitor) =>
      api.test.db.query(
        `SELECT subject_id AS subject, summary, data ->> 'route' AS route FROM audit_entry WHERE action = 'platform.file_taken' AND actor_id = $1 ORDER BY id`,
        [userId],
      );
    const taken = { subject: first, summary: '下载预留份额通报' };
    expect(await trail(unit)).toEqual([
      { ...taken, route: 'shareBulletinPdf' },
      { ...taken, route: 'shareBulletinXlsx' },
    ]);
    expect(await trail(elsewhere)).toEqual([]);
    await api.tried('exportPerson', unit.userId ?? '', 200);
    for (const route of ['shareBulletinPdf', 'shareBulletinXlsx'] as const)
      expect(await unit.call(route, { params: { id: first } })).toMatchObject({ status: 429 });
    expect(await trail(unit)).toHaveLength(2);
  });

  it('is told to managers of the units that it counts and to finance of its region, once', async () => {
    const { db, uow } = api.test;
    const elsewhere = await api.person({ organisationId: await aUnit(api.test, undefined, '620102') });
    const county = await api.person({ organisationId: await api.organisation('finance'), regionPrefix: XIJI });
    const bulletins = new TellBulletin(db, uow, new Notices());
    for (const _ of [1, 2]) await bulletins.tell({ bulletinId: first });
    const links = async ({ userId }: Visitor) =>
      (
        await db.query<{ link: string }>(
          `SELECT link FROM notice WHERE user_id = $1 AND link LIKE '%/bulletins?id=%'`,
          [userId],
        )
      ).map(({ link }) => link);
    expect(await links(unit)).toEqual([`/agency/bulletins?id=${first}`]);
    for (const one of [finance, county]) expect(await links(one)).toEqual([`/finance/bulletins?id=${first}`]);
    expect(await links(elsewhere)).toEqual([]);
    const published = await db.query(
      `SELECT FROM outbox WHERE topic = 'procurement.bulletin_published' AND payload ->> 'bulletinId' = $1`,
      [first],
    );
    expect(published).toHaveLength(1);
  });

  it('is reckoned by one statement over the summaries', async () => {
    // Session, seat, transaction, lock, version, figures, row, audit, event: the same for one unit as for many.
    const few = await countStatements(() => publish({ period: 'month', part: 5 }));
    for (let more = 0; more < 3; more += 1) await filed(XIJI, 100, 10);
    expect(await countStatements(() => publish({ period: 'month', part: 4 }))).toBe(few);
  });
});
