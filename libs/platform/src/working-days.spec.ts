import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marketDay } from './lists';
import { addWorkingDays, dayAfter, isWorkingDay, workingDayFrom, workingDaysUntil } from './working-days';
import { endOfWorkingDays, workingDaysLeft } from './working-deadlines';

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

const at = (shanghai: string): Date => new Date(`${shanghai}+08:00`);
const anInstant = fc
  .integer({ min: 0, max: 7 * 365 * 24 * 60 })
  .map((minutes) => new Date(Date.UTC(2020, 0, 1, 0, minutes)));

describe('the end of a period of working days', () => {
  it.each([
    ['2026-02-13T10:00', 7, '2026-03-03T00:00', 'over Spring Festival, with the Saturday that makes up for it'],
    ['2026-02-12T10:00', 2, '2026-02-15T00:00', 'on a Saturday on which people work'],
    ['2026-02-27T23:59:59', 1, '2026-03-01T00:00', 'from the last minute of a Friday: that day does not count'],
    ['2026-02-28T00:00', 1, '2026-03-03T00:00', 'from a minute later, which is another day'],
    ['2026-03-06T23:59:59', 1, '2026-03-10T00:00', 'over a week-end like any other'],
    ['2026-03-07T12:00', 0, '2026-03-08T00:00', 'of no days'],
    ['2025-09-30T23:59', 3, '2025-10-12T00:00', 'over 国庆 and 中秋, with the Saturday after them'],
  ])('from %s, %i days: %s, %s', (from, days, end) => {
    expect(endOfWorkingDays(at(from), days)).toEqual(at(end));
  });

  it('is a midnight of Shanghai after so many working days, from whatever minute of the day', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 1, max: 30 }), (from, days) => {
        const end = endOfWorkingDays(from, days);
        expect(end.getUTCHours() * 60 + end.getUTCMinutes()).toBe(16 * 60);
        expect(workingDaysUntil(marketDay(from), marketDay(new Date(end.getTime() - 1)))).toBe(days);
        expect(end.getTime() - from.getTime()).toBeGreaterThan(days * 86_400_000);
      }),
    );
  });

  it('comes, when it is stopped and goes on, after as many whole working days as were said', () => {
    fc.assert(
      fc.property(
        anInstant,
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (since, days, share) => {
          const endsAt = endOfWorkingDays(since, days);
          const stopped = new Date(since.getTime() + Math.floor((endsAt.getTime() - 1 - since.getTime()) * share));
          const left = workingDaysLeft({ since, endsAt }, stopped);
          const [begun, day] = [marketDay(since), marketDay(stopped)];
          const had = day === begun ? 0 : workingDaysUntil(begun, dayAfter(day, -1));
          expect(had + left).toBe(days);
        },
      ),
    );
  });

  it('that was not at midnight still leaves a day', () => {
    const since = at('2026-03-02T10:00');
    expect(workingDaysLeft({ since, endsAt: at('2026-03-02T10:05') }, at('2026-03-02T10:04'))).toBe(1);
    expect(workingDaysLeft({ since, endsAt: at('2026-03-09T10:00') }, at('2026-03-04T10:00'))).toBe(4);
  });
});
