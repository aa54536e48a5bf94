import { describe, expect, it } from '@jest/globals';
import { licenceNumberProblem } from './licence-number';

describe('the number of a licence', () => {
  it('holds for real ones, and for papers that have no scheme', () => {
    expect(licenceNumberProblem('food_production', 'SC10633018500187')).toBeNull();
    expect(licenceNumberProblem('food_business', 'JY13101060025900')).toBeNull();
    expect(licenceNumberProblem('business_licence', '91350100M000100Y43')).toBeNull();
    expect(licenceNumberProblem('organic', '100OP1900001')).toBeNull();
  });

  it('is refused with the reason when a digit is wrong', () => {
    expect(licenceNumberProblem('food_production', 'SC10633018500188')).toContain('校验位');
    expect(licenceNumberProblem('food_business', 'JY13101060025901')).toContain('校验位');
    expect(licenceNumberProblem('business_licence', '91350100M000100Y44')).toContain('校验位');
    expect(licenceNumberProblem('business_licence', '640422000000001')).toContain('校验位');
    expect(licenceNumberProblem('food_production', '宁食字 7 号')).toContain('SC');
  });
});
