import { describe, expect, it } from '@jest/globals';
import { safeReturn } from './safe-return';

describe('where a login leads back to', () => {
  it('returns to pages of the shop', () => {
    expect(safeReturn('/checkout')).toBe('/checkout');
    expect(safeReturn('/orders/1?tab=all')).toBe('/orders/1?tab=all');
  });

  it('never leads elsewhere', () => {
    for (const url of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '',
      undefined,
    ])
      expect(safeReturn(url)).toBe('/');
  });
});
