import { describe, expect, it } from '@jest/globals';
import { OpenRecallBody } from './schemas';

describe('a recall as it is asked for', () => {
  const body = { grade: 'first', reason: '检出致病菌', advice: '请立即停止食用', evidenceIds: [] };
  it('names batches by number, each once', () => {
    const parsed = (batchNumbers: string[]) => OpenRecallBody.safeParse({ ...body, batchNumbers });
    expect(parsed([' PC201129000001 ']).data?.batchNumbers).toEqual(['PC201129000001']);
    expect(parsed([]).success).toBe(false);
    expect(parsed(['PC201129000001', 'PC201129000001']).error?.issues[0]?.message).toBe('同一批次只能填写一次。');
    expect(parsed(['20201129']).error?.issues[0]?.message).toContain('请从批次列表复制');
  });
});
