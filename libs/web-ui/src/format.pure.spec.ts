import { describe, expect, it } from '@jest/globals';
import { fenParts, formatBytes, formatDate, formatFen, formatFenShort, formatGrams, formatInstant } from './format';

describe('amounts in fen', () => {
  it('keeps every fen, also where floating point would lose one', () => {
    expect(formatFen(0)).toBe('¥0.00');
    expect(formatFen(5)).toBe('¥0.05');
    expect(formatFen(123456)).toBe('¥1,234.56');
    expect(formatFen(Number.MAX_SAFE_INTEGER)).toBe('¥90,071,992,547,409.91');
    expect(formatFen(-1990)).toBe('-¥19.90');
  });

  it('cuts yuan and fen for the two sizes of print', () => {
    expect(fenParts(100_000_001)).toEqual({ sign: '', yuan: '1,000,000', fen: '01' });
  });

  it('rounds headline sums down, never up', () => {
    expect(formatFenShort(999_999)).toEqual({ figure: '9,999', unit: '元' });
    expect(formatFenShort(1_999_999)).toEqual({ figure: '1.99', unit: '万元' });
    expect(formatFenShort(19_999_999_999)).toEqual({ figure: '1.99', unit: '亿元' });
  });
});

describe('sizes of files', () => {
  it('are named as file dialogs do', () => {
    expect([12, 2048, 1_572_864, 3.25 * 1024 * 1024].map(formatBytes)).toEqual(['1 KB', '2 KB', '1.5 MB', '3.3 MB']);
  });
});

describe('weights', () => {
  it('uses the unit people would', () => {
    expect(formatGrams(250)).toBe('250克');
    expect(formatGrams(2_500)).toBe('2.5千克');
    expect(formatGrams(1_200_000)).toBe('1.2吨');
  });
});

describe('time in China', () => {
  it('reads the same on a device in any time zone, also across midnight', () => {
    expect(formatInstant('2026-12-31T16:30:00Z')).toBe('2027-01-01 00:30');
    expect(formatInstant('2026-03-08T02:05:09Z', 'second')).toBe('2026-03-08 10:05:09');
    expect(formatInstant('2026-03-08T02:05:09Z', 'short')).toBe('3月8日 10:05');
  });

  it('leaves a calendar date on its day', () => {
    expect(formatDate('2020-03-01')).toBe('2020年3月1日');
  });
});
