import { describe, expect, it } from '@jest/globals';
import type { ImportColumn } from '@yigou/contracts';
import { parseRow } from './import-row';

const SOUND = { 供应商: '甲社', 产品: '米', 规格: '500g/袋' };
const parse = (cells: Partial<Record<ImportColumn, string>>, more: object = {}) =>
  parseRow({ row: 2, cells: { ...SOUND, ...cells }, rounded: [], from1904: false, ...more });

describe('cells of a product as people have them', () => {
  it.each<[Partial<Record<ImportColumn, string>>, object]>([
    [{ 单价元: '￥39.80' }, { 单价元: 3_980 }],
    [{ 单价元: '1,239.8元' }, { 单价元: 123_980 }],
    [{ 单价元: '３９．８０' }, { 单价元: 3_980 }],
    [{ 库存: '1,200' }, { 库存: 1_200 }],
    [{ 库存: '１２ 件' }, { 库存: 12 }],
    [{ 净含量克: '2.5kg' }, { 净含量克: 2_500 }],
    [{ 净含量克: '５００克' }, { 净含量克: 500 }],
    [{ 净含量克: '5斤' }, { 净含量克: 2_500 }],
    [{ 县代码: '５２２３２８' }, { 县代码: '522328' }],
    [{ 统一社会信用代码: '93522399 madema001j' }, { 统一社会信用代码: '93522399MADEMA001J' }],
    [{ 有效期起: '20250101' }, { 有效期起: '2025-01-01' }],
    [{ 有效期起: '2025年1月1日 08:30' }, { 有效期起: '2025-01-01' }],
    [
      { 带动户数: '12户', 带动人数: '40 人' },
      { 带动户数: 12, 带动人数: 40 },
    ],
  ])('%j', (cells, read) => expect(parse(cells)).toMatchObject(read));

  it('has days of the 1904 calendar where the workbook counts so', () => {
    expect(parse({ 有效期起: '44196' }, { from1904: true })).toMatchObject({ 有效期起: '2025-01-01' });
  });

  it('is refused for a number that was rounded, and in Chinese for all else', () => {
    expect(parse({}, { rounded: ['统一社会信用代码'] })).toEqual([
      { row: 2, column: '统一社会信用代码', reason: expect.stringContaining('取整') },
    ]);
    const wrong = parse({ 供应商: '', 单价元: '1,2', 有效期止: '长期', 库存: '很多', 来源: 'x'.repeat(501) });
    expect(wrong).toHaveLength(5);
    for (const { reason } of wrong as { reason: string }[]) expect(reason).toMatch(/^[^a-z]*$/i);
  });

  it('is refused where a name has what no font has, for it stands on papers; what is only described may have it', () => {
    expect(parse({ 产品: '血橙🍊', 供应商: '김치社', 规格: '5斤\u{20BB7}装', 描述: '甜🍊' })).toEqual([
      { row: 2, column: '供应商', reason: expect.stringContaining('“김”（U+AE40）、“치”（U+CE58）在合同') },
      { row: 2, column: '产品', reason: expect.stringContaining('“🍊”（U+1F34A）') },
      { row: 2, column: '规格', reason: expect.stringContaining('U+20BB7') },
    ]);
    expect(parse({ 描述: '甜🍊' })).toMatchObject({ 描述: '甜🍊' });
  });
});
