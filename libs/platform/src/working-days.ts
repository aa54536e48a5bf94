import chineseDays from 'chinese-days';

/**
 * Noon of a calendar day by this machine's clock: given a text, the library reads midnight in UTC and asks for the day of the week here, which west of Greenwich
 * is the day before.
 */
const noonOf = (day: string): Date => {
  const noon = new Date(`${day}T12:00:00`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(noon.getTime())) throw new RangeError(`no calendar day: ${day}`);
  return noon;
};

/** A calendar day (YYYY-MM-DD) so many days after another. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/**
 * Whether a calendar day (YYYY-MM-DD) is a working day (工作日) by the official holidays: a Saturday that makes up for a holiday is one, a weekday within a holiday
 * is not. The table holds what the State Council has published; beyond it, every day from Monday to Friday is one.
 */
export const isWorkingDay = (day: string): boolean => chineseDays.isWorkday(noonOf(day));

/** The day itself when people work on it, else the next one on which they do: where a deadline that falls on a day off ends. */
export function workingDayFrom(day: string): string {
  let at = day;
  while (!isWorkingDay(at)) at = dayAfter(at, 1);
  return at;
}

/** The last day of a period of working days that begins the day after: what comes in on Friday and may take one working day is due on Monday. */
export function addWorkingDays(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0; left -= isWorkingDay(at) ? 1 : 0) at = dayAfter(at, 1);
  return at;
}

/**
 * How many working days lie after one day up to and with another; negative when that lies before. Beyond the year after this one nothing is published, and whole weeks
 * have five: a year of the next millennium costs no more than the next one.
 */
export function workingDaysUntil(from: string, to: string): number {
  if (to < from) return -workingDaysUntil(to, from);
  const unpublished = `${new Date().getFullYear() + 2}-01-01`;
  let [at, count] = [from, 0];
  const step = (): void => {
    at = dayAfter(at, 1);
    if (isWorkingDay(at)) count += 1;
  };
  while (at < to && at < unpublished) step();
  const weeks = Math.max(0, Math.floor((Date.parse(to) - Date.parse(at)) / (7 * DAY_MS)));
  at = dayAfter(at, weeks * 7);
  count += weeks * 5;
  while (at < to) step();
  return count;
}
const DAY_MS = 86_400_000;
