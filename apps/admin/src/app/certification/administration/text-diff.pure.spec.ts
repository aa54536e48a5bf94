import { describe, expect, it } from '@jest/globals';
import { diffList, diffText } from './text-diff';

const joined = (kinds: readonly string[], before: string, after: string): string =>
  diffText(before, after)
    .filter((one) => kinds.includes(one.kind))
    .map((one) => one.text)
    .join('');

describe('what changed in a text', () => {
  it('marks what went and what came, and keeps the rest', () => {
    expect(diffText('一袋（500 克）¥19.90', '一袋（500 克）¥29.90')).toEqual([
      { kind: 'same', text: '一袋（500 克）¥' },
      { kind: 'gone', text: '19.90' },
      { kind: 'new', text: '29.90' },
    ]);
  });

  it('compares the items of a list one with one', () => {
    expect(diffList('大箱 ¥49.80', '大箱 ¥59.80；小袋 ¥49.80')).toEqual([
      { kind: 'same', text: '大箱 ¥' },
      { kind: 'gone', text: '49.80' },
      { kind: 'new', text: '59.80' },
      { kind: 'same', text: '；' },
      { kind: 'new', text: '小袋 ¥49.80' },
    ]);
  });

  it('gives both texts back', () => {
    const pairs = [
      ['渭源县会川镇', '渭源县会川镇半阴坡村'],
      ['', '新填写'],
      ['删掉的话', ''],
      ['完全不同', 'abc'],
    ] as const;
    for (const [before, after] of pairs) {
      expect(joined(['same', 'gone'], before, after)).toBe(before);
      expect(joined(['same', 'new'], before, after)).toBe(after);
    }
  });

  it('finds what little changed in a very long text', () => {
    const long = '渭源县会川镇'.repeat(700);
    expect(diffText(long, `${long}。`)).toEqual([
      { kind: 'same', text: long },
      { kind: 'new', text: '。' },
    ]);
  });

  it('puts unlike texts side by side, long ones too', () => {
    expect(diffText('甲乙丙丁', '戊己甲庚辛')).toHaveLength(2);
    expect(diffText(`${'甲'.repeat(700)}同`, `${'乙'.repeat(700)}同`)).toHaveLength(2);
    expect(diffText('', '')).toEqual([]);
  });
});
