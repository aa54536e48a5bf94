import { describe, expect, it } from '@jest/globals';
import { isId, newId } from './ids';

describe('ids', () => {
  it('are version 7 UUIDs that sort as they were made, within a millisecond too, and do not repeat', () => {
    const ids = Array.from({ length: 10_000 }, newId);
    expect(ids.every(isId)).toBe(true);
    expect(ids.every((id) => id[14] === '7')).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(10_000);
  });

  it('refuses what is not one', () => {
    for (const bad of ['', '1', 'x'.repeat(36), '00000000-0000-0000-0000-000000000000']) expect(isId(bad)).toBe(false);
  });
});
