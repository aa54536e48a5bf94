import { describe, expect, it } from '@jest/globals';
import type { EvidenceView } from '@yigou/contracts';
import { nextZoom, pagesOf } from './pages';

const file = (id: string, pages: number) => ({ label: '营业执照', evidence: { id, pages } as EvidenceView });

describe('pages of evidence', () => {
  it('runs through all pages of all files', () => {
    expect(pagesOf([file('a', 2), file('b', 1)]).map((page) => page.key)).toEqual(['a-1', 'a-2', 'b-1']);
    expect(pagesOf([])).toEqual([]);
  });

  it('steps through the sizes and stops at both ends', () => {
    expect(nextZoom(1, -1)).toBe(1);
    expect(nextZoom(1, 1)).toBe(1.5);
    expect(nextZoom(3, 1)).toBe(3);
  });
});
