import { describe, expect, it } from '@jest/globals';
import { countiesFinding, daysWords, monthsFinding, monthWords, ranked } from './bulletin-findings';

const figures = { received: 0, approved: 0, returned: 0, refused: 0, issued: 0, open: 0, overdue: 0, days: null };
const county = (name: string, received: number, overdue = 0) => ({
  county: { code: '621123', name, path: name },
  ...figures,
  received,
  overdue,
});

describe('findings of the bulletin', () => {
  it('names months with their year where it begins', () => {
    expect(['2026-01', '2026-11'].map(monthWords)).toEqual(['2026年1月', '11月']);
  });

  it('says how much came and was issued, and when most came', () => {
    const months = [
      { month: '2026-10', received: 4, issued: 1, refused: 0 },
      { month: '2026-11', received: 9, issued: 3, refused: 1 },
    ];
    expect(monthsFinding(months)).toBe('受理 13 件，发证 4 张，11月受理最多');
    expect(monthsFinding([])).toBe('这段时间没有申请');
    expect(monthsFinding([{ month: '2026-10', received: 0, issued: 2, refused: 0 }])).toBe('没有新申请，发证 2 张');
  });

  it('ranks counties and counts those that are late', () => {
    const counties = [county('渭源县', 2, 1), county('岷县', 5)];
    expect(ranked(counties).map((one) => one.county.name)).toEqual(['岷县', '渭源县']);
    expect(countiesFinding(counties)).toBe('岷县受理最多，5 件；1 个县有超期');
    expect(countiesFinding([county('岷县', 0)])).toBe('各县还没有申请');
  });

  it('writes mean days', () => {
    expect([null, 12, 12.34].map(daysWords)).toEqual(['—', '12 天', '12.3 天']);
  });
});
