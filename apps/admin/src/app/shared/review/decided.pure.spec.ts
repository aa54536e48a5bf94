import { describe, expect, it } from '@jest/globals';
import { decidedWords } from './decided';

const refusal = (details: Record<string, unknown>, code = 'already_decided' as const) => ({
  code,
  details,
  message: '该事项已由他人办理，请刷新查看。',
});

const time = (instant: string): string => `${instant.slice(0, 10)} 10:05`;

describe('who decided first', () => {
  it('names the person, the time in China and how it stands', () => {
    const details = { by: '王芳', at: '2026-11-22T02:05:00Z', status: 'publicity' };
    expect(decidedWords(refusal(details), time)).toBe(
      '王芳已于 2026-11-22 10:05 办理，现在的状态是“县级公示”。您的意见没有提交，下面是最新情况。',
    );
  });

  it('keeps the sentence of the API when it does not say who', () => {
    expect(decidedWords(refusal({}), time)).toBe('该事项已由他人办理，请刷新查看。');
  });

  it('leaves other refusals alone', () => {
    expect(decidedWords({ ...refusal({}), code: 'forbidden' }, time)).toBeNull();
  });
});
