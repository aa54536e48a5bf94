import { describe, expect, it } from '@jest/globals';
import { ending, owed, refundFen } from './rest';

const line = {
  id: 'a',
  quantity: 3,
  shippedQuantity: 1,
  endedQuantity: 0,
  refusedQuantity: 0,
  priceFen: 1_000,
  discountFen: 100,
};

describe('the rest of a part-shipped order', () => {
  it('is what was neither shipped nor ended', () => {
    expect(owed(line)).toBe(2);
    expect(owed({ ...line, endedQuantity: 2 })).toBe(0);
  });

  it('ends whole unless fewer pieces are chosen, and never more than is owed', () => {
    expect(ending(line, {})).toBe(2);
    expect(ending(line, { a: 1 })).toBe(1);
    expect(ending({ ...line, shippedQuantity: 2 }, { a: 2 })).toBe(1);
  });

  it('gives back the price less the share of the discount, the same in one go as in two', () => {
    const whole = refundFen([line], {});
    const first = refundFen([line], { a: 1 });
    const second = refundFen([{ ...line, endedQuantity: 1 }], {});
    expect(whole).toBe(2_000 - 67);
    expect(first + second).toBe(whole);
  });
});
