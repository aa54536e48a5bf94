import { describe, expect, it } from '@jest/globals';
import vm from 'node:vm';

describe('a module of the tests that is compiled again', () => {
  const filename = 'compiled-again.js';
  const compiled = (code: string): unknown => vm.compileFunction(code, [], { filename })();

  it('is the text that is given, though another one of its name and length was compiled before', () => {
    expect([compiled('return 1'), compiled('return 2'), compiled('return 1')]).toEqual([1, 2, 1]);
  });

  it('is one of its own: nothing that one does is seen by the next', () => {
    const code = 'let count = 0; return () => (count += 1)';
    const [one, other] = [compiled(code), compiled(code)] as (() => number)[];
    expect([one?.(), one?.(), other?.()]).toEqual([1, 2, 1]);
  });
});
