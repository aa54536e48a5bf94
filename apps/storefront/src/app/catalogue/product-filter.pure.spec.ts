import { describe, expect, it } from '@jest/globals';
import { readFilter, yuanToFen } from './product-filter';

const read = (query: string) => readFilter(new URLSearchParams(query));
const set = (query: string) =>
  Object.fromEntries(Object.entries(read(query)).filter(([, value]) => value !== undefined));

describe('filters in the address bar', () => {
  it('reads back what a shared link holds', () => {
    expect(set('q=%E8%8C%B6&region=469025&category=tea&certified=true&minFen=1000&maxFen=9900&sort=price_asc')).toEqual(
      {
        q: '茶',
        region: '469025',
        category: 'tea',
        certified: 'true',
        minFen: 1000,
        maxFen: 9900,
        sort: 'price_asc',
      },
    );
  });

  it('leaves out what nobody can have meant, so that a mangled link still opens', () => {
    const mangled =
      'q=%20&region=12&category=A!&channel=toString&mechanism=x&certified=yes&inStock=1&minFen=-5&sort=__proto__';
    expect(set(mangled)).toEqual({});
  });

  it('keeps a search within what the API takes', () => {
    expect(read(`q=${'a'.repeat(80)}`).q).toHaveLength(60);
  });
});

describe('amounts that people type', () => {
  it('turns yuan into fen without floating point', () => {
    expect(yuanToFen('19.9')).toBe(1990);
    expect(yuanToFen('0.29')).toBe(29);
    expect(yuanToFen('１，０００')).toBe(100_000);
  });

  it('refuses what is no amount', () => {
    expect(yuanToFen('1.234')).toBeNull();
    expect(yuanToFen('-1')).toBeNull();
    expect(yuanToFen('abc')).toBeNull();
  });
});
