import { describe, expect, it } from '@jest/globals';
import { parseCount, parseYuan, yuanText } from './typed-amounts';

describe('typed amounts', () => {
  it('reads yuan as people write them', () => {
    expect(['12', '12.5', '¥12.50', '￥1,234.05', ' 0.07 '].map(parseYuan)).toEqual([1200, 1250, 1250, 123_405, 7]);
  });

  it('reads nothing into what is no amount', () => {
    expect(['', '1.234', '-1', '1e3', '一', '.5', '1.'].map(parseYuan)).toEqual(Array(7).fill(null));
  });

  it('writes what it reads back', () => {
    for (const fen of [1, 10, 99, 100, 1250, 99_999_999]) expect(parseYuan(yuanText(fen))).toBe(fen);
    expect(yuanText(null)).toBe('');
  });

  it('reads whole numbers with a sign', () => {
    expect(['+5', '-5', ' 12 ', '1.5', ''].map(parseCount)).toEqual([5, -5, 12, null, null]);
  });
});
