/** How the console writes figures and times; what the shop writes alike comes from the shared library. */
import { formatCount, formatInstant } from '@yigou/web-ui/format';

export { formatCount, formatFen as formatMoney } from '@yigou/web-ui/format';

/** ISO instant → “2026-03-01 09:30”, in China's time. */
export const formatTime = (instant: string): string => formatInstant(instant);

/** Fen → “¥12.3 万” for axes and headlines, where the exact figure stands elsewhere. */
export function formatMoneyShort(fen: number): string {
  const value = fen / 100;
  if (Math.abs(value) >= 100_000_000) return `¥${trimZero(value / 100_000_000)} 亿`;
  if (Math.abs(value) >= 10_000) return `¥${trimZero(value / 10_000)} 万`;
  return `¥${formatCount(Math.round(value))}`;
}
const trimZero = (value: number): string => value.toFixed(value >= 100 ? 0 : 1).replace(/\.0$/, '');

/** “2026-03-01” → “3月1日”. */
export function formatDay(day: string): string {
  const [, month, date] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
}

/** Share of a whole → “23%”; below one percent “不足 1%”. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%';
  const share = Math.round((part / whole) * 100);
  return share === 0 ? '不足 1%' : `${share}%`;
}
