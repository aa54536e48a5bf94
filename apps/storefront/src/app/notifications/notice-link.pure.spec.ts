import { describe, expect, it } from '@jest/globals';
import { shopLink } from './notice-link';

describe('where a notice leads', () => {
  it('opens pages of the shop', () => {
    expect(shopLink('/mandates/0190')).toBe('/mandates/0190');
    expect(shopLink('/tracking?number=TS1')).toBe('/tracking?number=TS1');
    for (const link of [
      '/my/pledges/0190',
      '/after-sales/0190',
      '/recalls/ZH1',
      '/group-buys/0190/results',
      '/organise/0190',
    ])
      expect(shopLink(link)).toBe(link);
  });

  it('leaves the console and other sites alone', () => {
    expect(shopLink('/administration/reviews/1')).toBeNull();
    expect(shopLink('//elsewhere.example/orders')).toBeNull();
    expect(shopLink('/orders-of-others')).toBeNull();
    expect(shopLink(null)).toBeNull();
  });
});
