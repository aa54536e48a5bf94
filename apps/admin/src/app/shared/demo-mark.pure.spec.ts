import { describe, expect, it } from '@jest/globals';
import { markedDemo } from './demo-mark';

describe('names of the demo', () => {
  it.each([
    ['云州燕麦片', true, '云州燕麦片（演示）'],
    ['云州示范合作社（演示）', true, '云州示范合作社（演示）'],
    ['五峰茶叶公司', false, '五峰茶叶公司'],
  ])('say so once: %s', (name, demo, shown) => {
    expect(markedDemo({ name, demo })).toBe(shown);
  });
});
