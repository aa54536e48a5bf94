import { formatInstant } from '@yigou/web-ui';
import { dueWords } from './deadlines';

/** “2026-11-20 起，应在 2026-11-27 前办结（剩 5 天）”: since when somebody has it, and until when. ISO instants. */
export function sinceWords(since: string | null, until: string | null, now = Date.now()): string {
  const parts: string[] = [];
  if (since) parts.push(`${formatInstant(since, 'date')} 起`);
  if (until) parts.push(`应在 ${formatInstant(until, 'date')} 前办结（${dueWords(until, now)}）`);
  return parts.join('，');
}
