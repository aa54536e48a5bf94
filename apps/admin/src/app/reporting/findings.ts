import { formatCount, formatDay, formatMoney, formatMoneyShort, formatShare } from '../shared/format';

export interface Day {
  readonly day: string;
  readonly orders: number;
  readonly salesFen: number;
}
export interface Slice {
  readonly key: string;
  readonly label: string;
  readonly orders: number;
  readonly salesFen: number;
}

/** A change against the period before: “比上期多 12%”; nothing to compare with is said as such. */
export function change(now: number, before: number): { words: string; direction: 'up' | 'down' | 'same' | 'none' } {
  if (before === 0) return { words: now === 0 ? '与上期相同' : '上期为零', direction: now === 0 ? 'same' : 'none' };
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return { words: '与上期持平', direction: 'same' };
  return percent > 0
    ? { words: `比上期多 ${formatCount(percent)}%`, direction: 'up' }
    : { words: `比上期少 ${-percent}%`, direction: 'down' };
}

const peak = <T>(items: readonly T[], value: (item: T) => number): T | undefined =>
  items.reduce<T | undefined>(
    (best, item) => (best === undefined || value(item) > value(best) ? item : best),
    undefined,
  );
const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);

/** What the series of orders says. */
export function ordersFinding(days: readonly Day[]): string {
  const total = sum(days, (day) => day.orders);
  const best = peak(days, (day) => day.orders);
  if (!best || total === 0) return `${days.length} 天内还没有订单`;
  return `${days.length} 天共 ${formatCount(total)} 单，${formatDay(best.day)}最多，${formatCount(best.orders)} 单`;
}

/** What the series of sales says. */
export function salesFinding(days: readonly Day[]): string {
  const total = sum(days, (day) => day.salesFen);
  const best = peak(days, (day) => day.salesFen);
  if (!best || total === 0) return `${days.length} 天内还没有销售额`;
  return `${days.length} 天销售 ${formatMoneyShort(total)}，${formatDay(best.day)}最高，${formatMoney(best.salesFen)}`;
}

/** Who leads, and how much of the whole the first three make. `whole` is the total of all, the slices may be the largest only. */
export function sliceFinding(slices: readonly Slice[], whole: number, noun: string): string {
  const ranked = ranking(slices, slices.length);
  const [first] = ranked;
  if (!first || first.salesFen === 0) return `还没有按${noun}的销售额`;
  const lead = `${first.label}领先，占销售额 ${formatShare(first.salesFen, whole)}`;
  if (ranked.length < 4) return lead;
  return `${lead}，前三${noun}合计 ${formatShare(
    sum(ranked.slice(0, 3), (slice) => slice.salesFen),
    whole,
  )}`;
}

/** The largest by sales. */
export const ranking = (slices: readonly Slice[], count: number): Slice[] =>
  slices.toSorted((a, b) => b.salesFen - a.salesFen).slice(0, count);
