/** How figures and times are written for people. Times are those of China, wherever the reader sits. */

const integer = new Intl.NumberFormat('zh-CN');
const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const dateTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

export const formatCount = (value: number): string => integer.format(value);

/** Fen → “¥1,234.50”. */
export const formatMoney = (fen: number): string => `¥${yuan.format(fen / 100)}`;

/** Fen → “¥12.3 万” for axes and headlines, where the exact figure stands elsewhere. */
export function formatMoneyShort(fen: number): string {
  const value = fen / 100;
  if (Math.abs(value) >= 100_000_000) return `¥${trimZero(value / 100_000_000)} 亿`;
  if (Math.abs(value) >= 10_000) return `¥${trimZero(value / 10_000)} 万`;
  return `¥${integer.format(Math.round(value))}`;
}
const trimZero = (value: number): string => value.toFixed(value >= 100 ? 0 : 1).replace(/\.0$/, '');

/** ISO instant → “2026-03-01 09:30”. */
export const formatTime = (instant: string): string => dateTime.format(new Date(instant));

/** “2026-03-01” → “3月1日”. */
export function formatDay(day: string): string {
  const [, month, date] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
}

/** Grams → “500 g” or “2.5 kg”. */
export const formatGrams = (grams: number): string =>
  grams >= 1000 ? `${Number((grams / 1000).toFixed(3))} kg` : `${grams} g`;

/** Share of a whole → “23%”; below one percent “不足 1%”. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%';
  const share = Math.round((part / whole) * 100);
  return share === 0 ? '不足 1%' : `${share}%`;
}

/** What a person types as yuan → fen; null when it is not an amount with at most two decimals. */
export function parseYuan(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/^¥/, '').replaceAll(',', ''));
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Fen → what stands in an input of yuan: “12.50”, “12”. */
export function yuanText(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '';
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

/** What a person types as a whole number, null when it is none. */
export function parseCount(text: string): number | null {
  return /^-?\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : null;
}
