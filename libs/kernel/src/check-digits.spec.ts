import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { creditCodeProblem } from './check-digits';

/** Codes of well-known bodies, as they stand in public registers. */
const CODES = ['91350100M000100Y43', '911101080828461726', '91440300708461136T'];
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('the unified social credit code (GB 32100)', () => {
  it.each(CODES)('holds: %s', (code) => {
    expect(creditCodeProblem(code)).toBeNull();
  });

  it('finds every single wrong character and every swap of neighbours', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CODES),
        fc.nat({ max: 17 }),
        fc.constantFrom(...ALPHABET),
        (code, at, character) => {
          fc.pre(code[at] !== character);
          expect(creditCodeProblem(code.slice(0, at) + character + code.slice(at + 1))).not.toBeNull();
        },
      ),
    );
    for (const code of CODES) {
      for (let at = 0; at < 17; at += 1) {
        if (code[at] === code[at + 1]) continue;
        const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
        expect(creditCodeProblem(swapped)).toContain('校验位');
      }
    }
  });

  it.each(['', '9135010', 'I1350100M000100Y43', '91350100M000100Y4３'])('is not “%s”', (code) => {
    expect(creditCodeProblem(code)).toContain('18 位');
  });
});
