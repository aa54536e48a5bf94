import { describe, expect, it } from '@jest/globals';
import { RECALL } from './recall-status';

describe('recall', () => {
  it('is closed once its report is accepted, and goes on when it is sent back', () => {
    expect(RECALL.next('open', 'report')).toBe('reported');
    expect(RECALL.next('reported', 'send_back')).toBe('open');
    expect(RECALL.next('reported', 'close')).toBe('closed');
    expect(() => RECALL.next('open', 'close')).toThrow(expect.objectContaining({ code: 'recall_not_reported' }));
    expect(() => RECALL.next('closed', 'report')).toThrow(expect.objectContaining({ code: 'recall_not_open' }));
  });
});
