import { describe, expect, it } from '@jest/globals';
import { isTooDeep } from './json-depth';

const nested = (depth: number, inner = '') => Buffer.from('['.repeat(depth) + inner + ']'.repeat(depth));

describe('how deep a JSON text goes', () => {
  it('is measured in lists and objects', () => {
    expect(isTooDeep(nested(64))).toBe(false);
    expect(isTooDeep(nested(65))).toBe(true);
    expect(isTooDeep(Buffer.from('{"a":'.repeat(65)))).toBe(true);
  });

  it('is not what stands inside of texts, nor what lies side by side', () => {
    expect(isTooDeep(Buffer.from(JSON.stringify(`\\"${'['.repeat(100)}`)))).toBe(false);
    expect(isTooDeep(Buffer.from(JSON.stringify({ '\\': '{'.repeat(100), next: [[], []] })))).toBe(false);
    expect(isTooDeep(Buffer.from(JSON.stringify(Array.from({ length: 100 }, () => ({})))))).toBe(false);
  });
});
