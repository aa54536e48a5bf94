import { describe, expect, it } from '@jest/globals';
import { complaintContent } from './complaint-text';

describe('the text of a complaint', () => {
  it('carries what was known where it began', () => {
    expect(complaintContent(' 收到的小米发霉。 ', { order: 'YG202701010001' })).toBe(
      '订单编号：YG202701010001\n收到的小米发霉。',
    );
  });

  it('is the words of the person alone where nothing was', () => {
    expect(complaintContent('价格比别处贵一倍', {})).toBe('价格比别处贵一倍');
  });
});
