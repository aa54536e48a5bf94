import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from './keyset';

describe('cursors', () => {
  it('come back as they went', () => {
    expect(decodeCursor(encodeCursor([12, '西吉']), ['number', 'string'])).toEqual([12, '西吉']);
  });

  it.each([
    ['nonsense'],
    [''],
    [encodeCursor([1])],
    [encodeCursor(['1', 'a'])],
    [encodeCursor([1, 'a\0'])],
    [encodeCursor([1, null])],
    ['e30'],
  ])('%s is refused', (cursor) => {
    expect(() => decodeCursor(cursor, ['number', 'string'])).toThrow(
      expect.objectContaining({ code: 'validation_failed' }),
    );
  });
});
