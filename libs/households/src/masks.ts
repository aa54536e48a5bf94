/** Family names of two characters, the common ones. */
const COMPOUND = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 夏侯 司徒 司空 端木 轩辕 南宫 百里 呼延 闻人 澹台 赫连 独孤 拓跋'.split(
    ' ',
  ),
);

/** 张三 → 张*, 欧阳小明 → 欧阳**, 阿卜杜拉·买买提 → 阿****. What is hidden is as long as it is, up to four characters. */
export function maskName(name: string): string {
  const letters = [...name];
  const shown = letters.length > 2 && COMPOUND.has(letters.slice(0, 2).join('')) ? 2 : 1;
  return letters.slice(0, shown).join('') + '*'.repeat(Math.min(4, Math.max(1, letters.length - shown)));
}

/** 622922************: the place of the first registration, nothing of the person. */
export const maskIdentityNumber = (number: string): string => number.slice(0, 6) + '*'.repeat(12);

/** The same name written otherwise: width, spaces, the dot within. */
export const comparableName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/\s/gu, '')
    .replaceAll(/[•・.]/gu, '·');
