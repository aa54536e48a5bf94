import { describe, expect, it } from '@jest/globals';
import { DEFAULT_FREIGHT_RULES, freightOf } from './freight';

const base = { deliverable: true, firstGrams: 1000, firstFen: 800, stepGrams: 500, stepFen: 200, freeOverFen: 10_000 };
const rules = [
  { ...base, regionPrefix: '' },
  { ...base, regionPrefix: '13', firstFen: 500, freeOverFen: null },
  { ...base, regionPrefix: '1301', deliverable: false },
  { ...base, regionPrefix: '130125', firstFen: 0, stepFen: 0, freeOverFen: null },
];
const quote = (regionCode: string, grams: number, goodsFen = 100) => freightOf(rules, { regionCode, grams, goodsFen });

describe('freight', () => {
  it('goes by the longest prefix, in whatever order the rules come', () => {
    expect(quote('110101', 1000).freightFen).toBe(800);
    expect(quote('130225', 1000).freightFen).toBe(500);
    expect(quote('130123', 1000)).toMatchObject({ deliverable: false, freightFen: 0 });
    expect(quote('130125', 9000)).toMatchObject({ deliverable: true, freightFen: 0, rule: '包邮。' });
    expect(freightOf([...rules].reverse(), { regionCode: '130225', grams: 1, goodsFen: 1 }).freightFen).toBe(500);
  });

  it('counts each step that is begun', () => {
    expect([1, 1000, 1001, 1500, 1501].map((grams) => quote('110101', grams).freightFen)).toEqual([
      800, 800, 1000, 1000, 1200,
    ]);
  });

  it('is free from the stated value of goods on, not a fen before', () => {
    expect(quote('110101', 5000, 9_999).freightFen).toBe(2400);
    expect(quote('110101', 5000, 10_000)).toMatchObject({ freightFen: 0, freeOverFen: 10_000 });
  });

  it('does not go where it would cost more than anybody can pay, and never fails for a weight', () => {
    const steep = { ...base, regionPrefix: '', stepGrams: 1, stepFen: 1_000_000, freeOverFen: null };
    expect(freightOf([steep], { regionCode: '110101', grams: 100_000_000 * 9_999 * 100, goodsFen: 1 })).toMatchObject({
      deliverable: false,
      freightFen: 0,
      rule: expect.stringContaining('太重'),
    });
    const most = { ...steep, firstFen: 0 };
    expect(freightOf([most], { regionCode: '110101', grams: 1_100, goodsFen: 1 }).freightFen).toBe(100_000_000);
    expect(freightOf([most], { regionCode: '110101', grams: 1_101, goodsFen: 1 }).deliverable).toBe(false);
  });

  it('has a stated default, and no place outside the rules of a supplier that has some', () => {
    expect(freightOf([], { regionCode: '110101', grams: 2500, goodsFen: 1 }).freightFen).toBe(1800);
    expect(freightOf(DEFAULT_FREIGHT_RULES, { regionCode: '110101', grams: 1, goodsFen: 1 }).rule).toBe(
      '首重1千克内10元，每续重1千克加4元。',
    );
    expect(freightOf(rules.slice(1), { regionCode: '440101', grams: 1, goodsFen: 1 }).deliverable).toBe(false);
  });
});
