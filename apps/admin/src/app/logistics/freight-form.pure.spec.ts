import { describe, expect, it } from '@jest/globals';
import { formOf, NEW_RULE, ruleOf, toPrefix } from './freight-form';

const rule = {
  regionPrefix: '6211',
  deliverable: true,
  firstGrams: 1000,
  firstFen: 850,
  stepGrams: 500,
  stepFen: 100,
  freeOverFen: null,
};

describe('freight form', () => {
  it('turns a region code into the prefix of its level and back', () => {
    expect([toPrefix('620000'), toPrefix('621100'), toPrefix('621123'), toPrefix(null)]).toEqual([
      '62',
      '6211',
      '621123',
      '',
    ]);
    expect(formOf(rule).regionCode).toBe('621100');
  });

  it('gives back the rule it was made from', () => {
    expect(ruleOf(formOf(rule))).toEqual(rule);
  });

  it('leaves what is missing to the contract, and asks for no amounts where nothing is delivered', () => {
    expect(ruleOf(NEW_RULE)).toMatchObject({ firstFen: null, stepFen: null });
    expect(ruleOf({ ...NEW_RULE, deliverable: false, stepGrams: null })).toEqual({
      regionPrefix: '',
      deliverable: false,
      firstGrams: 1000,
      firstFen: 0,
      stepGrams: 1000,
      stepFen: 0,
      freeOverFen: null,
    });
  });
});
