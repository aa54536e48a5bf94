import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { harvestWords, parseWeight, weightText, type WeightUnit } from './weights';

describe('weights', () => {
  it('reads 斤 as 500 g and 公斤 as 1000 g, exactly', () => {
    expect(parseWeight('1200', 'jin')).toBe(600_000);
    expect(parseWeight('0.29', 'kg')).toBe(290);
    expect(parseWeight('1,200.5', 'jin')).toBe(600_250);
  });

  it('lets a written unit win over the chosen one', () => {
    expect(['2.5公斤', '2.5kg', '5斤', '2500克', '0.0025吨', '2500 g'].map((typed) => parseWeight(typed, 't'))).toEqual(
      Array(6).fill(2500),
    );
  });

  it('reads nothing into what is no weight, or finer than a gram', () => {
    for (const typed of ['', '半斤', '-1', '1e3', '1.2.3', '斤']) expect(parseWeight(typed, 'jin')).toBeNull();
    expect(parseWeight('0.001', 'jin')).toBeNull();
    expect(parseWeight('0.5', 'g')).toBeNull();
  });

  it('writes what it reads back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.constantFrom<WeightUnit>('jin', 'kg', 'g', 't'),
        (grams, unit) => {
          expect(parseWeight(weightText(grams, unit), unit)).toBe(grams);
        },
      ),
    );
  });

  it('speaks of harvests in 斤 first', () => {
    expect(harvestWords(600_000)).toBe('1,200 斤（600 公斤）');
  });
});
