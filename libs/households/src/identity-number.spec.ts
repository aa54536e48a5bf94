import { describe, expect, it } from '@jest/globals';
import { identityNumberProblem } from './identity-number';

describe('the resident identity number (GB 11643)', () => {
  it.each(['11010519491231002X', '440524188001010014'])('holds: %s, the examples of the standard', (number) => {
    expect(identityNumberProblem(number)).toBeNull();
  });

  it('finds every single wrong digit', () => {
    const number = '11010519491231002X';
    for (let at = 0; at < 17; at += 1) {
      for (const digit of '0123456789') {
        if (number[at] === digit) continue;
        expect(identityNumberProblem(number.slice(0, at) + digit + number.slice(at + 1))).not.toBeNull();
      }
    }
  });

  it.each([
    ['110105194902310025', '31 February'],
    ['110105194913010025', 'a thirteenth month'],
    ['110105209912310025', 'a day to come'],
  ])('refuses %s: %s', (number) => {
    expect(identityNumberProblem(number)).toContain('出生日期');
  });

  it.each(['', '1101051949123100', '11010519491231002x', '１1010519491231002X'])('is not “%s”', (number) => {
    expect(identityNumberProblem(number)).toContain('18 位');
  });
});
