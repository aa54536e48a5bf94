import { describe, expect, it } from '@jest/globals';
import { linesOf, posterWords } from './poster';

const each = (text: string): number => [...text].length * 10;

describe('a poster', () => {
  it('breaks a title into lines that fit, and ends it where it must', () => {
    expect(linesOf('中秋一起买小米', 40, 2, each)).toEqual(['中秋一起', '买小米']);
    expect(linesOf('中秋一起买小米和胡麻油', 40, 2, each)).toEqual(['中秋一起', '买小米…']);
    expect(linesOf('', 40, 2, each)).toEqual(['']);
    expect(linesOf('𠮷𠮷𠮷', 20, 1, each)).toEqual(['𠮷…']);
  });

  it('says what it costs, from how many it succeeds, and until when', () => {
    const words = posterWords({
      priceFen: 8_800,
      bestPriceFen: 7_400,
      thresholdShares: 1_000,
      deadline: '2026-12-01T04:00:00Z',
      counties: ['西吉县', '隆德县', '原州区', '泾源县'],
      organiserName: '某工会',
    });
    expect(words).toEqual([
      '¥88.00 / 份，最低 ¥74.00',
      '1,000 份成团，没成团全额退款',
      '12月1日 12:00 截止',
      '产自 西吉县、隆德县、原州区 等地',
      '某工会 发起',
    ]);
  });
});
