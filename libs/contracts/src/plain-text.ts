/**
 * What nobody sees: controls but tabs and breaks of lines, format characters (zero widths, byte order marks, directions, soft hyphens), and letters that are drawn as nothing.
 */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/gu;
/** What programs write around a cell so that a spreadsheet leaves it alone: `="00123"`, `'00123`, `'=A1`, `'-1`. */
const GUARDED = /^(?:="(.*)"|['’‘](?=[\d=+\-@＝＋－＠])(.*))$/s;

/** Words out of a file: without what nobody sees and what only guards a cell, blanks of all kinds as blanks, trimmed, in NFC. Lines stay. */
export function plainWords(cell: string): string {
  const bare = cell
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/\p{Zs}/gu, ' ')
    .trim();
  const [, quoted, marked] = GUARDED.exec(bare) ?? [];
  return (quoted?.replaceAll('""', '"') ?? marked ?? bare).trim();
}

/** A code out of a file, of a form or of what was copied: {@link plainWords} in NFKC without any blank. Letters stay as they are. */
export const plainCode = (cell: string): string => plainWords(cell).normalize('NFKC').replaceAll(/\s/g, '');

/** A code whose letters are capitals: {@link plainCode}. */
export const plainUpper = (cell: string): string => plainCode(cell).toUpperCase();

/**
 * A person's name out of a file: {@link plainWords} in NFKC, without the blank that fills up a name of two characters (张　三), and with the one middle dot (·) of names
 * of other peoples, of which keyboards have half a dozen.
 */
export const plainPersonName = (cell: string): string =>
  plainWords(cell)
    .normalize('NFKC')
    .replaceAll(/(?<=\p{Script=Han})\s*[•‧・∙⋅·](?=\p{Script=Han})/gu, '·')
    .replaceAll(/(?<=\p{Script=Han})[ \n]+(?=\p{Script=Han})/gu, '');

const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/**
 * A figure out of a file: {@link plainCode} without currency and thousands separators, and without the one of `units` that stands behind it. What is no figure comes
 * back as it is.
 */
export function plainFigure(cell: string, units: readonly string[] = []): string {
  const code = plainCode(cell).replace(/^(?:¥|￥|RMB|CNY|人民币)/i, '');
  const unit = units.find((end) => code.toLowerCase().endsWith(end.toLowerCase()) && code.length > end.length);
  const bare = unit === undefined ? code : code.slice(0, -unit.length);
  return THOUSANDS.test(bare) ? bare.replaceAll(',', '') : bare;
}

/** Whether a spreadsheet wrote this text after it had rounded a number to fifteen digits: `5.22328E+17`. */
export const looksRounded = (cell: string): boolean => {
  const [, power] = /^\d(?:\.\d+)?E\+?(\d{2,3})$/i.exec(plainCode(cell)) ?? [];
  return power !== undefined && Number(power) >= 15;
};

/** What is said of such a number, wherever it stands. */
export const ROUNDED = '位数太多，表格软件已把它取整，末几位不是原来的数字；请把这一列设为文本格式后重新填写';

const BRACKETS: Readonly<Record<string, string>> = {
  '【': '(',
  '〔': '(',
  '[': '(',
  '{': '(',
  '〈': '(',
  '《': '(',
  '】': ')',
  '〕': ')',
  ']': ')',
  '}': ')',
  '〉': ')',
  '》': ')',
};

/**
 * The form in which two names of one thing are equal: NFKC, lower case, round brackets alone, without blanks, marks that nobody sees and middle dots. `comparable_name` of
 * the database says the same.
 */
export const comparableName = (name: string): string =>
  plainWords(name)
    .normalize('NFKC')
    .replaceAll(/[【〔[{〈《】〕\]}〉》]/g, (bracket) => BRACKETS[bracket] ?? bracket)
    .replaceAll(/[\s·•‧・∙]/g, '')
    .toLowerCase();

/** What a unit of weight or volume is in grams or millilitres. */
const UNITS: Readonly<Record<string, readonly [scale: number, unit: 'g' | 'ml']>> = {
  g: [1, 'g'],
  克: [1, 'g'],
  kg: [1_000, 'g'],
  千克: [1_000, 'g'],
  公斤: [1_000, 'g'],
  斤: [500, 'g'],
  市斤: [500, 'g'],
  两: [50, 'g'],
  ml: [1, 'ml'],
  毫升: [1, 'ml'],
  l: [1_000, 'ml'],
  升: [1_000, 'ml'],
};
const MEASURED = /(\d+(?:\.\d+)?)(千克|公斤|市斤|毫升|kg|ml|克|斤|两|升|g|l)(?!(?!x\d)[a-z])/gi;
const HAN_FIGURE = /([零一二两三四五六七八九十百半]+)(?=(?:千克|公斤|市斤|毫升|kg|ml|克|斤|升|袋|盒|瓶|枚|个|只))/g;
const HAN_DIGITS = '零一二三四五六七八九';

/** 五 → 5, 二十五 → 25, 半 → 0.5; what is no such number as it stands. */
function figureOf(han: string): string {
  if (han === '半') return '0.5';
  const [, hundreds, tens, ones] =
    /^(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九]?)十)?([一二两三四五六七八九])?$/.exec(han) ?? [];
  if (hundreds === undefined && tens === undefined && ones === undefined) return han;
  const digit = (said: string | undefined, empty: number) =>
    said === undefined ? 0 : said === '' ? empty : HAN_DIGITS.indexOf(said === '两' ? '二' : said);
  return String(digit(hundreds, 0) * 100 + digit(tens, 1) * 10 + digit(ones, 0));
}

/** The measures of a text in plain grams and millilitres: 五斤装, 2.5kg and 2500克 are all `2500g`. */
export const plainMeasures = (said: string): string =>
  said
    .normalize('NFKC')
    .replaceAll(HAN_FIGURE, figureOf)
    .replaceAll(/(\d)\s+(?=(?:千克|公斤|市斤|毫升|kg|ml|克|斤|两|升|g|l)(?![a-z]))/gi, '$1')
    .replaceAll(MEASURED, (written, figure: string, named: string) => {
      const [scale, unit] = UNITS[named.toLowerCase()] ?? [];
      return scale === undefined ? written : `${Math.round(Number(figure) * scale * 1_000) / 1_000}${unit}`;
    });

/** The form in which two packings (规格) are one: {@link comparableName} with plain measures and one sign for “each” and for “times”. */
export const comparablePacking = (packing: string): string =>
  comparableName(plainMeasures(packing))
    .replaceAll('每', '/')
    .replaceAll(/[×✕*](?=\d)/g, 'x')
    .replace(/装$/, '');
