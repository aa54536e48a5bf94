import { describe, expect, it } from '@jest/globals';
import { timelineOf, type Travelled } from './timeline';

const at = (day: number) => `2026-05-${String(day).padStart(2, '0')}T00:00:00Z`;
const travelled = (more: Partial<Travelled>): Travelled => ({
  status: 'draft',
  statusSince: at(1),
  dueAt: null,
  publicityEndsAt: null,
  returnedFrom: null,
  levels: ['township', 'county', 'province'],
  examiner: 'county' as const,
  offices: new Map([
    ['township', '兴隆镇'],
    ['county', '西吉县'],
    ['province', '宁夏'],
  ]),
  supplierName: '合作社',
  claimedBy: null,
  steps: [],
  ...more,
});
const short = (more: Partial<Travelled>) =>
  timelineOf(travelled(more)).map(({ status, state, holder }) => `${status} ${state} ${holder ?? '-'}`);
const step = (from: string | null, to: string, day: number, seat: string) =>
  ({ from, to, at: at(day), seat }) as Travelled['steps'][number];
const TO_COUNTY = [
  step(null, 'draft', 1, '合作社'),
  step('draft', 'township_review', 2, '合作社'),
  step('township_review', 'county_review', 3, '兴隆镇'),
];
const AHEAD = ['publicity ahead 西吉县', 'province_review ahead 宁夏', 'issued ahead -'];

describe('the timeline of an application', () => {
  it('has everything ahead of a draft', () => {
    expect(short({})).toEqual([
      'draft current 合作社',
      'township_review ahead 兴隆镇',
      'county_review ahead 西吉县',
      ...AHEAD,
    ]);
  });

  it('says who has it, since when and until when', () => {
    const now = travelled({
      status: 'county_review',
      statusSince: at(3),
      dueAt: at(13),
      claimedBy: '李某',
      steps: TO_COUNTY,
    });
    expect(timelineOf(now)[1]).toEqual({
      status: 'county_review',
      state: 'current',
      holder: '西吉县 · 李某',
      since: at(3),
      until: at(13),
    });
    expect(timelineOf(now)[0]).toMatchObject({ status: 'township_review', state: 'done', since: at(2), until: at(3) });
  });

  it('goes back to the office that returned it', () => {
    const steps = [...TO_COUNTY, step('county_review', 'returned', 4, '西吉县')];
    expect(short({ status: 'returned', returnedFrom: 'county_review', steps })).toEqual([
      'township_review done 兴隆镇',
      'returned current 合作社',
      'county_review ahead 西吉县',
      ...AHEAD,
    ]);
  });

  it('stands still in an examination, and ends where it was refused', () => {
    const steps = [
      ...TO_COUNTY,
      step('county_review', 'publicity', 4, '西吉县'),
      step('publicity', 'examination', 5, '公众'),
    ];
    expect(short({ status: 'examination', steps }).slice(1)).toEqual([
      'county_review done 西吉县',
      'examination current 西吉县',
      ...AHEAD.slice(1),
    ]);
    const refused = [...TO_COUNTY, step('county_review', 'refused', 4, '西吉县')];
    expect(short({ status: 'refused', steps: refused })).toEqual(['township_review done 兴隆镇', 'refused current -']);
  });

  it('has everything behind it once issued', () => {
    const steps = [
      ...TO_COUNTY,
      step('county_review', 'publicity', 4, '西吉县'),
      step('publicity', 'issued', 9, '系统'),
    ];
    expect(short({ status: 'issued', steps })).toEqual([
      'township_review done 兴隆镇',
      'county_review done 西吉县',
      'publicity done 系统',
      'issued done 系统',
    ]);
  });
});
