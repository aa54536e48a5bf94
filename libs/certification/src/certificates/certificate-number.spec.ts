import { describe, expect, it } from '@jest/globals';
import { certificateNumber, plausibleNumber } from './certificate-number';

describe('the number of a certificate', () => {
  it('names county, year and serial number, and ends in a check character', () => {
    expect(certificateNumber('621222', 2026, 42)).toMatch(/^FP6212222026000042[0-9A-Z]$/);
  });

  it('shows a mistyped character and two that changed places', () => {
    const number = certificateNumber('621222', 2026, 42);
    expect(plausibleNumber(number)).toBe(true);
    for (let at = 2; at < 18; at += 1) {
      const wrong = number.slice(0, at) + ((Number(number[at]) + 1) % 10) + number.slice(at + 1);
      expect(plausibleNumber(wrong)).toBe(false);
    }
    const swapped = number.replace('42', '24');
    expect(plausibleNumber(swapped)).toBe(false);
  });

  it('grows past a million of a county in a year, and is checked as before', () => {
    const [last, next] = [certificateNumber('621222', 2026, 999_999), certificateNumber('621222', 2026, 1_000_000)];
    expect(last).toMatch(/^FP6212222026999999[0-9A-Z]$/);
    expect(next).toMatch(/^FP62122220261000000[0-9A-Z]$/);
    expect(plausibleNumber(next)).toBe(true);
    expect(plausibleNumber(next.replace('1000000', '1000001'))).toBe(false);
  });

  it('lets numbers of other schemes pass: they came with an import and have none', () => {
    expect(plausibleNumber('商南扶贫认定〔2020〕17号')).toBe(true);
  });
});
