import { describe, expect, it } from '@jest/globals';
import { firstChoice } from './first-choice';

const sku = (name: string, priceFen: number, available: number) => ({ name, priceFen, available });

describe('the packing that a product opens with', () => {
  it('is the cheapest in stock, wherever it stands', () => {
    expect(firstChoice([sku('大', 900, 5), sku('小', 300, 0), sku('中', 500, 2), sku('中二', 500, 9)])?.name).toBe(
      '中',
    );
  });

  it('is the cheapest at all where nothing is in stock, and none where there is none', () => {
    expect(firstChoice([sku('大', 900, 0), sku('小', 300, 0)])?.name).toBe('小');
    expect(firstChoice([])).toBeNull();
  });
});
