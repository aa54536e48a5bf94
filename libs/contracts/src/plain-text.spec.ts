import { describe, expect, it } from '@jest/globals';
import { comparableName, comparablePacking, plainFigure, plainMeasures, plainWords } from './plain-text';

const one = (forms: readonly string[]) => new Set(forms).size;

describe('one form of what is written in several', () => {
  it.each([
    ['="00123"', '00123'],
    ["'00123", '00123'],
    ['‪a\u200Bb‬', 'ab'],
    ['a\u001F\u00A0b', 'a b'],
    ["'quoted' words", "'quoted' words"],
    ['两行\n字', '两行\n字'],
  ])('takes off %j what nobody sees', (cell, plain) => expect(plainWords(cell)).toBe(plain));

  it.each([
    ['￥1,239.80', '1239.80'],
    ['1,23', '1,23'],
    ['１２元', '12'],
    ['元', '元'],
  ])('reads %j as a figure', (cell, figure) => expect(plainFigure(cell, ['元'])).toBe(figure));

  it('is one name in seven spellings, and not another’s', () => {
    const seven = [
      '甲社（演示）',
      '甲社(演示)',
      '甲社（演示）\u200B',
      '\u202A甲社（演示）\u202C',
      '甲 社（演示）',
      '甲社【演示】',
      '甲社（演示） ',
    ];
    expect(one(seven.map(comparableName))).toBe(1);
    expect(one(['甲社', '乙社', '甲社(二)'].map(comparableName))).toBe(3);
  });

  it('is one packing in any unit and writing, and not another', () => {
    const one500 = ['500g/袋', '500克/袋', '500 g/袋', '５００ｇ／袋', '500G/袋', '0.5kg/袋', '1斤/袋', '500g每袋'];
    expect(one(one500.map(comparablePacking))).toBe(1);
    expect(one(['五斤装', '5斤', '2.5kg', '2500克装'].map(comparablePacking))).toBe(1);
    expect(one(['500g×2', '500g*2', '500克x2'].map(comparablePacking))).toBe(1);
    expect(one(['500g/袋', '500ml/袋', '500g/盒', '50g/袋', '500g×2/袋'].map(comparablePacking))).toBe(5);
    expect(['二十五斤', '半斤', '一百零五克', '三七粉100g'].map(plainMeasures)).toEqual([
      '12500g',
      '250g',
      '105g',
      '三七粉100g',
    ]);
  });
});
