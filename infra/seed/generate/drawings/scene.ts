// The place where things stand: wall, table and what lies behind, in the colours of a market at harvest.
import type { Random } from '../random.ts';
import type { Ground } from './kind.ts';
import { Pen } from './pen.ts';

interface GroundColours {
  wall: string;
  shape: string;
  table: string;
  edge: string;
}

export const GROUNDS: Readonly<Record<Ground, GroundColours>> = {
  cream: { wall: '#F7EDD8', shape: '#F0DDB4', table: '#D8AE78', edge: '#C2935B' },
  wheat: { wall: '#F5DFA9', shape: '#EFCB78', table: '#B97F4B', edge: '#9F683A' },
  sage: { wall: '#DFE8D3', shape: '#C8D9B8', table: '#C9A57A', edge: '#B18A5D' },
  leaf: { wall: '#BFD6B4', shape: '#A6C59B', table: '#EBDCBF', edge: '#D5C19B' },
  sky: { wall: '#D9E7EA', shape: '#BFD8DE', table: '#D9B98F', edge: '#BF9A6C' },
  blush: { wall: '#F7DDCE', shape: '#F0C3AC', table: '#A9765A', edge: '#8F6048' },
  clay: { wall: '#E9C2A3', shape: '#DDA67E', table: '#F1E3CB', edge: '#DCC9A8' },
  dusk: { wall: '#5B7566', shape: '#6D8878', table: '#D3B48A', edge: '#B8966A' },
  straw: { wall: '#EFE6D2', shape: '#E1CFA6', table: '#8FA584', edge: '#768D6C' },
};

/** The line where wall and table meet. */
export const TABLE_Y = 560;

function backdrop(pen: Pen, random: Random, colours: GroundColours): string {
  switch (random.int(0, 4)) {
    case 0:
      return pen.disc(random.int(300, 500), random.int(330, 390), random.int(250, 300), colours.shape);
    case 1:
      return (
        pen.fill('M-20,470 C140,330 260,330 420,450 S680,520 840,380 L840,600 L-20,600Z', colours.shape) +
        pen.disc(random.pick([170, 620]), 190, 74, colours.shape)
      );
    case 2:
      return pen.fill('M170,600 L170,330 C170,90 630,90 630,330 L630,600Z', colours.shape);
    case 3:
      return [0, 1, 2, 3, 4, 5, 6, 7]
        .map((at) => pen.fill(`M${at * 110 - 20},0 h54 v600 h-54Z`, colours.shape, 0.55))
        .join('');
    default:
      return [0, 1, 2]
        .map((at) =>
          pen.fill(
            `M${60 + at * 240},0 C${110 + at * 240},140 ${150 + at * 240},140 ${200 + at * 240},0Z`,
            colours.shape,
          ),
        )
        .join('');
  }
}

function table(pen: Pen, random: Random, colours: GroundColours): string {
  const board =
    pen.fill(`M0,${TABLE_Y} H800 V800 H0Z`, colours.table) + pen.fill(`M0,${TABLE_Y} H800 v10 H0Z`, colours.edge);
  switch (random.int(0, 2)) {
    case 0:
      return board + pen.line(`M0,660 H300 M380,660 H800 M0,742 H520 M600,742 H800`, colours.edge, 4, 0.6);
    case 1: {
      const cloth = pen.fill(`M90,${TABLE_Y + 40} L710,${TABLE_Y + 40} L790,760 L10,760Z`, '#FBF6EA');
      const stripe = pen.fill('M38,712 L762,712 L776,736 L24,736Z', '#D9571E', 0.75);
      return board + cloth + stripe;
    }
    default:
      return board;
  }
}

/** Wall, what stands behind, and the table. */
export function ground(pen: Pen, random: Random, name: Ground): string {
  const colours = GROUNDS[name];
  return pen.fill('M0,0 H800 V800 H0Z', colours.wall) + backdrop(pen, random, colours) + table(pen, random, colours);
}

/** Shadow of something on the table. */
export const shadow = (pen: Pen, x: number, y: number, width: number): string =>
  pen.oval(x, y, width, Math.max(12, width * 0.13), '#3A2A18', 0.2);
