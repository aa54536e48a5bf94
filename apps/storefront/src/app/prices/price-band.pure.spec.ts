import { describe, expect, it } from '@jest/globals';
import { bandFor, bandSentence } from './price-band';

const per500 = { count: 40, p25: 800, median: 1_000, p75: 1_200 };

describe('the reference band of a packing', () => {
  it('scales prices of 500 g to the net weight', () => {
    expect(bandFor(per500, 2_500)).toEqual({ low: 4_000, median: 5_000, high: 6_000, count: 40 });
  });

  it('is not guessed where the weight or the band is unknown', () => {
    expect(bandFor(per500, null)).toBeNull();
    expect(bandFor(null, 500)).toBeNull();
  });
});

describe('what the band says of a price', () => {
  const band = bandFor(per500, 500)!;

  it('says how far above or below the median, and whether that is unusual', () => {
    expect(bandSentence(1_250, band)).toBe('现价¥12.50，高于同类中位数25%；高于多数同类认定产品（¥8.00 – ¥12.00）。');
    expect(bandSentence(1_200, band)).toContain('高于同类中位数20%；在多数同类认定产品的价格之内');
    expect(bandSentence(700, band)).toContain('低于同类中位数30%；低于多数同类认定产品');
  });

  it('makes no difference of a few hundredths', () => {
    expect(bandSentence(1_020, band)).toContain('与同类中位数相当');
  });
});
