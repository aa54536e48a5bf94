// Mushrooms, nuts, dried fruit, flowers, herbs and spices.
import type { DrawingKind } from './kind.ts';
import type { Pen } from './pen.ts';
import { blob, ovalPath, ring } from './pen.ts';

function mushroom(pen: Pen): string {
  const [cap, shade] = pen.random.pick([
    ['#8E5F3C', '#6F472A'],
    ['#A3744A', '#835A36'],
  ] as const);
  const stalk = 'M-28,0 C-26,40 -34,70 -30,92 C-20,100 20,100 30,92 C34,70 26,40 28,0Z';
  const top = 'M-98,14 C-98,-60 -40,-90 0,-90 C40,-90 98,-60 98,14 C60,32 -60,32 -98,14Z';
  const cracks = pen.within(
    top,
    pen.line(
      'M-40,-40 l16,14 l18,-16 M-6,-70 l10,18 l20,-8 M30,-30 l14,14 l20,-14 M-66,-8 l16,10 l14,-8',
      '#E4C9A2',
      6,
    ),
  );
  return (
    pen.solid(stalk, '#EFE0C6', '#D6C2A0') +
    pen.solid(top, cap, shade) +
    cracks +
    pen.fill('M-94,16 C-50,34 50,34 94,16 C50,46 -50,46 -94,16Z', '#E8D5B5')
  );
}

function oyster(pen: Pen): string {
  const cap = (x: number, y: number, scale: number, turn: number) =>
    pen.at(
      x,
      y,
      scale,
      turn,
      pen.line('M0,10 C0,50 4,80 10,100', '#EFE6D6', 26) +
        pen.solid('M-70,6 C-76,-44 -20,-62 20,-54 C66,-46 84,-10 62,18 C30,30 -50,34 -70,6Z', '#B9AEA0', '#988C7E', 12),
    );
  return cap(44, 6, 0.8, 16) + cap(-44, 0, 0.85, -16) + cap(4, -22, 0.95, 0) + cap(20, 34, 0.6, 8);
}

function morel(pen: Pen): string {
  const cap = 'M0,-104 C40,-90 60,-40 56,6 C52,34 -52,34 -56,6 C-60,-40 -40,-90 0,-104Z';
  const pits = pen.within(
    cap,
    Array.from({ length: 20 }, (_, i) =>
      pen.oval(-42 + (i % 4) * 28 + (Math.floor(i / 4) % 2) * 12, -80 + Math.floor(i / 4) * 25, 9, 11, '#5A4228'),
    ).join(''),
  );
  return (
    pen.solid('M-26,14 C-24,50 -34,80 -30,96 H30 C34,80 24,50 26,14Z', '#EADBBE', '#CFBB96') +
    pen.solid(cap, '#A07C4E', '#80603A') +
    pits
  );
}

function ruffle(base: string, shade: string, line: string) {
  return (pen: Pen): string => {
    const layers = [0, 1, 2, 3].map((i) =>
      pen.at(
        [0, -34, 36, 2][i] ?? 0,
        [-30, 18, 14, 30][i] ?? 0,
        1 - i * 0.1,
        i * 70,
        pen.solid(blob(pen.random, 72, 58, 0.36, 10), base, shade, 10) +
          pen.line('M-34,6 q16,-24 34,-4 q14,16 30,-6', line, 5),
      ),
    );
    return layers.join('');
  };
}

function dayLily(pen: Pen): string {
  const bud = (x: number, turn: number) =>
    pen.at(
      x,
      20,
      1,
      turn,
      pen.line('M0,90 V40', '#7C9A4A', 7) +
        pen.solid('M0,-100 C22,-70 24,0 10,44 H-10 C-24,0 -22,-70 0,-100Z', '#E8A93A', '#CF8A24', 8) +
        pen.line('M0,-84 V30', '#C27E1E', 3),
    );
  return bud(-46, -16) + bud(46, 16) + bud(-16, -5) + bud(18, 6) + pen.box(-40, 62, 80, 16, 7, '#B8402F');
}

function flower(petal: string, shade: string, heart: string, petals: number) {
  return (pen: Pen): string => {
    const rows = [
      [petals, 96, 0],
      [petals - 3, 72, 12],
      [petals - 6, 48, 4],
    ] as const;
    const drawn = rows
      .map(([count, length, start], row) =>
        ring(count, 1, start)
          .map(({ angle }) => pen.leaf(0, 0, length, angle, row === 1 ? shade : petal, shade, 0.17))
          .join(''),
      )
      .join('');
    return (
      drawn +
      pen.disc(0, 0, 22, heart) +
      ring(9, 13)
        .map(({ x, y }) => pen.disc(x, y, 3, '#FFFFFF', 0.5))
        .join('')
    );
  };
}

function rose(pen: Pen): string {
  return (
    pen.line('M0,40 V104', '#5E8A45', 8) +
    pen.leaf(0, 80, 60, -150, '#5C8E45') +
    pen.leaf(0, 66, 58, -28, '#6C9E52') +
    pen.solid(ovalPath(0, -20, 72, 74), '#D4587C', '#B03C60') +
    pen.line('M-46,-46 C-30,-84 40,-80 46,-40 C48,-8 4,4 -10,-16 C-20,-34 4,-52 18,-38', '#8E2A4A', 7) +
    pen.line('M-64,0 C-40,40 40,44 66,-4', '#8E2A4A', 6, 0.7) +
    pen.leaf(-6, 46, 44, -140, '#5C8E45', '#44743B', 0.2) +
    pen.leaf(6, 46, 44, -40, '#5C8E45', '#44743B', 0.2)
  );
}

function walnut(pen: Pen, at: number): string {
  if (at % 4 === 3)
    return (
      pen.disc(0, 0, 84, '#9C6F3F') +
      pen.disc(0, 0, 72, '#6E4A28') +
      pen.line(
        'M-46,-20 C-50,-56 -10,-60 -6,-24 C-4,-56 46,-58 46,-18 C62,10 30,56 4,30 C-24,58 -66,14 -46,-20 M0,-20 V40 M-28,-20 q10,12 -2,26 M26,-22 q-10,14 4,30',
        '#E4BE86',
        15,
      )
    );
  const body = ovalPath(0, 0, 84, 90);
  return (
    pen.solid(body, '#C1925A', '#9F7340') +
    pen.within(
      body,
      pen.line('M0,-96 V96', '#8A6132', 8) +
        pen.line(
          'M-54,-50 q20,14 8,36 q-18,20 4,40 M-28,-70 q14,20 0,34 M-60,30 q24,6 30,34 M48,-56 q-18,18 -4,38 q20,16 -2,42 M26,-30 q-12,22 6,40 M56,40 q-24,4 -30,30',
          '#9A6E3A',
          6,
        ),
    )
  );
}

function chestnut(pen: Pen): string {
  const body = 'M0,-92 C20,-64 92,-50 92,20 C92,60 50,76 0,76 C-50,76 -92,60 -92,20 C-92,-50 -20,-64 0,-92Z';
  return (
    pen.solid(body, '#7E4726', '#5F3119') +
    pen.within(body, pen.fill('M-100,44 C-50,30 50,30 100,44 V90 H-100Z', '#CFA877')) +
    pen.line('M-30,-40 C-46,-20 -50,0 -48,20 M0,-60 V26', '#A0653C', 5) +
    pen.shine(-52, -12, 9, 24, 30)
  );
}

function peanut(pen: Pen): string {
  const body =
    'M-100,4 C-104,-44 -48,-56 -16,-32 C-4,-24 10,-26 22,-36 C56,-60 104,-36 102,8 C100,50 52,60 22,36 C10,28 -6,28 -16,36 C-48,58 -98,48 -100,4Z';
  const net = pen.within(
    body,
    [-84, -60, -36, 30, 54, 78].map((x) => pen.line(`M${x},-56 q10,56 0,112`, '#B98C4B', 4)).join('') +
      pen.line('M-104,-14 q90,20 206,0 M-104,20 q90,-14 206,2', '#B98C4B', 4),
  );
  return pen.solid(body, '#DDB776', '#C39A58') + net;
}

function sunflowerSeed(pen: Pen): string {
  const body = 'M0,-98 C34,-50 46,20 40,60 C34,92 -34,92 -40,60 C-46,20 -34,-50 0,-98Z';
  return (
    pen.solid(body, '#3C3834', '#262320') +
    pen.within(body, pen.line('M-20,-50 C-28,0 -26,50 -18,86 M2,-90 V90 M22,-50 C30,0 28,50 20,86', '#E9E2D2', 6))
  );
}

function almond(pen: Pen): string {
  const body = 'M0,-98 C50,-60 66,10 52,56 C40,92 -40,92 -52,56 C-66,10 -50,-60 0,-98Z';
  return (
    pen.solid(body, '#C98F55', '#A9713A') +
    pen.within(body, pen.line('M-26,-40 C-36,0 -32,40 -24,76 M0,-80 V84 M26,-40 C36,0 32,40 24,76', '#9A6430', 4))
  );
}

function jujube(pen: Pen): string {
  const body = ovalPath(0, 0, 90, 66);
  return (
    pen.solid(body, '#A3352A', '#7E231D') +
    pen.within(
      body,
      pen.line('M-60,-20 q20,14 6,34 M-24,-36 q18,20 2,44 M16,-34 q16,24 0,50 M50,-20 q12,18 -2,36', '#6E1C18', 6),
    ) +
    pen.oval(-86, 0, 8, 12, '#D9A873') +
    pen.shine(-34, -34, 8, 22, 70)
  );
}

function wrinkled(base: string, shade: string, line: string, rx: number, ry: number) {
  return (pen: Pen): string => {
    const body = blob(pen.random, rx, ry, 0.2, 8);
    return (
      pen.solid(body, base, shade) +
      pen.within(body, pen.line('M-50,-16 q26,22 54,0 q22,-16 44,4 M-40,22 q30,-16 56,6', line, 6)) +
      pen.shine(-30, -26, 8, 18, 60)
    );
  };
}

function goji(pen: Pen): string {
  const body = 'M-92,-6 C-70,-46 30,-50 86,-10 C94,0 92,12 82,16 C30,48 -66,40 -92,-6Z';
  return (
    pen.solid(body, '#CF3B2E', '#A92A22') +
    pen.line('M-60,-10 q40,-14 90,0', '#E8766A', 6) +
    pen.line('M84,2 l16,2', '#7C8A4A', 8)
  );
}

function pepperCorn(pen: Pen): string {
  return (
    pen.solid(ovalPath(0, 0, 78, 76), '#96332E', '#742420') +
    pen.fill('M-50,-40 C-20,-20 20,-20 56,-36 C40,10 -30,14 -50,-40Z', '#E9D2B0') +
    pen.disc(4, -20, 19, '#231D1C') +
    Array.from({ length: 9 }, () => pen.disc(pen.random.int(-54, 54), pen.random.int(6, 54), 5, '#B85A50')).join('')
  );
}

function starAnise(pen: Pen): string {
  const arms = ring(8, 1)
    .map(({ angle }) =>
      pen.at(
        0,
        0,
        1,
        angle,
        pen.solid('M6,0 C30,-30 70,-26 100,-4 C70,26 30,28 6,0Z', '#8A4E28', '#6A381A', 7) +
          pen.oval(56, 0, 17, 8, '#D9A35A'),
      ),
    )
    .join('');
  return arms + pen.disc(0, 0, 15, '#6A381A');
}

function rootHerb(pen: Pen, at: number): string {
  if (at % 3 === 2)
    return (
      pen.oval(0, 0, 82, 56, '#B58A4C', 1, -12) +
      pen.oval(0, 0, 74, 48, '#F0DDAE', 1, -12) +
      pen.oval(0, 0, 36, 22, '#DDBB74', 1, -12) +
      ring(12, 1)
        .map(({ angle }) => pen.at(0, 0, 1, angle, pen.line('M22,0 H44', '#D4B06A', 3)))
        .join('')
    );
  const body =
    'M-26,-96 C0,-104 30,-92 32,-66 C36,-10 22,30 12,62 C8,82 2,100 -6,106 C-14,80 -16,40 -24,10 C-34,-30 -46,-80 -26,-96Z';
  const rings = pen.within(
    body,
    [-84, -68, -52, -34, -14].map((y) => pen.line(`M-40,${y} q40,12 76,0`, '#A37B40', 4)).join(''),
  );
  return (
    pen.line('M10,56 C24,76 34,86 44,104 M-14,20 C-30,50 -40,70 -44,96', '#C09A5A', 11) +
    pen.solid(body, '#D6B371', '#B99350', 9) +
    rings
  );
}

function lilyBulb(pen: Pen): string {
  const petals = [-150, -125, -100, -80, -55, -30]
    .map((angle, i) =>
      pen.leaf(0, 84, 150 - Math.abs(i - 2.5) * 10, angle, i % 2 ? '#F7EEDD' : '#EFE2CA', '#D6C3A2', 0.27),
    )
    .join('');
  return petals + pen.leaf(0, 88, 138, -90, '#FBF5E8', '#E0D0B2', 0.3) + pen.oval(0, 84, 34, 13, '#C9AE82');
}

export const MOUNTAIN = {
  mushroom: {
    item: mushroom,
    arrangements: ['trio', 'basket', 'pile', 'pair'],
    grounds: ['leaf', 'sage', 'cream', 'sky'],
    foot: 94,
  },
  'oyster-mushroom': {
    item: oyster,
    arrangements: ['pair', 'basket', 'solo'],
    grounds: ['leaf', 'blush', 'sky', 'clay'],
    foot: 94,
  },
  morel: { item: morel, arrangements: ['trio', 'basket', 'pair'], grounds: ['sage', 'sky', 'leaf', 'cream'], foot: 94 },
  fungus: {
    item: ruffle('#4A403E', '#332B2B', '#6E6260'),
    arrangements: ['bowl', 'plate', 'basket', 'pair'],
    grounds: ['cream', 'sage', 'wheat', 'sky'],
    foot: 70,
  },
  'white-fungus': {
    item: ruffle('#F8F0D9', '#E4D4AC', '#D3BC86'),
    arrangements: ['bowl', 'plate', 'pair'],
    grounds: ['leaf', 'clay', 'dusk', 'sky'],
    foot: 70,
  },
  'day-lily': {
    item: dayLily,
    arrangements: ['solo', 'pair', 'basket'],
    grounds: ['sage', 'sky', 'leaf', 'dusk'],
    foot: 104,
  },
  chrysanthemum: {
    item: flower('#F7E9B0', '#E9C95A', '#DDA12E', 18),
    arrangements: ['bowl', 'plate', 'basket', 'pile'],
    grounds: ['leaf', 'sky', 'sage', 'dusk'],
    loose: true,
  },
  rose: { item: rose, arrangements: ['trio', 'pair', 'basket'], grounds: ['cream', 'sage', 'sky', 'wheat'], foot: 100 },
  walnut: {
    item: walnut,
    arrangements: ['mound', 'bowl', 'basket', 'pile'],
    grounds: ['sage', 'sky', 'cream', 'leaf'],
    loose: true,
    scale: 1,
  },
  chestnut: {
    item: chestnut,
    arrangements: ['bowl', 'basket', 'pile', 'mound'],
    grounds: ['wheat', 'sage', 'cream', 'sky'],
    foot: 74,
    loose: true,
  },
  peanut: {
    item: peanut,
    arrangements: ['mound', 'basket', 'bowl'],
    grounds: ['sky', 'leaf', 'blush', 'sage'],
    foot: 46,
    loose: true,
  },
  sunflower: { item: sunflowerSeed, arrangements: ['mound'], grounds: ['wheat', 'cream', 'sky', 'sage'], scale: 0.95 },
  almond: { item: almond, arrangements: ['mound', 'bowl'], grounds: ['sky', 'sage', 'leaf', 'cream'], loose: true },
  jujube: {
    item: jujube,
    arrangements: ['mound', 'basket', 'bowl'],
    grounds: ['cream', 'sage', 'wheat', 'sky'],
    foot: 64,
    loose: true,
  },
  raisin: {
    item: wrinkled('#9DA24E', '#7C823A', '#666B2E', 88, 60),
    arrangements: ['mound'],
    grounds: ['clay', 'blush', 'cream', 'wheat'],
    scale: 0.8,
  },
  'dried-apricot': {
    item: wrinkled('#E39A3E', '#C67D28', '#B56E1E', 88, 80),
    arrangements: ['mound', 'plate', 'bowl'],
    grounds: ['sky', 'leaf', 'sage', 'dusk'],
    foot: 76,
    loose: true,
  },
  'sichuan-pepper': {
    item: pepperCorn,
    arrangements: ['mound'],
    grounds: ['cream', 'sage', 'sky', 'wheat'],
    scale: 0.72,
  },
  'star-anise': {
    item: starAnise,
    arrangements: ['mound', 'plate', 'bowl'],
    grounds: ['cream', 'sage', 'sky', 'leaf'],
    loose: true,
    foot: 80,
  },
  goji: { item: goji, arrangements: ['mound'], grounds: ['cream', 'sage', 'sky', 'leaf', 'wheat'], scale: 0.8 },
  'root-herb': {
    item: rootHerb,
    arrangements: ['trio', 'basket', 'pair', 'plate'],
    grounds: ['sage', 'leaf', 'sky', 'dusk'],
    foot: 100,
  },
  'lily-bulb': {
    item: lilyBulb,
    arrangements: ['pair', 'bowl', 'basket', 'trio'],
    grounds: ['clay', 'leaf', 'dusk', 'blush'],
    foot: 96,
  },
} as const satisfies Record<string, DrawingKind>;
