import { describe, expect, it } from '@jest/globals';
import { drawPrices } from './price-chart';

const now = Date.parse('2027-03-01T00:00:00Z');
const first = { priceFen: 1_000, at: '2027-01-01T00:00:00Z' };
const second = { priceFen: 1_500, at: '2027-02-01T00:00:00Z' };
const band = { low: 800, median: 1_000, high: 1_200, count: 12 };

describe('the chart of a price', () => {
  it('is left out where there is nothing to see', () => {
    expect(drawPrices([], band, now)).toBeNull();
    expect(drawPrices([first], null, now)).toBeNull();
  });

  it('draws a price that never moved over its band', () => {
    const chart = drawPrices([first], band, now)!;
    expect(chart.path).toMatch(/^M12 \d+H\d+$/);
    expect(chart.band!.top).toBeLessThan(chart.nowY);
    expect(chart.band!.top + chart.band!.height).toBeGreaterThan(chart.nowY);
  });

  it('goes in steps, later to the right and dearer to the top', () => {
    const [a, b] = drawPrices([first, second], null, now)!.dots;
    expect(b!.x).toBeGreaterThan(a!.x);
    expect(b!.y).toBeLessThan(a!.y);
  });

  it('keeps the two labels at the edge apart', () => {
    const chart = drawPrices([{ ...first, priceFen: 1_005 }], band, now)!;
    expect(Math.abs(chart.band!.labelY - chart.nowY)).toBeGreaterThanOrEqual(19);
  });
});
