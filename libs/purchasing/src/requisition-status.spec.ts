import { describe, expect, it } from '@jest/globals';
import { REQUISITION } from './requisition-status';

describe('requisition', () => {
  it('that was approved is approved no more once it is written anew', () => {
    expect(REQUISITION.next('approved', 'revise')).toBe('draft');
    for (const status of ['draft', 'returned', 'withdrawn', 'expired'] as const)
      expect(() => REQUISITION.next(status, 'approve')).toThrow(
        expect.objectContaining({ code: 'requisition_closed' }),
      );
    expect(REQUISITION.final).toEqual(['withdrawn']);
  });
});
