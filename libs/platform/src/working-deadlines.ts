import type { Queryable } from './database';
import { marketDay } from './lists';
import { addWorkingDays, dayAfter, workingDaysUntil } from './working-days';

/**
 * When a period of so many working days (工作日) is over that begins at an instant: the end of its last day where the market is, whose own first instant is
 * outside. The day on which it begins does not count (行政许可法 第八十二条，民法典 第二百零一条), not even at 23:59; one of no days is over with the day itself.
 */
export const endOfWorkingDays = (from: Date, days: number): Date =>
  endOfMarketDay(addWorkingDays(marketDay(from), days));

/** The same of a period that begins now by the clock of the database. One statement. */
export async function dueInWorkingDays(db: Queryable, days: number): Promise<Date> {
  const [row] = await db.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  if (!row) throw new Error('the database tells no time');
  return endOfWorkingDays(row.now, days);
}

/** A period that runs: since when, and when it is over. */
export interface RunningPeriod {
  readonly since: Date;
  readonly endsAt: Date;
}

/**
 * How many working days of a running period are left when it is stopped: the day on which that happens counts as not had, so that whoever has the time never
 * has less of it than was said. At least one, which ends what goes on.
 */
export function workingDaysLeft({ since, endsAt }: RunningPeriod, now: Date): number {
  const begun = marketDay(since);
  const before = dayAfter(marketDay(now), -1);
  return Math.max(1, workingDaysUntil(before > begun ? before : begun, marketDay(new Date(endsAt.getTime() - 1))));
}

/** Shanghai has had no summer time since 1991. */
const endOfMarketDay = (day: string): Date => new Date(`${dayAfter(day, 1)}T00:00:00+08:00`);
