import { describe, expect, it } from '@jest/globals';
import { newMandateCode, readMandateCode } from './mandate-code';
import { comparableName, maskIdentityNumber, maskName } from './masks';

describe('masks', () => {
  it.each([
    ['张三', '张*'],
    ['张小三', '张**'],
    ['欧阳小明', '欧阳**'],
    ['欧阳', '欧*'],
    ['阿卜杜拉·买买提', '阿****'],
    ['张', '张*'],
    ['𠮷田', '𠮷*'],
  ])('shows %s as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('shows of a number where it was given out', () => {
    expect(maskIdentityNumber('11010519491231002X')).toBe('110105************');
  });

  it('takes a name for the same, however it is typed', () => {
    expect(comparableName(' 阿卜杜拉•买买提 ')).toBe(comparableName('阿卜杜拉·买买提'));
    expect(comparableName('张 三')).toBe(comparableName('张三'));
    expect(comparableName('张三')).not.toBe(comparableName('张叁'));
  });
});

describe('the code of a mandate', () => {
  it('is 80 random bits that can be read out', () => {
    const codes = Array.from({ length: 500 }, newMandateCode);
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is understood as it is copied off paper', () => {
    expect(readMandateCode('01AB-CDEF-GH23-45JK')).toBe('01AB-CDEF-GH23-45JK');
    expect(readMandateCode('OIAB-CDEFGH23-45JK')).toBe('01AB-CDEF-GH23-45JK');
  });
});
