import { describe, expect, it } from '@jest/globals';
import { AFTERSALES_REASON_CODES, mostBack, mostFor, type RestOfLine } from './labels';
import { OpenAftersalesBody } from './schemas';

describe('the most that goes back for pieces', () => {
  it('comes to all that was paid however it is cut, and never to more: pieces differ by at most a fen', () => {
    for (const [goodsFen, freightFen, pieces, ordered] of [
      [100, 7, 3, 4],
      [299, 1_000, 3, 3],
      [9_999_999_999_999, 1, 9_999, 9_999],
      [5, 0, 7, 7],
    ] as const)
      for (const cut of [[1], [2, 1], [3]]) {
        let rest: RestOfLine = { pieces, goodsFen, freightPieces: ordered, freightFen };
        const parts: number[] = [];
        for (let at = 0; rest.pieces > 0; at += 1) {
          const take = Math.min(cut[at % cut.length] ?? 1, rest.pieces);
          const back = mostBack(rest, take);
          parts.push(back.goodsFen / take);
          rest = {
            pieces: rest.pieces - take,
            goodsFen: rest.goodsFen - back.goodsFen,
            freightPieces: rest.freightPieces - take,
            freightFen: rest.freightFen - back.freightFen,
          };
          expect(rest.freightFen).toBeGreaterThanOrEqual(0);
        }
        expect(rest.goodsFen).toBe(0);
        if (ordered === pieces) expect(rest.freightFen).toBe(0);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }
  });

  it('leaves the freight where the buyer thinks better of it', () => {
    const rest = { pieces: 2, goodsFen: 4_000, freightPieces: 2, freightFen: 1_000 };
    expect(AFTERSALES_REASON_CODES.map((reason) => [reason, mostFor(rest, 1, reason)])).toEqual([
      ['shortage', 2_500],
      ['damaged', 2_500],
      ['wrong', 2_500],
      ['quality', 2_500],
      ['recalled', 2_500],
      ['unwanted', 2_000],
    ]);
  });
});

describe('a case as it is asked for', () => {
  const ID = '019352f8-5b7e-7000-8000-000000000001';
  const body = { orderLineId: ID, pieces: 1, amountFen: 100, words: '箱底压烂了三个' };
  const wrong = (said: object) =>
    OpenAftersalesBody.safeParse({ ...body, ...said }).error?.issues.map(({ path }) => path.join('.')) ?? [];

  it('shows damage, does not send back what never came, and keeps nothing that is not wanted', () => {
    expect(wrong({ kind: 'refund', reason: 'shortage' })).toEqual([]);
    expect(wrong({ kind: 'return', reason: 'shortage' })).toEqual(['kind']);
    expect(wrong({ kind: 'refund', reason: 'damaged' })).toEqual(['evidence']);
    expect(wrong({ kind: 'refund', reason: 'unwanted' })).toEqual(['kind']);
  });
});
