import { describe, expect, it } from '@jest/globals';
import { checkRules, NEW_RULE, toDraft, toPrefix } from './freight-draft';

const rule = {
  regionPrefix: '6211',
  deliverable: true,
  firstGrams: 1000,
  firstFen: 850,
  stepGrams: 500,
  stepFen: 100,
  freeOverFen: null,
};

describe('freight draft', () => {
  it('turns a region code into the prefix of its level and back', () => {
    expect([toPrefix('620000'), toPrefix('621100'), toPrefix('621123'), toPrefix(null)]).toEqual([
      '62',
      '6211',
      '621123',
      '',
    ]);
    expect(toDraft(rule).regionCode).toBe('621100');
  });

  it('gives back the rule it was made from', () => {
    expect(checkRules([toDraft(rule)])).toEqual({ rules: [rule], errors: {} });
  });

  it('names the fields that are missing, and two rules for one place', () => {
    const { errors } = checkRules([toDraft(rule), { ...NEW_RULE, regionCode: '621100', firstYuan: '8' }]);
    expect(Object.keys(errors).toSorted()).toEqual(['1.region', '1.stepYuan']);
  });

  it('asks for no amounts where nothing is delivered', () => {
    expect(checkRules([{ ...NEW_RULE, deliverable: false }]).errors).toEqual({});
  });
});
