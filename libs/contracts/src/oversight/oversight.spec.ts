import { describe, expect, it } from '@jest/globals';
import { DecideFindingBody } from './schemas';

describe('what comes of a finding', () => {
  it('has a reason, whatever it is', () => {
    expect(DecideFindingBody.safeParse({ decision: 'dismiss', reason: ' ' }).success).toBe(false);
    expect(DecideFindingBody.safeParse({ decision: 'ignore', reason: '单价有合同' }).success).toBe(false);
    expect(DecideFindingBody.safeParse({ decision: 'dismiss', reason: '单价有合同' }).success).toBe(true);
  });
});
