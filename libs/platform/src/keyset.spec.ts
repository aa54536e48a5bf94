import { describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
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

  it('hold instants and ids that the database can read', () => {
    const id = newId();
    expect(decodeCursor(encodeCursor(['2020-03-01T08:00:00.123456+00:00', id]), ['instant', 'id'])).toHaveLength(2);
    for (const bad of [
      ['yesterday', id],
      ['2020-99-01T08:00:00Z', id],
      ['2020-03-01T08:00:00Z', 'x'],
    ]) {
      expect(() => decodeCursor(encodeCursor(bad), ['instant', 'id'])).toThrow();
    }
  });
});
