import { describe, expect, it } from '@jest/globals';
import { REVIEW_LEVEL_CODES, type ReviewLevel } from '@yigou/contracts';
import fc from 'fast-check';
import { REVIEW_OF_LEVEL, REVIEWS, stopsOf } from './application-status';
import { FIRST_LOOK, type Matter, resubmissionOf } from './resubmission';

const matters = Object.keys(FIRST_LOOK) as Matter[];
const some = fc.shuffledSubarray([...REVIEW_LEVEL_CODES], { minLength: 1 });
/** What `getPublicity` shows of an application. */
const PUBLISHED: readonly Matter[] = [
  'productName',
  'categorySlug',
  'variety',
  'grade',
  'specifications',
  'productionBase',
  'qualityStandard',
  'mechanismIds',
  'households',
];

describe('where a rewritten application goes', () => {
  it('never further than the office that returned it, always to a level of its chain, past every level whose matter changed', () => {
    fc.assert(
      fc.property(some, fc.nat(), fc.subarray(matters), (levels, pick, changed) => {
        const from = REVIEW_OF_LEVEL[levels[pick % levels.length] as ReviewLevel];
        const { to } = resubmissionOf(from, levels, changed);
        expect(stopsOf(levels)).toContain(to);
        expect(REVIEWS.indexOf(to)).toBeLessThanOrEqual(REVIEWS.indexOf(from));
        const owners = changed.flatMap((matter) => FIRST_LOOK[matter] ?? []);
        const missed = levels
          .filter((level) => owners.includes(level))
          .filter((level) => REVIEWS.indexOf(REVIEW_OF_LEVEL[level]) < REVIEWS.indexOf(to));
        expect(missed).toEqual([]);
      }),
    );
  });

  it.each(PUBLISHED)('comes past the county when %s changed, which publishes it again', (matter) => {
    const { to } = resubmissionOf('national_filing', ['industry', 'county', 'city', 'national'], [matter]);
    expect(['industry_review', 'county_review']).toContain(to);
  });

  it('names the matter of the level that it goes to, and the next level where policy leaves one out', () => {
    const changed: Matter[] = ['annualOutputKg', 'grade', 'productName'];
    expect(resubmissionOf('city_review', ['industry', 'county', 'city'], changed)).toEqual({
      to: 'industry_review',
      reason: '改动涉及行业主管把关的内容：年产量（千克）、等级',
    });
    expect(resubmissionOf('city_review', ['county', 'province'], ['priceReason']).to).toBe('province_review');
  });
});
