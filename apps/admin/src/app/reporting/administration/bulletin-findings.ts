import type { RouteResponse } from '@yigou/contracts';

export type Bulletin = RouteResponse<'reviewBulletin'>;
type Month = Bulletin['byMonth'][number];
type County = Bulletin['counties'][number];

/** “2026-03” → “3月”, with the year where it begins. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-');
  return number === '01' ? `${year}年1月` : `${Number(number)}月`;
}

/** What the months say: how much came, how much was issued, and when most came. */
export function monthsFinding(months: readonly Month[]): string {
  const received = months.reduce((sum, one) => sum + one.received, 0);
  const issued = months.reduce((sum, one) => sum + one.issued, 0);
  const busiest = months.reduce<Month | undefined>(
    (best, one) => (best && best.received >= one.received ? best : one),
    undefined,
  );
  if (!busiest || received === 0) return issued > 0 ? `没有新申请，发证 ${issued} 张` : '这段时间没有申请';
  return `受理 ${received} 件，发证 ${issued} 张，${monthWords(busiest.month)}受理最多`;
}

/** Counties by what they received, the most first. */
export const ranked = (counties: readonly County[]): County[] => counties.toSorted((a, b) => b.received - a.received);

export function countiesFinding(counties: readonly County[]): string {
  const [first] = ranked(counties);
  if (!first || first.received === 0) return '各县还没有申请';
  const late = counties.filter((one) => one.overdue > 0);
  const lead = `${first.county.name}受理最多，${first.received} 件`;
  return late.length > 0 ? `${lead}；${late.length} 个县有超期` : `${lead}；没有超期`;
}

/** Mean days in words; one decimal at most. */
export const daysWords = (days: number | null): string => (days === null ? '—' : `${Math.round(days * 10) / 10} 天`);
