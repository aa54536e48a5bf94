import { describe, expect, it } from '@jest/globals';
import { PROVINCE_TILES, tileTowards } from './province-tiles';

const named = (name: string) => PROVINCE_TILES.find((tile) => tile.name === name)!;
const to = (name: string, key: string) => tileTowards(PROVINCE_TILES, named(name), key)?.name;

describe('the map of tiles', () => {
  it('has every province once, each on a place of its own', () => {
    expect(PROVINCE_TILES).toHaveLength(34);
    expect(new Set(PROVINCE_TILES.map(({ prefix }) => prefix)).size).toBe(34);
    expect(new Set(PROVINCE_TILES.map(({ column, row }) => `${column} ${row}`)).size).toBe(34);
    expect(Math.max(...PROVINCE_TILES.map(({ column }) => column))).toBe(8);
  });

  it('leads by arrow keys to the next tile in that direction, over gaps, and stays at its edge', () => {
    expect(to('甘肃', 'ArrowRight')).toBe('宁夏');
    expect(to('甘肃', 'ArrowLeft')).toBe('青海');
    expect(to('陕西', 'ArrowUp')).toBe('宁夏');
    expect(to('陕西', 'ArrowLeft')).toBe('甘肃');
    expect(to('四川', 'ArrowLeft')).toBe('西藏');
    expect(to('内蒙古', 'ArrowRight')).toBe('吉林');
    expect(to('黑龙江', 'ArrowUp')).toBe('黑龙江');
    expect(to('甘肃', 'Enter')).toBeUndefined();
  });

  it('leaves no tile that arrow keys do not reach', () => {
    const reached = new Set([named('甘肃')]);
    for (const tile of reached)
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])
        reached.add(tileTowards(PROVINCE_TILES, tile, key)!);
    expect(reached.size).toBe(34);
  });
});
