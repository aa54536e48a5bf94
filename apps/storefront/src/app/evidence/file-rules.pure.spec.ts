import { describe, expect, it } from '@jest/globals';
import { formatBytes, refusalOf } from './file-rules';

describe('evidence before it is sent', () => {
  it('takes pictures and PDF up to 20 MB', () => {
    expect(refusalOf({ size: 20 * 1024 * 1024, type: 'application/pdf' })).toBe('');
    expect(refusalOf({ size: 1, type: 'image/webp' })).toBe('');
  });

  it('says why it takes nothing else', () => {
    expect(refusalOf({ size: 0, type: 'image/png' })).toContain('空的');
    expect(refusalOf({ size: 20 * 1024 * 1024 + 1, type: 'image/png' })).toContain('20 MB');
    expect(refusalOf({ size: 10, type: 'image/svg+xml' })).toContain('只能上传');
  });

  it('names sizes as file dialogs do', () => {
    expect(formatBytes(12)).toBe('1 KB');
    expect(formatBytes(1_572_864)).toBe('1.5 MB');
  });
});
