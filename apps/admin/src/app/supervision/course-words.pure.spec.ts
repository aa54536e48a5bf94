import { describe, expect, it } from '@jest/globals';
import { courseWords } from './course-words';

const at = '2020-03-01T00:00:00.000Z';

describe('the way of an appealed matter', () => {
  it('tells the decision and each instance apart', () => {
    const steps = [
      { at, instance: 0, action: 'decide', by: '王主任（县办）', note: '抽检不合格' },
      { at, instance: 1, action: 'file', by: '李某（合作社）', note: '' },
      { at, instance: 1, action: 'reject', by: '赵某（县办）', note: '事实清楚' },
      { at, instance: 2, action: 'file', by: '李某（合作社）', note: '' },
      { at, instance: 2, action: 'uphold', by: '钱某（市办）', note: '证据不足' },
    ] as const;
    expect(steps.map(courseWords)).toEqual([
      '王主任（县办） 作出决定。抽检不合格',
      '李某（合作社） 提出申诉',
      '赵某（县办） 复核：维持原决定。事实清楚',
      '李某（合作社） 再次提出申诉',
      '钱某（市办） 再次复核：申诉成立。证据不足',
    ]);
  });
});
