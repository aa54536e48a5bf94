import { describe, expect, it } from '@jest/globals';
import { diffText } from './text-diff';

const joined = (kinds: readonly string[], before: string, after: string): string =>
  diffText(before, after)
    .filter((one) => kinds.includes(one.kind))
    .map((one) => one.text)
    .join('');

describe('what changed in a text', () => {
  it('marks what went and what came, and keeps the rest', () => {
    expect(diffText('一袋（500 克）¥19.90', '一袋（500 克）¥29.90')).toEqual([
      { kind: 'same', text: '一袋（500 克）¥' },
      { kind: 'gone', text: '1' },
      { kind: 'new', text: '2' },
      { kind: 'same', text: '9.90' },
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

  it('puts unlike and very long texts side by side', () => {
    expect(diffText('甲乙丙丁', '戊己甲庚辛')).toHaveLength(2);
    expect(diffText('长'.repeat(700), `${'长'.repeat(700)}。`)).toHaveLength(2);
    expect(diffText('', '')).toEqual([]);
  });
});
