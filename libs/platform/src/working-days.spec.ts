import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, dayAfter, isWorkingDay, workingDayFrom, workingDaysUntil } from './working-days';

const weekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const yearOf = (year: number): string[] =>
  Array.from({ length: 366 }, (_, at) => dayAfter(`${year}-01-01`, at)).filter((day) => day.startsWith(`${year}`));
const aDay = fc.integer({ min: 0, max: 7 * 365 }).map((days) => dayAfter('2020-01-01', days));

describe('working days', () => {
  it.each([
    ['2020-01-30', false, '春节 2020, extended by the epidemic'],
    ['2020-01-19', true, 'a Sunday that makes up for 春节 2020'],
    ['2021-10-09', true, 'a Saturday that makes up for 国庆 2021'],
    ['2022-09-12', false, '中秋 2022'],
    ['2023-06-25', true, 'a Sunday that makes up for 端午 2023'],
    ['2024-02-04', true, 'a Sunday that makes up for 春节 2024'],
    ['2024-02-12', false, '春节 2024'],
    ['2025-10-08', false, '国庆 and 中秋 2025'],
    ['2026-02-16', false, '春节 2026'],
    ['2026-02-13', true, 'the Friday before it'],
  ])('%s: %s, %s', (day, works) => expect(isWorkingDay(day)).toBe(works));

  it.each([2020, 2021, 2022, 2023, 2024, 2025, 2026])(
    'of %i are those of the published table, not Monday to Friday',
    (year) => {
      const days = yearOf(year);
      expect(days.filter((day) => isWorkingDay(day) && weekend(day)).length).toBeGreaterThanOrEqual(5);
      expect(days.filter((day) => !isWorkingDay(day) && !weekend(day)).length).toBeGreaterThanOrEqual(17);
      // 249 to 252 in the years since 2020.
      expect(days.filter(isWorkingDay).length).toBeGreaterThanOrEqual(247);
      expect(days.filter(isWorkingDay).length).toBeLessThanOrEqual(252);
    },
  );

  it('are the same wherever the machine stands', () => {
    const before = process.env['TZ'];
    const seen = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((zone) => {
      process.env['TZ'] = zone;
      return yearOf(2024).filter(isWorkingDay).join();
    });
    process.env['TZ'] = before ?? '';
    if (before === undefined) delete process.env['TZ'];
    expect(new Set(seen).size).toBe(1);
  });

  it('are counted and added as one thing: so many working days later there are so many between', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const due = addWorkingDays(day, count);
        expect(isWorkingDay(due)).toBe(true);
        expect(workingDaysUntil(day, due)).toBe(count);
        expect(workingDaysUntil(due, day)).toBe(-count);
        expect(workingDaysUntil(day, dayAfter(due, -1))).toBe(count - 1);
      }),
    );
  });

  it('end a deadline that falls on a day off on the first day after it', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const end = workingDayFrom(day);
        expect(isWorkingDay(end)).toBe(true);
        expect(workingDaysUntil(dayAfter(day, -1), end)).toBe(1);
      }),
    );
    expect(workingDayFrom('2024-02-10')).toBe('2024-02-18');
  });

  it('are none of what is no day', () => {
    for (const day of ['2024-13-01', 'today', '2024-1-1', '']) expect(() => isWorkingDay(day)).toThrow(RangeError);
  });

  it('are five to a week beyond what is published, across the border too', () => {
    expect(workingDaysUntil('2039-12-31', '2040-12-31')).toBe(yearOf(2040).filter(isWorkingDay).length);
    const next = new Date().getFullYear() + 2;
    const days = [next - 1, next, next + 1].flatMap(yearOf);
    expect(workingDaysUntil(`${next - 2}-12-31`, `${next + 1}-12-31`)).toBe(days.filter(isWorkingDay).length);
  });
});
