import type { RouteResponse } from '@yigou/contracts';

type Summary = RouteResponse<'reviewSummary'>;

/** What the ages of the waiting applications say, in one sentence. The groups come from the youngest to the oldest. */
export function ageFinding({ waiting, overdue, byAge }: Summary): string {
  if (waiting === 0) return '没有积压';
  const oldest = byAge.findLast((group) => group.count > 0);
  const most = byAge.reduce<Summary['byAge'][number] | undefined>(
    (best, group) => (best && best.count >= group.count ? best : group),
    undefined,
  );
  if (overdue > 0) return `${overdue} 件已超期，最久的在“${oldest?.label ?? '未知'}”`;
  if (!most || most.count === 0) return '没有超期';
  if (most.count === waiting) return `没有超期，都在“${most.label}”`;
  return `没有超期，${most.count * 2 > waiting ? '多数' : '最多的'}（${most.count} 件）在“${most.label}”`;
}

/** Bars against the longest, in percent; zero stays zero, the rest is at least visible. */
export const barWidth = (count: number, counts: readonly number[]): number => {
  const longest = Math.max(1, ...counts);
  return count === 0 ? 0 : Math.max(2, Math.round((count / longest) * 100));
};
