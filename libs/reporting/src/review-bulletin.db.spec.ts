import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApplicationStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCertificate, anApplication } from '@yigou/certification/testing';
import ExcelJS from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ReviewBulletin } from './review-bulletin';
import { GANSU_COUNTY, HUBEI_COUNTY, TradeRows } from './testing/trade-rows';

let test: TestDatabase;
let bulletin: ReviewBulletin;
let supplierId: string;
const NATIONAL = { regionPrefix: '', township: null };
const IN_2020 = { from: '2020-01-01', to: '2020-12-31' };

beforeAll(async () => {
  test = await createTestDatabase();
  bulletin = new ReviewBulletin(test.db);
  supplierId = await new TradeRows(test.db).supplier();
  // Two that were issued after 10 and 21 days, one of them submitted twice; one refused; one that waits too long; one of the year before.
  await application(GANSU_COUNTY, 'issued', [
    ['submit', null, '2020-03-01'],
    ['approve', 'township', '2020-03-02'],
    ['approve', 'county', '2020-03-03'],
    ['issue', null, '2020-03-11'],
  ]);
  await application(GANSU_COUNTY, 'issued', [
    ['submit', null, '2020-04-01'],
    ['return', 'county', '2020-04-05'],
    ['resubmit', null, '2020-04-06'],
    ['approve', 'county', '2020-04-07'],
    ['issue', null, '2020-04-22'],
  ]);
  await application(HUBEI_COUNTY, 'refused', [
    ['submit', null, '2020-05-01'],
    ['refuse', 'county', '2020-05-02'],
  ]);
  await application(HUBEI_COUNTY, 'county_review', [['submit', null, '2020-06-01']], {
    due: '2020-06-11',
    township: '五峰镇',
  });
  await application(HUBEI_COUNTY, 'county_review', [['submit', null, '2019-12-31']]);
  await application(HUBEI_COUNTY, 'draft', []);
});
afterAll(() => test.close());

async function application(
  region: string,
  status: ApplicationStatus,
  steps: [string, string | null, string][],
  { due, township = null }: { due?: string; township?: string | null } = {},
): Promise<void> {
  const certificate = await aCertificate(test.db, { supplierId, regionCode: null });
  const { id } = await anApplication(test.db, {
    supplierId,
    certificateId: certificate.id,
    regionCode: region,
    status,
    township,
    ...(due === undefined ? {} : { dueAt: new Date(due) }),
  });
  for (const [action, level, day] of steps)
    await test.db.query(
      `INSERT INTO application_step (id, application_id, action, to_status, level, actor_name, seat, round, at)
       VALUES ($1, $2, $3, $4, $5, '某人', '某机关', 1, ($6::date + time '12:00') AT TIME ZONE 'Asia/Shanghai')`,
      [newId(), id, action, status, level, day],
    );
}

describe('the bulletin of reviews', () => {
  it('counts by county what was received, approved, returned, refused and issued, and the days it took', async () => {
    const { counties, totals, from, to } = await bulletin.read(NATIONAL, IN_2020);
    expect({ from, to }).toEqual(IN_2020);
    const hubei = { received: 2, approved: 0, returned: 0, refused: 1, issued: 0, open: 2, overdue: 1, days: null };
    const gansu = { received: 2, approved: 2, returned: 1, refused: 0, issued: 2, open: 0, overdue: 0, days: 15.5 };
    expect(counties).toEqual([
      { county: expect.objectContaining({ code: HUBEI_COUNTY }), ...hubei },
      { county: expect.objectContaining({ code: GANSU_COUNTY }), ...gansu },
    ]);
    expect(totals).toEqual({
      received: 4,
      approved: 2,
      returned: 1,
      refused: 1,
      issued: 2,
      open: 2,
      overdue: 1,
      days: 15.5,
    });
  });

  it('counts by month, months without anything included', async () => {
    const { byMonth } = await bulletin.read(NATIONAL, { from: '2020-02-15', to: '2020-05-31' });
    expect(byMonth).toEqual([
      { month: '2020-02', received: 0, issued: 0, refused: 0 },
      { month: '2020-03', received: 1, issued: 1, refused: 0 },
      { month: '2020-04', received: 1, issued: 1, refused: 0 },
      { month: '2020-05', received: 1, issued: 0, refused: 1 },
    ]);
  });

  it('is of this year unless said otherwise, and both days count', async () => {
    const { from, to } = await bulletin.read(NATIONAL, {});
    expect(from).toBe(`${to.slice(0, 4)}-01-01`);
    expect((await bulletin.read(NATIONAL, { from: '2020-03-11', to: '2020-03-11' })).totals.issued).toBe(1);
  });

  it('sees no further than the office: its region, and a township its own', async () => {
    const codes = async (scope: { regionPrefix: string; township: string | null }, region?: string) =>
      (await bulletin.read(scope, { ...IN_2020, ...(region ? { region } : {}) })).counties.map(
        ({ county }) => county.code,
      );
    expect(await codes({ regionPrefix: GANSU_COUNTY, township: null })).toEqual([GANSU_COUNTY]);
    expect(await codes({ regionPrefix: '62', township: null }, HUBEI_COUNTY)).toEqual([]);
    expect(await codes(NATIONAL, '420000')).toEqual([HUBEI_COUNTY]);
    const town = await bulletin.read({ regionPrefix: HUBEI_COUNTY, township: '五峰镇' }, IN_2020);
    expect(town.totals).toMatchObject({ received: 1, open: 1 });
  });

  it('refuses a period that is upside down, too long or before all of this', async () => {
    for (const query of [
      { from: '2020-02-01', to: '2020-01-31' },
      { from: '2001-01-01', to: '2020-01-01' },
      { from: '0000-01-01', to: '0000-12-31' },
      { to: '0001-01-01' },
    ])
      await expect(bulletin.read(NATIONAL, query)).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('takes one statement however many counties', async () => {
    expect(await countStatements(() => bulletin.read(NATIONAL, IN_2020))).toBe(1);
  });

  it('is a file with a sheet of counties and one of months', async () => {
    const file = await bulletin.export(NATIONAL, IN_2020);
    expect(file.fileName).toBe('益购-审核通报-2020-01-01至2020-12-31.xlsx');
    const output = new PassThrough();
    const [bytes, rows] = await Promise.all([buffer(output), file.write(output)]);
    expect(rows).toBe(2 + 1 + 12);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['分县情况', '分月情况']);
    const values = (book.worksheets[0] as ExcelJS.Worksheet).getRow(4).values as unknown[];
    expect(values.slice(2)).toEqual(['合计', 4, 2, 1, 1, 2, 2, 1, '15.5']);
  });
});
