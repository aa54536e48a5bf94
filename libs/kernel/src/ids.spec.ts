import { describe, expect, it } from '@jest/globals';
import { isId, newId } from './ids';

describe('ids', () => {
  it('are version 7 UUIDs that sort by time and do not repeat', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => newId(1_600_000_000_000 + i));
    expect(ids.every(isId)).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(Array.from({ length: 1000 }, () => newId(5))).size).toBe(1000);
  });

  it('refuses what is not one', () => {
    for (const bad of ['', '1', 'x'.repeat(36), '00000000-0000-0000-0000-000000000000']) expect(isId(bad)).toBe(false);
  });
});
