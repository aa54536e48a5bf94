import { describe, expect, it } from '@jest/globals';
import { alternate } from './alternate';

const goods = (...rows: string[]) =>
  rows.map((row) => {
    const [name = '', category = '', county = ''] = row.split(' ');
    return { name, category, county: county || null };
  });
const names = (rows: ReturnType<typeof goods>, count = 12) =>
  alternate(rows, ({ category, county }) => [category, county], count).map(({ name }) => name);

describe('what is shown alternately', () => {
  it('takes turns by category and county, the newest of each first', () => {
    expect(names(goods('a fruit 1', 'b fruit 1', 'c fruit 2', 'd tea 1', 'e tea 3'), 4)).toEqual(['a', 'e', 'c', 'd']);
  });

  it('gives all there is where all are of one kind, in their order', () => {
    expect(names(goods('a fruit 1', 'b fruit 1', 'c fruit 1'))).toEqual(['a', 'b', 'c']);
    expect(names([])).toEqual([]);
  });

  it('does not take places that nobody knows for one and the same', () => {
    expect(names(goods('a fruit', 'b tea 1', 'c oil', 'd nuts 1'))).toEqual(['a', 'b', 'c', 'd']);
  });
});
