import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CertificateStatus } from '@yigou/contracts';
import { countStatements, createTestDatabase, madeUpCursor, type TestDatabase } from '@yigou/testing';
import { anAdmittedSupplier } from '@yigou/suppliers/testing';
import { aCertificate } from '../testing/certificates';
import { OpenData } from './open-data';

let test: TestDatabase;
let data: OpenData;
beforeAll(async () => {
  test = await createTestDatabase();
  data = new OpenData(test.db);
  const { supplierId } = await anAdmittedSupplier(test.db);
  const rows: [string, string | null, CertificateStatus, string, string][] = [
    ['A1', '640422', 'valid', '2020-01-01', '2099-01-01'],
    ['A2', '621222', 'valid', '2020-01-01', '2020-12-31'],
    ['A3', null, 'expired', '2019-01-01', '2019-12-31'],
    ['A4', '640423', 'suspended', '2020-01-01', '2099-01-01'],
    ['A5', '640422', 'withdrawn', '2020-01-01', '2099-01-01'],
    ['A6', '640422', 'exited', '2020-01-01', '2099-01-01'],
    ['A7', '621222', 'valid', '2020-01-01', '2099-01-01'],
  ];
  const scope = [{ name: '散装', netWeightGrams: 500, priceFen: 650 }];
  for (const [number, regionCode, status, validFrom, validTo] of rows) {
    const said = { number, regionCode, status, validFrom, validTo, scope, sourceUrl: 'https://example.org' };
    await aCertificate(test.db, { supplierId, ...said });
  }
});
afterAll(() => test.close());

async function walk(query: { region?: string; status?: CertificateStatus }, limit: number): Promise<string[]> {
  const numbers: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<OpenData['certificates']>> = await data.certificates({
      ...query,
      limit,
      ...(cursor ? { cursor } : {}),
    });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    numbers.push(...page.items.map(({ number }) => number));
    cursor = page.nextCursor;
  } while (cursor);
  return numbers;
}

describe('open data of certificates', () => {
  it.each([1, 2, 3, 100])('%i at a time: each comes once, in the order of the numbers', async (limit) => {
    expect(await walk({}, limit)).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7']);
    expect(await walk({ region: '640000' }, limit)).toEqual(['A1', 'A5', 'A6', 'A4']);
    expect(await walk({ region: '640422' }, limit)).toEqual(['A1', 'A5', 'A6']);
  });

  it.each([
    ['valid', ['A1', 'A7']],
    ['expired', ['A2', 'A3']],
    ['suspended', ['A4']],
    ['withdrawn', ['A5']],
    ['exited', ['A6']],
  ] as const)('R29: %s by the state of today, whatever the worker has entered', async (status, numbers) => {
    expect(await walk({ status }, 1)).toEqual(numbers);
    const { items } = await data.certificates({ status, limit: 100 });
    expect(new Set(items.map((item) => item.status))).toEqual(new Set([status]));
  });

  it('says what was certified, and not where the row came from', async () => {
    const { items } = await data.certificates({ limit: 1 });
    expect(items[0]).toMatchObject({ scope: [{ name: '散装', netWeightGrams: 500, priceFen: 650 }], demo: false });
    expect(items[0]).not.toHaveProperty('sourceUrl');
  });

  it('takes one statement, and no cursor of another region', async () => {
    expect(await countStatements(() => data.certificates({ status: 'expired', region: '620000', limit: 100 }))).toBe(1);
    for (const cursor of ['x', madeUpCursor(['110101', 'A1'])])
      await expect(data.certificates({ region: '640000', cursor, limit: 1 })).rejects.toMatchObject({
        code: 'validation_failed',
      });
  });
});
