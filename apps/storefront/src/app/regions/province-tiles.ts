/** A province of the map of tiles: which one, what it is called in two or three characters, and where its tile stands, both from 1. */
export interface ProvinceTile {
  /** The first two digits of its code. */
  readonly prefix: string;
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

/** Every province as a square of the same size about where it lies: a grid and no map, so it draws no border. Row by row, null: no tile. */
const GRID: readonly (readonly (readonly [prefix: string, name: string] | null)[])[] = [
  [null, null, null, null, null, null, null, ['23', '黑龙江']],
  [['65', '新疆'], null, null, null, null, ['15', '内蒙古'], null, ['22', '吉林']],
  [
    null,
    ['63', '青海'],
    ['62', '甘肃'],
    ['64', '宁夏'],
    ['14', '山西'],
    ['13', '河北'],
    ['11', '北京'],
    ['21', '辽宁'],
  ],
  [['54', '西藏'], null, null, ['61', '陕西'], ['41', '河南'], ['37', '山东'], ['12', '天津'], null],
  [null, null, ['51', '四川'], ['50', '重庆'], ['42', '湖北'], ['34', '安徽'], ['32', '江苏'], ['31', '上海']],
  [null, null, ['53', '云南'], ['52', '贵州'], ['43', '湖南'], ['36', '江西'], ['33', '浙江'], null],
  [null, null, null, ['45', '广西'], ['44', '广东'], ['35', '福建'], null, ['71', '台湾']],
  [null, null, null, ['46', '海南'], ['82', '澳门'], ['81', '香港'], null, null],
];

export const PROVINCE_TILES: readonly ProvinceTile[] = GRID.flatMap((tiles, row) =>
  tiles.flatMap((tile, column) => (tile ? [{ prefix: tile[0], name: tile[1], column: column + 1, row: row + 1 }] : [])),
);

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;

/**
 * The tile that an arrow key leads to: the nearest that lies in that direction, straight ahead before aside. Itself where there is none;
 * undefined for any other key.
 */
export function tileTowards(tiles: readonly ProvinceTile[], from: ProvinceTile, key: string): ProvinceTile | undefined {
  if (!Object.hasOwn(STEPS, key)) return undefined;
  const [right, down] = STEPS[key as keyof typeof STEPS];
  const far = (tile: ProvinceTile) => {
    const [x, y] = [tile.column - from.column, tile.row - from.row];
    const ahead = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    // What lies more aside than ahead is another direction's.
    return ahead > 0 && aside <= ahead * 2 ? ahead + aside * 2 : Infinity;
  };
  const nearest = tiles.reduce((best, tile) => (far(tile) < far(best) ? tile : best), from);
  return nearest;
}
