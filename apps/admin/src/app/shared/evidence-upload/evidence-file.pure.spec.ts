import { describe, expect, it } from '@jest/globals';
import { evidenceProblem, sizeWords } from './evidence-file';

describe('evidence file', () => {
  it('lets PDF and pictures through, whatever the case of their ending', () => {
    for (const name of ['执照.PDF', 'a.jpg', 'a.JPEG', 'a.png', 'a.webp'])
      expect(evidenceProblem({ name, size: 1 })).toBeNull();
  });

  it('says what to do with the rest', () => {
    expect(evidenceProblem({ name: '执照.docx', size: 1 })).toContain('另存为 PDF');
    expect(evidenceProblem({ name: 'a.svg', size: 1 })).not.toBeNull();
    expect(evidenceProblem({ name: 'a.pdf', size: 0 })).toContain('空');
    expect(evidenceProblem({ name: 'a.pdf', size: 20 * 1024 * 1024 + 1 })).toContain('20 MB');
  });

  it('writes sizes as people read them', () => {
    expect([1, 2048, 3.25 * 1024 * 1024].map(sizeWords)).toEqual(['1 KB', '2 KB', '3.3 MB']);
  });
});
