import { formatFen } from '@yigou/web-ui';

export interface SalesMonth {
  /** 2026-03 */
  readonly month: string;
  readonly orders: number;
  /** Fen. */
  readonly salesFen: number;
}
export interface MonthBar {
  /** “3月”, with the year in January and at the beginning. */
  readonly label: string;
  readonly spoken: string;
  /** 0 to 100 of the month that sold most. */
  readonly reach: number;
  readonly best: boolean;
}

/** “2026年3月”. */
export const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** Months as columns, the oldest first. */
export function monthBars(months: readonly SalesMonth[]): readonly MonthBar[] {
  const most = Math.max(0, ...months.map(({ salesFen }) => salesFen));
  return months.map(({ month, salesFen }, at) => {
    const number = Number(month.slice(5));
    return {
      label: at === 0 || number === 1 ? `${month.slice(2, 4)}年${number}月` : `${number}月`,
      spoken: monthWords(month),
      // What sold a little is seen to have sold.
      reach: salesFen > 0 ? Math.max(2, Math.round((salesFen / most) * 100)) : 0,
      best: most > 0 && salesFen === most,
    };
  });
}

/** What the chart finds, in one sentence; the months hold nothing where nothing was sold. */
export function monthsFinding(months: readonly SalesMonth[]): string {
  const orders = months.reduce((sum, one) => sum + one.orders, 0);
  if (orders === 0) return '近12个月还没有成交。';
  const best = months.reduce((most, one) => (one.salesFen > most.salesFen ? one : most));
  const sum = months.reduce((total, one) => total + one.salesFen, 0);
  return `近12个月成交${orders}笔，共${formatFen(sum)}；${monthWords(best.month)}最多，${formatFen(best.salesFen)}。`;
}
