/** Days of the week as ISO 8601 counts them, Monday first. */
export const WEEKDAYS = { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' } as const;
export type Weekday = keyof typeof WEEKDAYS;

/** When a delivery point takes goods in. */
export interface ReceivingTimes {
  /** 1 to 7, Monday first. */
  readonly weekdays: readonly number[];
  /** As `08:30`, by China's time. */
  readonly opens: string;
  readonly closes: string;
}

/** The day of the week of a date as `2026-12-07`. */
export const weekdayOf = (date: string): Weekday =>
  (((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1) as Weekday;

/** `周一至周五、周日`: days that follow each other are drawn together, from three on. */
export function weekdayWords(weekdays: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of [...weekdays].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => WEEKDAYS[day as Weekday];
  return runs
    .map((run) => (run.length > 2 ? `${name(run[0])}至${name(run.at(-1))}` : run.map(name).join('、')))
    .join('、');
}

/** `周一至周五 08:00–16:30`. */
export const receivingWords = ({ weekdays, opens, closes }: ReceivingTimes): string =>
  `${weekdays.length === 7 ? '每天' : weekdayWords(weekdays)} ${opens}–${closes}`;

/** Why a point takes nothing in on a day, in words; null where it does. */
export const closedOn = (point: ReceivingTimes & { readonly name: string }, date: string): string | null =>
  point.weekdays.includes(weekdayOf(date))
    ? null
    : `“${point.name}”${WEEKDAYS[weekdayOf(date)]}不收货，请选${weekdayWords(point.weekdays)}`;

/** The first day from `date` on on which a point takes goods in. */
export function nextReceiving({ weekdays }: ReceivingTimes, date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  for (let ahead = 0; ahead < 7; ahead += 1, day.setUTCDate(day.getUTCDate() + 1)) {
    const one = day.toISOString().slice(0, 10);
    if (weekdays.includes(weekdayOf(one))) return one;
  }
  return date;
}
