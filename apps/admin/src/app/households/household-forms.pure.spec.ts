import { describe, expect, it } from '@jest/globals';
import { FormValues } from '../shared/form-dialog/form';
import { checkHousehold } from './household-forms';

describe('registered households', () => {
  const good = { idNumber: '62112319800101001x', people: '4' };

  it('takes an identity number of 18 places and up to 50 people', () => {
    expect(checkHousehold(new FormValues(good), false)).toEqual({});
    expect(checkHousehold(new FormValues({ idNumber: '6211', people: '0' }), false)).toEqual({
      idNumber: '请填写 18 位身份证号',
      people: '请填写 1–50 的整数',
    });
  });

  it('leaves the number alone in a correction that does not name it', () => {
    expect(checkHousehold(new FormValues({ ...good, idNumber: '' }), true)).toEqual({});
    expect(checkHousehold(new FormValues({ ...good, idNumber: '12' }), true)).toHaveProperty('idNumber');
  });
});
