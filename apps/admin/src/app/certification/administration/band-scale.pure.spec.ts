import { describe, expect, it } from '@jest/globals';
import { againstMedian, bandScale } from './band-scale';

const band = {
  variety: '苹果',
  grade: '一级',
  sizeClass: 'medium' as const,
  count: 30,
  p10: 600,
  p25: 700,
  median: 800,
  p75: 900,
  p90: 1000,
};

describe('price on its band', () => {
  it('keeps the order of the figures within the line', () => {
    const { p10, p25, median, p75, p90, value } = bandScale(band, 850);
    const places = [0, p10, p25, median, value ?? 0, p75, p90, 100];
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('stretches for a price nearby and marks one far away at the edge', () => {
    expect(bandScale(band, 1300)).toMatchObject({ value: 100, beyond: null });
    expect(bandScale(band, 8500)).toMatchObject({ value: 100, beyond: 'right' });
    expect(bandScale(band, 85)).toMatchObject({ value: 0, beyond: 'left' });
  });

  it('draws a band of one price, and one without a price', () => {
    const flat = { ...band, p10: 800, p25: 800, p75: 800, p90: 800 };
    expect(bandScale(flat, 800).value).toBe(bandScale(flat, null).median);
    expect(bandScale(band, null).value).toBeNull();
  });

  it('says how far from the median', () => {
    expect([1080, 800, 400].map((fen) => againstMedian(band, fen))).toEqual([
      '高于中位数 35%',
      '与中位数相同',
      '低于中位数 50%',
    ]);
  });
});
