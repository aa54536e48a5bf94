import { describe, expect, it } from '@jest/globals';
import { answerProblem, priceQuestion } from './price-question';

const NO_ANSWER = { reason: '', confirmed: false };

const prices = [{ skuName: '5 斤装', priceFen: 19_900, verdict: 'decimal_slip', message: '疑似多写一位' }];

describe('question of the price watch', () => {
  it('names the SKU that is asked about', () => {
    expect(priceQuestion({ code: 'price_slip_suspected', details: { prices } })).toEqual({ slip: true, prices });
    expect(priceQuestion({ code: 'price_reason_required', details: { prices: ['?'] } })).toEqual({
      slip: false,
      prices: [],
    });
    expect(priceQuestion({ code: 'sku_in_use', details: {} })).toBeNull();
  });

  it('R17: wants a reason, and for a slip of the decimal point a second look', () => {
    const slip = priceQuestion({ code: 'price_slip_suspected', details: { prices } });
    expect(answerProblem(slip, NO_ANSWER)).not.toBe('');
    expect(answerProblem(slip, { reason: '礼盒', confirmed: false })).not.toBe('');
    expect(answerProblem(slip, { reason: '礼盒', confirmed: true })).toBe('');
    expect(answerProblem(slip && { ...slip, slip: false }, { reason: '礼盒', confirmed: false })).toBe('');
    expect(answerProblem(null, NO_ANSWER)).toBe('');
  });
});
