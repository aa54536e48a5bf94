import { describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, type KeyShape } from './cursor';

const shapes = (...kinds: readonly KeyShape['kind'][]): KeyShape[] => kinds.map((kind) => ({ kind }));
const made = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url');
const refused = expect.objectContaining({ code: 'validation_failed' });

describe('cursors', () => {
  it('come back as they went', () => {
    const position = [12, '西吉', '2020-03-01T08:00:00.123456+00:00', 'infinity', '2020-02-29', newId()];
    const kinds = shapes('number', 'text', 'instant', 'instant', 'date', 'id');
    expect(decodeCursor(encodeCursor(position, kinds) ?? '', kinds)).toEqual(position);
  });

  it.each([
    ['nonsense'],
    [''],
    [made([1])],
    [made([1, 'a', 'b'])],
    [made(['1', 'a'])],
    [made([1.5, 'a'])],
    [made([1, 'a\0'])],
    [made([1, null])],
    [made([1, { length: 1 }])],
    ['e30'],
  ])('%s is refused with a code', (cursor) => {
    expect(() => decodeCursor(cursor, shapes('number', 'text'))).toThrow(refused);
  });

  it.each([
    ['instant', 'yesterday'],
    ['instant', '2020-99-01T08:00:00Z'],
    ['instant', '2020-02-30T08:00:00Z'],
    ['instant', '0000-01-01T00:00:00Z'],
    ['instant', '2020-01-01T00:00:00+99:00'],
    ['date', '2021-02-29'],
    ['date', '2021-02-28T00:00:00Z'],
    ['id', 'x'],
    ['millis', 9e15],
  ] as const)('hold no %s that PostgreSQL would not read: %s', (kind, value) => {
    expect(() => decodeCursor(made([value]), shapes(kind))).toThrow(refused);
    expect(encodeCursor([value], shapes(kind))).toBeUndefined();
  });

  it('lack a value only where the order may', () => {
    expect(decodeCursor(made([null]), [{ kind: 'number', nullable: true }])).toEqual([null]);
    expect(() => decodeCursor(made([null]), shapes('number'))).toThrow(refused);
  });

  it('that somebody made up are read or refused, and nothing else happens', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (cursor) => {
          try {
            expect(decodeCursor(cursor, shapes('instant', 'id'))).toHaveLength(2);
          } catch (error) {
            expect(error).toMatchObject({ code: 'validation_failed' });
          }
        },
      ),
    );
  });
});
