import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import {
  BENEFIT_MECHANISMS,
  CERTIFICATE_LEVELS,
  CHANNELS,
  IMPORT_COLUMNS,
  SUPPLIER_KINDS,
} from '@yigou/contracts/labels';
import { CATEGORIES } from './categories.ts';
import { listedCounties } from './counties.ts';
import { shortName } from './county.ts';
import { BENCH_WORD, benchProducts, demoProducts } from './demo-products.ts';
import type { ImportRow } from './import-row.ts';
import * as words from './import-row.ts';
import { growsIn, PRODUCE, produceOf } from './produce.ts';
import { gramsOf, realRows } from './real-rows.ts';
import { publishedRows, SEED_DATA, seedFiles } from './seed-files.ts';

const counties = listedCounties();
const demo = [...demoProducts(counties)];
const real = realRows(publishedRows(), counties);
const leaves = new Set(CATEGORIES.filter((category) => category.parentSlug !== null).map((category) => category.name));

const productKey = (row: ImportRow) => [row.县代码, row.供应商, row.产品].join('/');

describe('the import file', () => {
  it('has the columns that the importer reads', () => {
    expect(words.IMPORT_COLUMNS).toEqual(IMPORT_COLUMNS);
  });
});

describe('the words of the import file', () => {
  it('are those that the contracts label', () => {
    expect([...words.MECHANISMS]).toEqual(Object.values(BENEFIT_MECHANISMS));
    expect([...words.CHANNELS]).toEqual(Object.values(CHANNELS));
    expect([...words.SUPPLIER_KINDS]).toEqual(Object.values(SUPPLIER_KINDS));
    expect([...words.CERTIFICATE_LEVELS]).toEqual(Object.values(CERTIFICATE_LEVELS));
  });

  it('quote a cell that a spreadsheet would split', () => {
    const row = { ...(demo[0] as ImportRow), 描述: '一,"二"\n三' };
    expect([...words.csvLines([row])][1]).toContain(',"一,""二""\n三",');
  });

  it('write fen as yuan exactly', () => {
    expect([1200, 1250, 1255, 5, 0].map(words.yuan)).toEqual(['12', '12.5', '12.55', '0.05', '0']);
  });
});

describe('categories and produce', () => {
  it('form two levels with names that are unique', () => {
    const slugs = new Set(CATEGORIES.map((category) => category.slug));
    expect(slugs.size).toBe(CATEGORIES.length);
    expect(new Set(CATEGORIES.map((category) => category.name)).size).toBe(CATEGORIES.length);
    for (const { parentSlug } of CATEGORIES) if (parentSlug !== null) expect(slugs.has(parentSlug)).toBe(true);
  });

  it('use every leaf category, and each produce once', () => {
    expect(new Set(PRODUCE.map((produce) => produce.slug)).size).toBe(PRODUCE.length);
    expect(new Set(PRODUCE.map((produce) => produce.name)).size).toBe(PRODUCE.length);
    const used = new Set(PRODUCE.map((produce) => produce.category));
    expect(CATEGORIES.filter((category) => category.parentSlug !== null && !used.has(category.slug))).toEqual([]);
    expect(PRODUCE.length).toBeGreaterThanOrEqual(90);
  });

  it('find the produce that a product is named after', () => {
    expect(demo.filter((row) => !row.产品.endsWith(produceOf(row.产品)?.name ?? '?'))).toEqual([]);
    expect(produceOf('西畴山茶油')?.slug).toBe('camellia-oil');
    expect(produceOf('库尔勒香梨')?.slug).toBe('korla-pear');
  });

  it('let nothing grow where it does not', () => {
    const named = (name: string) => PRODUCE.find((produce) => produce.name === name);
    const mango = named('芒果');
    const tea = named('绿茶');
    if (!mango || !tea) throw new Error('mango and green tea are in the list');
    expect([growsIn(mango, '451022'), growsIn(mango, '150121')]).toEqual([true, false]);
    expect([growsIn(tea, '610724'), growsIn(tea, '610828')]).toEqual([true, false]);
    const pasture = counties.filter((county) => /^(5406|6327)/.test(county.code)).map((county) => county.code);
    const sold = demo.filter((row) => pasture.includes(row.县代码)).map((row) => produceOf(row.产品)?.slug);
    expect(sold.length).toBeGreaterThan(20);
    expect(sold.filter((slug) => slug === 'mango' || slug === 'rapeseed-oil' || slug === 'potato')).toEqual([]);
  });

  it('shorten the names of counties as people do', () => {
    const short = [
      '西吉县',
      '宁县',
      '长阳土家族自治县',
      '积石山保安族东乡族撒拉族自治县',
      '东乡族自治县',
      '科尔沁右翼前旗',
      '开州区',
      '六枝特区',
      '巴里坤哈萨克自治县',
    ];
    expect(short.map(shortName)).toEqual([
      '西吉',
      '宁县',
      '长阳',
      '积石山',
      '东乡',
      '科右前旗',
      '开州',
      '六枝',
      '巴里坤',
    ]);
    expect(
      counties.map((county) => shortName(county.name)).filter((name) => name.length < 2 || /自治/.test(name)),
    ).toEqual([]);
  });
});

describe('demo products', () => {
  it('give each of the 830 counties two to four', () => {
    const perCounty = new Map<string, Set<string>>();
    for (const row of demo) perCounty.set(row.县代码, (perCounty.get(row.县代码) ?? new Set()).add(row.产品));
    expect(counties).toHaveLength(830);
    expect(counties.filter((county) => !perCounty.has(county.code))).toEqual([]);
    const counts = [...perCounty.values()].map((products) => products.size);
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([2, 4]);
  });

  it('say everywhere that they are demo data', () => {
    for (const row of demo) {
      expect(row.演示).toBe('全部');
      expect(row.供应商).toMatch(/（演示）$/);
      expect(row.证书编号).toMatch(new RegExp(`^演示-${row.县代码}-\\d{4}$`));
      expect(row.描述).toContain('演示');
      expect(row.统一社会信用代码).toBe('');
    }
  });

  it('hold what the importer can take', () => {
    for (const row of demo) {
      expect(row.单价元).toMatch(/^\d+(\.\d{1,2})?$/);
      expect(Number(row.单价元)).toBeGreaterThan(0);
      if (row.市场价元 !== '') expect(Number(row.市场价元)).toBeGreaterThan(Number(row.单价元));
      for (const whole of [row.净含量克, row.库存, row.带动户数, row.带动人数]) expect(whole).toMatch(/^\d+$/);
      expect(Number(row.带动人数)).toBeGreaterThan(Number(row.带动户数));
      expect(leaves.has(row.分类)).toBe(true);
      expect(row.有效期起 < row.有效期止).toBe(true);
    }
  });

  it('keep one certificate per product and one spec per SKU', () => {
    const certificates = new Map<string, string>();
    for (const row of demo) {
      expect(certificates.get(productKey(row)) ?? row.证书编号).toBe(row.证书编号);
      certificates.set(productKey(row), row.证书编号);
    }
    expect(new Set(certificates.values()).size).toBe(certificates.size);
    expect(new Set(demo.map((row) => `${productKey(row)}/${row.规格}`)).size).toBe(demo.length);
  });

  it('belong to a supplier in one county', () => {
    const home = new Map(demo.map((row) => [row.供应商, row.县代码]));
    expect(demo.filter((row) => home.get(row.供应商) !== row.县代码)).toEqual([]);
  });
});

describe('products for the benchmark', () => {
  it.each([
    [1_000, 250],
    [10_000, 250],
    [100_000, 2_500],
  ])('are exactly %i, of which %i carry the word', (count, carry) => {
    const keys = new Set<string>();
    const certificates = new Set<string>();
    let matches = 0;
    for (const row of benchProducts(counties, count)) {
      keys.add(productKey(row));
      certificates.add(row.证书编号);
      if (`${row.产品}${row.描述}`.includes(BENCH_WORD)) matches += 1;
    }
    expect(keys.size).toBe(count);
    expect(certificates.size).toBe(count);
    expect(matches).toBe(carry);
  });

  it('use a word that no other product has', () => {
    expect([...demo, ...real].filter((row) => row.产品.includes(BENCH_WORD))).toEqual([]);
  });
});

describe('published products', () => {
  it('are all there, with every published value as it stands', () => {
    const rows = publishedRows();
    expect(real).toHaveLength(rows.length);
    rows.forEach((row, at) => {
      const cells = real[at] as ImportRow;
      expect(cells.产品).toBe(row.product);
      expect(cells.来源).toBe(row.source_url);
      expect(cells.带动户数).toBe(row.households);
      expect(cells.带动人数).toBe(row.people);
      const filled = cells.演示.split(';');
      for (const [column, text] of [
        ['供应商', row.supplier],
        ['规格', row.spec],
        ['单价元', row.unit_price_yuan],
      ] as const) {
        expect(filled.includes(column)).toBe(text === '');
        if (text !== '') expect(cells[column]).toBe(text);
      }
      if (gramsOf(row.spec) !== null) expect(cells.净含量克).toBe(String(gramsOf(row.spec)));
    });
  });

  it('name every field that was filled, and fill no certificate silently', () => {
    for (const row of real) {
      const filled = row.演示.split(';');
      expect(filled).toEqual(expect.arrayContaining(['库存', '证书编号', '认定层级', '有效期起', '有效期止']));
      expect(row.证书编号).toMatch(/^演示-/);
      expect(row.供应商.includes('（演示）')).toBe(filled.includes('供应商'));
      expect(row.带贫机制 + row.渠道 + row.统一社会信用代码).toBe('');
    }
  });

  it('leave an origin that was published by province at the province', () => {
    const row = real.find((cells) => cells.产品 === '泾渭茯茶');
    expect([row?.省份, row?.县, row?.县代码]).toEqual(['陕西省', '', '610000']);
    expect(row?.描述).toContain('未载明产地县');
  });

  it('keep the eight prices of Wufeng', () => {
    const wufeng = real
      .filter((row) => row.县代码 === '420529')
      .map((row) => `${row.单价元}/${row.市场价元}/${row.净含量克}`);
    expect(wufeng).toEqual([
      '200/220/200',
      '140/158/200',
      '100/116/200',
      '80/90/200',
      '385/410/400',
      '280/300/400',
      '138/155/500',
      '99//100',
    ]);
  });
});

describe('the committed files', () => {
  it('are what node infra/seed/generate/write-seed.ts writes', () => {
    for (const [file, content] of seedFiles()) expect(readFileSync(`${SEED_DATA}/${file}`, 'utf8')).toBe(content);
  });

  it('stay small', () => {
    for (const content of seedFiles().values()) expect(Buffer.byteLength(content)).toBeLessThan(1_500_000);
  });
});
