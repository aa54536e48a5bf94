import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { depositBoundsFen, depositShareFen, leastShareFen } from './deposit-share';

const GOODS = [
  { pieces: 2, pricesFen: [1_000, 900] },
  { pieces: 1, pricesFen: [555, 533] },
];

describe('a deposit per share', () => {
  it('is a part of the least that a share may come to, in whole fen, or the sum that was chosen', () => {
    expect(leastShareFen(GOODS)).toBe(2_333);
    expect(depositShareFen({ by: 'part', bp: 2_000 }, GOODS)).toBe(466);
    expect(depositShareFen({ by: 'part', bp: 1 }, GOODS)).toBeNull();
    expect(depositShareFen({ by: 'part', bp: 2_000 }, [])).toBeNull();
    expect(depositShareFen({ by: 'sum', shareFen: 400 }, GOODS)).toBe(400);
    expect(depositShareFen(null, GOODS)).toBeNull();
  });

  it('is never above a fifth of any price, whatever policy says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), fc.integer({ min: 1, max: 10_000 }), (fen, mostBp) => {
        const { mostFen } = depositBoundsFen([{ pieces: 1, pricesFen: [fen] }], { leastBp: 100, mostBp });
        expect(mostFen * 5).toBeLessThanOrEqual(fen);
      }),
    );
  });
});
