import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { RememberedTotals } from './remembered-totals';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

describe('totals of a list', () => {
  const rows = (count: number) => `generate_series(1, ${count}) AS n`;
  async function total(totals: RememberedTotals, key: string, from: string): Promise<number | undefined> {
    const values: unknown[] = [];
    const sql = totals.select(key, from, 'n > 0', (value) => `$${values.push(value)}`);
    const row = await test.db.one<{ total: number }>(sql, values);
    if (row) totals.keep(key, row.total);
    return row?.total;
  }

  it('in the thousands are remembered, by filter', async () => {
    const totals = new RememberedTotals();
    expect(await total(totals, 'a', rows(1_500))).toBe(1_500);
    expect(await total(totals, 'a', rows(1_501))).toBe(1_500);
    expect(await total(totals, 'b', rows(1_501))).toBe(1_501);
  });

  it('that people can check by eye are counted each time', async () => {
    const totals = new RememberedTotals();
    expect(await total(totals, 'a', rows(3))).toBe(3);
    expect(await total(totals, 'a', rows(2))).toBe(2);
  });

  it('are counted to ten thousand', async () => {
    expect(await total(new RememberedTotals(), 'a', rows(10_500))).toBe(10_000);
  });
});
