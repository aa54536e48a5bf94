import { describe, expect, it } from '@jest/globals';
import { evidenceHint, evidenceProblem } from './evidence-file';

const file = (name: string, size = 1, type = '') => ({ name, size, type });

describe('a file of evidence before it is sent', () => {
  it('lets PDF and pictures through, whatever the case of their ending', () => {
    for (const name of ['执照.PDF', 'a.jpg', 'a.JPEG', 'a.png', 'a.webp', 'a.avif', 'IMG_0001.HEIC', 'b.heif'])
      expect(evidenceProblem(file(name))).toBeNull();
  });

  it('lets a picture through that a camera gave no ending', () => {
    for (const type of ['image/jpeg', 'image/heic', 'image/heif'])
      expect(evidenceProblem(file('image', 1, type))).toBeNull();
  });

  it('says what to do with the rest', () => {
    expect(evidenceProblem(file('执照.docx'))).toContain('另存为 PDF');
    expect(evidenceProblem(file('a.svg', 1, 'image/svg+xml'))).not.toBeNull();
    expect(evidenceProblem(file('a.pdf', 0))).toContain('空');
    expect(evidenceProblem(file('a.pdf', 20 * 1024 * 1024))).toBeNull();
    expect(evidenceProblem(file('a.pdf', 20 * 1024 * 1024 + 1))).toContain('超过 20 MB');
  });

  it('names the limits of bytes, pages and files', () => {
    expect(evidenceHint(10)).toContain('20 MB，最多 10 个；PDF 不超过 50 页');
    expect(evidenceHint(1)).not.toContain('最多');
  });
});
