import { type Cell, quiet, tag } from './data-table/table';
import type { Tone } from './tones';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** From here on a deadline is called near. */
const SOON = 2 * DAY;

/** How a deadline is read by people: “剩 2 天”, “剩 5 小时”, “超期 1 天”. `now` is milliseconds since 1970. */
export function dueWords(dueAt: string, now = Date.now()): string {
  const left = endOf(dueAt) - now;
  const size = Math.abs(left);
  const amount = size < DAY ? `${Math.max(1, Math.floor(size / HOUR))} 小时` : `${Math.floor(size / DAY)} 天`;
  return `${left < 0 ? '超期' : '剩'} ${amount}`;
}

/** Past: alarm. Within two days: somebody must act. Else quiet. */
export function dueTone(dueAt: string, now = Date.now()): Tone {
  const left = endOf(dueAt) - now;
  return left < 0 ? 'stop' : left <= SOON ? 'todo' : 'rest';
}

/** A deadline in a table; what is closed has none any more. */
export const dueCell = (dueAt: string | null, closed = false): Cell =>
  dueAt && !closed ? tag(dueWords(dueAt), dueTone(dueAt)) : quiet('—');

/** “今天到”, “3 天”: how long something has been waiting. */
export const ageWords = (days: number): string => (days === 0 ? '今天到' : `${days} 天`);

/** A calendar date lasts until its midnight in China. */
function endOf(moment: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(moment) ? Date.parse(`${moment}T00:00:00+08:00`) + DAY : Date.parse(moment);
}

/** Today in China as a calendar date, so many days later. */
export const dayAhead = (days: number, now = Date.now()): string =>
  new Date(now + 8 * HOUR + days * DAY).toISOString().slice(0, 10);
