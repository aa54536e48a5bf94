import { describe, expect, it } from '@jest/globals';
import { certificateTerm } from './certificate-term';

describe('term of a certificate', () => {
  const on = (today: string) => certificateTerm('2026-01-01', '2026-12-31', today);

  it('counts the last day as valid', () => {
    expect(on('2026-12-31')).toMatchObject({ words: '今天到期', near: true });
    expect(on('2027-01-01')).toMatchObject({ passed: 100, words: '已于 2026-12-31 到期' });
  });

  it('shows how much is over', () => {
    expect(on('2026-01-01').passed).toBe(0);
    expect(on('2026-07-02').passed).toBe(50);
  });

  it('knows a term that has not begun', () => {
    expect(on('2025-12-01')).toMatchObject({ passed: 0, words: '2026-01-01 起生效' });
  });
});
