/**
 * What nobody sees: controls but tabs and breaks of lines, format characters (zero widths, byte order marks, directions, soft hyphens), and letters that are drawn as nothing.
 */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/gu;
/** What programs write around a cell so that a spreadsheet leaves it alone: `="00123"`, `'00123`. */
const GUARDED = /^(?:="(.*)"|['’‘](?=[\d=])(.*))$/s;

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

/**
 * A person's name out of a file: {@link plainWords} in NFKC, without the blank that fills up a name of two characters (张　三), and with the one middle dot (·) of names
 * of other peoples, of which keyboards have half a dozen.
 */
export const plainPersonName = (cell: string): string =>
  plainWords(cell)
    .normalize('NFKC')
    .replaceAll(/(?<=\p{Script=Han})\s*[•‧・∙⋅·](?=\p{Script=Han})/gu, '·')
    .replaceAll(/(?<=\p{Script=Han})[ \n]+(?=\p{Script=Han})/gu, '');

/** Characters that each computer draws as it likes: out of fonts of one's own making (造字). Nobody else can read them. */
export const hasPrivateCharacters = (said: string): boolean => /\p{Co}/u.test(said);

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
