import { describe, expect, it } from '@jest/globals';
import { clockOf, daysLeftWords, leftWords, percentOver } from './publicity-clock';

const HOUR = 3_600_000;
const now = Date.parse('2027-03-01T00:00:00Z');
const after = (ms: number) => new Date(now + ms).toISOString();

describe('what is left of a publication', () => {
  it('is said by day and hour and never rounded up', () => {
    expect(leftWords(53 * HOUR + 59 * 60_000)).toBe('2天5小时');
    expect(leftWords(48 * HOUR)).toBe('2天');
    expect(leftWords(5 * HOUR)).toBe('5小时');
    expect(leftWords(HOUR - 1)).toBe('不到1小时');
  });

  it('is said by day in a list, by hour on the last day', () => {
    expect(daysLeftWords(after(6.9 * 24 * HOUR), now)).toBe('还剩6天');
    expect(daysLeftWords(after(23 * HOUR), now)).toBe('还剩23小时');
    expect(daysLeftWords(after(0), now)).toBe('已截止');
  });

  it('shows how far it has gone, within the bar', () => {
    expect(percentOver(after(-HOUR), after(3 * HOUR), now)).toBe(25);
    expect(percentOver(after(-HOUR), after(-1), now)).toBe(100);
    expect(percentOver(after(HOUR), after(2 * HOUR), now)).toBe(0);
    expect(percentOver(after(0), after(0), now)).toBe(100);
  });
});

describe('R30: the clock of a publication', () => {
  const publicity = { status: 'publicity', open: true, endsAt: after(26 * HOUR) } as const;

  it('runs until the last moment', () => {
    expect(clockOf(publicity, now)).toMatchObject({ state: 'running', title: '还剩1天2小时' });
    expect(clockOf({ ...publicity, endsAt: after(0) }, now).state).toBe('over');
  });

  it('is over when the server says so, whatever the clock of the device', () => {
    expect(clockOf({ ...publicity, open: false }, now).state).toBe('over');
  });

  it('stops while an objection is examined, and ends when it was right', () => {
    expect(clockOf({ ...publicity, status: 'examination', open: false }, now).state).toBe('paused');
    expect(clockOf({ ...publicity, status: 'terminated', open: false }, now).title).toContain('终止');
  });
});
