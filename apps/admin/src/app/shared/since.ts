import { formatInstant } from '@yigou/web-ui';
import { dueWords } from './deadlines';

/** “2026-11-27（按工作日计算）”: the last day of a period of working days, which ends with it. An ISO instant. */
export const lastWorkingDay = (endsAt: string): string => `${lastDay(endsAt)}（按工作日计算）`;

/** “2026-11-20 起，最迟 2026-11-27 办结（按工作日计算，剩 5 天）”: since when somebody has it, and until when. ISO instants. */
export function sinceWords(since: string | null, until: string | null, now = Date.now()): string {
  const parts: string[] = [];
  if (since) parts.push(`${formatInstant(since, 'date')} 起`);
  if (until) parts.push(`最迟 ${lastDay(until)} 办结（按工作日计算，${dueWords(until, now)}）`);
  return parts.join('，');
}

/** The first instant that a period no longer holds is that of the day after it. */
const lastDay = (endsAt: string): string => formatInstant(new Date(Date.parse(endsAt) - 1), 'date');
