import { describe, expect, it } from '@jest/globals';
import { type ApplicationStatus, REVIEW_LEVEL_CODES, type ReviewLevel } from '@yigou/contracts';
import fc from 'fast-check';
import { APPLICATION, CLOSED, firstStop, REVIEW_OF_LEVEL, REVIEWS, stopAfter, stopsOf } from './application-status';

const ALL: readonly ReviewLevel[] = ['township', 'industry', 'county', 'city', 'province', 'national'];
const levels = fc.shuffledSubarray([...REVIEW_LEVEL_CODES], { minLength: 1 });

describe('the way of an application (domain §3a)', () => {
  it('goes township, trade office, county, publication, city, province, nation', () => {
    expect(stopsOf(ALL)).toEqual([
      'township_review',
      'industry_review',
      'county_review',
      'publicity',
      'city_review',
      'province_review',
      'national_filing',
    ]);
  });

  it('R30: the county publishes whatever it decides, in the order of the levels, whatever the order of the policy', () => {
    fc.assert(
      fc.property(levels, (some) => {
        const stops = stopsOf(some);
        expect(stops.includes('publicity')).toBe(some.includes('county'));
        if (some.includes('county')) expect(stops[stops.indexOf('county_review') + 1]).toBe('publicity');
        expect(stops.filter((stop) => stop !== 'publicity')).toEqual(
          ALL.filter((level) => some.includes(level)).map((level) => REVIEW_OF_LEVEL[level]),
        );
      }),
    );
  });

  it('a county may report straight to its province', () => {
    expect(stopAfter('publicity', ['county', 'province'])).toBe('province_review');
    expect(stopAfter('province_review', ['county', 'province'])).toBe('issued');
  });

  it('passes over a level that policy took away while an application was there', () => {
    expect(stopAfter('industry_review', ['township', 'city'])).toBe('city_review');
    expect(stopAfter('examination', ['county'])).toBe('issued');
  });

  it('every step that the levels can lead to is in the table', () => {
    fc.assert(
      fc.property(levels, fc.constantFrom(...REVIEWS, 'publicity' as ApplicationStatus), (some, from) => {
        expect(APPLICATION.transitions[from]).toContain(stopAfter(from, some));
        expect(APPLICATION.transitions.draft).toContain(firstStop(some));
      }),
    );
  });

  it('ends in closed states, of which a refusal alone can be opened again', () => {
    const ends = APPLICATION.final;
    expect([...ends, 'refused'].sort()).toEqual([...CLOSED].sort());
  });
});
