import { describe, expect, it } from '@jest/globals';
import { error } from './error';
import { ERROR_CATALOGUE } from './labels';
import { merge } from './merge';

describe('what the contexts declare', () => {
  it('is one table', () => {
    const table = merge({ orders: { cart_full: 1 }, payments: { refused: 2 } });
    expect([table.cart_full, table.refused]).toEqual([1, 2]);
  });

  it('does not compile when two of them declare the same, and is refused when it is made at run time', () => {
    const twice = () =>
      // @ts-expect-error: `cart_full` is declared by two contexts.
      merge({ orders: { cart_full: 1 }, payments: { cart_full: 2 } });
    expect(twice).toThrow('cart_full is declared by two contexts');
  });

  it('has a Chinese sentence for every code, which does not compile without one', () => {
    // @ts-expect-error: nothing says what to do.
    error(409, '');
    // @ts-expect-error: nothing says what to do.
    error(409);
    expect(Object.values(ERROR_CATALOGUE).filter(({ message }) => !/\p{Script=Han}.*。$/u.test(message))).toEqual([]);
  });
});
