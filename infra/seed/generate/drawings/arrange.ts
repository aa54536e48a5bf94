// Lays the items of a drawing out: alone, heaped, in a bowl, a basket or a crate.
import type { Random } from '../random.ts';
import type { Arrangement, DrawingKind } from './kind.ts';
import type { Pen } from './pen.ts';
import { ovalPath } from './pen.ts';
import { shadow } from './scene.ts';

interface Spot {
  x: number;
  y: number;
  scale: number;
}

/** Where the feet of standing items are. */
const FLOOR = 664;

const SPOTS: Readonly<Record<'solo' | 'pair' | 'trio' | 'pile', readonly Spot[]>> = {
  solo: [{ x: 400, y: FLOOR, scale: 2.35 }],
  pair: [
    { x: 505, y: FLOOR - 34, scale: 1.55 },
    { x: 310, y: FLOOR + 16, scale: 1.75 },
  ],
  trio: [
    { x: 400, y: FLOOR - 62, scale: 1.4 },
    { x: 250, y: FLOOR + 2, scale: 1.3 },
    { x: 555, y: FLOOR + 14, scale: 1.35 },
  ],
  pile: [
    { x: 262, y: FLOOR - 42, scale: 1 },
    { x: 540, y: FLOOR - 42, scale: 1 },
    { x: 400, y: FLOOR - 50, scale: 1 },
    { x: 330, y: FLOOR - 182, scale: 1 },
    { x: 474, y: FLOOR - 186, scale: 1 },
    { x: 402, y: FLOOR - 308, scale: 0.96 },
    { x: 200, y: FLOOR + 32, scale: 1 },
    { x: 594, y: FLOOR + 34, scale: 1 },
    { x: 400, y: FLOOR + 40, scale: 1.04 },
  ],
};

function place(pen: Pen, kind: DrawingKind, random: Random, spot: Spot, at: number, free: boolean): string {
  const scale = spot.scale * (kind.scale ?? 1);
  const turn = kind.loose && free ? random.int(-70, 70) : random.int(-3, 3);
  const foot = (kind.foot ?? 92) * scale;
  return pen.at(spot.x, spot.y - foot, scale, turn, kind.item(pen, at));
}

function standing(pen: Pen, kind: DrawingKind, random: Random, spots: readonly Spot[]): string {
  const shadows = spots
    .filter((spot) => spot.y > FLOOR - 100)
    .map((spot) => shadow(pen, spot.x + 14, spot.y - 4, 92 * spot.scale * (kind.scale ?? 1)));
  const items = spots.map((spot, at) => place(pen, kind, random, spot, at, spots.length > 3));
  return shadows.join('') + items.join('');
}

const HEAPED: readonly Spot[] = [
  { x: 290, y: 470, scale: 0.98 },
  { x: 510, y: 470, scale: 0.98 },
  { x: 400, y: 400, scale: 1.02 },
  { x: 400, y: 486, scale: 1.06 },
  { x: 226, y: 520, scale: 0.94 },
  { x: 574, y: 520, scale: 0.94 },
  { x: 322, y: 540, scale: 1 },
  { x: 480, y: 540, scale: 1 },
];

/** Items that look over the rim of something drawn in front of them. */
function heaped(pen: Pen, kind: DrawingKind, random: Random, back: string, front: string): string {
  const items = HEAPED.map((spot, at) => place(pen, kind, random, { ...spot, y: spot.y + 56 }, at, true));
  return shadow(pen, 412, 704, 250) + back + items.join('') + front;
}

const BOWLS = [
  ['#F4F1E8', '#DDD6C4', '#2F6E8E'],
  ['#B8573A', '#99442B', '#E9C79B'],
  ['#4F7A6B', '#3D6355', '#DCE8D2'],
  ['#3D4F5C', '#2F3E49', '#C9A25B'],
] as const;

function bowlFront(pen: Pen, random: Random): string {
  const [base, shade, band] = random.pick(BOWLS);
  const body = 'M136,500 H664 C664,620 570,706 480,706 H320 C230,706 136,620 136,500Z';
  const line = pen.within(body, pen.line('M120,548 H680', band, 14) + pen.line('M120,574 H680', band, 5));
  return (
    pen.solid(body, base, shade, 34) +
    line +
    pen.box(310, 698, 180, 20, 8, shade) +
    pen.box(126, 488, 548, 24, 12, base)
  );
}

function basketFront(pen: Pen): string {
  const body = 'M130,505 H670 L626,690 C624,702 616,708 604,708 H196 C184,708 176,702 174,690Z';
  const weave: string[] = [];
  for (let row = 0; row < 6; row += 1) {
    for (let column = 0; column < 15; column += 1) {
      const x = 112 + column * 40 + (row % 2) * 20;
      weave.push(pen.box(x, 520 + row * 33, 34, 22, 9, row % 2 ? '#D9A760' : '#CF9A50'));
    }
  }
  return (
    pen.fill(body, '#A8742F') +
    pen.within(body, weave.join('')) +
    pen.box(116, 486, 568, 36, 18, '#B8823C') +
    pen.box(116, 486, 568, 14, 7, '#D0A05A')
  );
}

function crateFront(pen: Pen): string {
  const slats = [496, 566, 636].map(
    (y) =>
      pen.box(120, y, 560, 58, 5, '#D7AC74') +
      pen.box(120, y + 46, 560, 12, 5, '#BC8E55') +
      pen.line(`M170,${y + 22} h150 M420,${y + 30} h190`, '#C59A62', 4),
  );
  const posts = [136, 624].map(
    (x) =>
      pen.box(x, 484, 40, 222, 5, '#C4965C') + [516, 586, 656].map((y) => pen.disc(x + 20, y, 5, '#7D5B33')).join(''),
  );
  return pen.fill('M130,500 H670 V700 H130Z', '#8E6738') + slats.join('') + posts.join('');
}

function plate(pen: Pen, kind: DrawingKind, random: Random): string {
  const rim =
    pen.oval(400, 606, 306, 108, '#FBF8F0') +
    pen.oval(400, 598, 300, 102, '#F1EBDD') +
    pen.oval(400, 600, 236, 74, '#FBF8F0');
  const spots: Spot[] = [
    { x: 400, y: 566, scale: 1.18 },
    { x: 276, y: 600, scale: 1.1 },
    { x: 524, y: 602, scale: 1.1 },
    { x: 400, y: 648, scale: 1.2 },
  ];
  return shadow(pen, 412, 664, 300) + rim + spots.map((spot, at) => place(pen, kind, random, spot, at, true)).join('');
}

function board(pen: Pen, kind: DrawingKind, random: Random): string {
  const wood =
    pen.box(104, 560, 592, 128, 22, '#9C6B3F') +
    pen.box(104, 548, 592, 124, 22, '#C08B56') +
    pen.line('M150,588 H470 M240,622 H640 M140,650 H380', '#AD7A47', 4);
  const hole = pen.disc(650, 610, 15, '#8A5C33');
  return shadow(pen, 410, 690, 310) + wood + hole + place(pen, kind, random, { x: 385, y: 646, scale: 2 }, 0, false);
}

/** Many small things in a bowl, and a few that fell beside it. */
function mound(pen: Pen, kind: DrawingKind, random: Random): string {
  const small = 0.31 * (kind.scale ?? 1);
  const heap: { x: number; y: number }[] = [];
  for (let row = 0; row < 10; row += 1) {
    const width = 92 + row * 15;
    const count = Math.round(width / (52 * small));
    for (let column = 0; column <= count; column += 1) {
      heap.push({
        x: 400 - width + (2 * width * column) / count + random.int(-10, 10),
        y: Math.min(502, 360 + row * 16 + Math.abs(column / count - 0.5) * (120 - row * 6) + random.int(-7, 7)),
      });
    }
  }
  const items = heap.map(({ x, y }, at) => pen.at(x, y, small, random.int(0, 359), kind.item(pen, at)));
  const fallen = [
    { x: 118, y: 716 },
    { x: 196, y: 752 },
    { x: 690, y: 724 },
    { x: 612, y: 756 },
  ].map(({ x, y }, at) => pen.at(x, y, small * 1.1, random.int(0, 359), kind.item(pen, at)));
  const bed = pen.fill(ovalPath(400, 506, 250, 60), '#5A4630', 0.35);
  return shadow(pen, 412, 708, 220) + bed + items.join('') + bowlFront(pen, random) + fallen.join('');
}

export function arrange(pen: Pen, kind: DrawingKind, random: Random, how: Arrangement): string {
  switch (how) {
    case 'bowl':
      return heaped(pen, kind, random, pen.oval(400, 500, 264, 44, '#3A2A18', 0.5), bowlFront(pen, random));
    case 'basket': {
      const handle =
        pen.line('M160,500 C150,150 650,150 640,500', '#A8742F', 26) +
        pen.line('M160,500 C150,150 650,150 640,500', '#D0A05A', 10);
      return heaped(pen, kind, random, handle, basketFront(pen));
    }
    case 'crate':
      return heaped(pen, kind, random, pen.fill('M130,470 H670 V520 H130Z', '#7D5B33'), crateFront(pen));
    case 'plate':
      return plate(pen, kind, random);
    case 'board':
      return board(pen, kind, random);
    case 'mound':
      return mound(pen, kind, random);
    default:
      return standing(pen, kind, random, SPOTS[how]);
  }
}
