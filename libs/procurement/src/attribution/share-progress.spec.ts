import { describe, expect, it } from '@jest/globals';
import { elapsedBp } from '@yigou/contracts';
import { paceOf } from './share-progress.queries';

describe('the pace of a year', () => {
  it.each([
    [2026, '2025-12-31', 0],
    [2026, '2026-01-01', 27],
    [2026, '2026-07-02', 5_014],
    [2024, '2024-12-31', 10_000],
    [2025, '2026-03-01', 10_000],
  ])('of %i has by %s come to %i basis points', (year, day, gone) => expect(elapsedBp(year, day)).toBe(gone));

  it.each([
    // reserved, counted, gone → rate, forecast, lags (R10: the rate may pass 100 %)
    [1_000_000, 100_000, 5_000, 1_000, 200_000, true],
    [1_000_000, 350_000, 5_000, 3_500, 700_000, false],
    [1_000_000, 349_900, 5_000, 3_499, 699_800, true],
    [1_000_000, 0, 800, 0, null, false],
    [1_000_000, 1_011_800, 10_000, 10_118, 1_011_800, false],
    [null, 5_000, 5_000, null, 10_000, false],
  ])('of %s reserved and %i counted at %i', (reservedFen, countedFen, gone, rate, forecastFen, lags) =>
    expect(paceOf({ reservedFen, countedFen }, { gone, tolerance: 1_500 })).toEqual({
      fulfilmentBp: rate,
      elapsedBp: gone,
      forecastFen,
      lags,
    }),
  );
});
