import { describe, expect, it } from '@jest/globals';
import { plausibleTracking, trackingNumber } from './tracking-number';

describe('a tracking number', () => {
  it('carries the day where the market is, does not repeat, and shows a slip', () => {
    const number = trackingNumber('YY', new Date('2026-05-31T17:00:00Z'));
    expect(number).toMatch(/^YY20260601[A-Z2-7]{8}[0-9A-Z]$/);
    expect(plausibleTracking(number)).toBe(true);
    expect(plausibleTracking(number.slice(0, -1) + (number.endsWith('A') ? 'B' : 'A'))).toBe(false);
    expect(plausibleTracking('YY2026')).toBe(false);
    expect(new Set(Array.from({ length: 1_000 }, () => trackingNumber('TS'))).size).toBe(1_000);
  });
});
