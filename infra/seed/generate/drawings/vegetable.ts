// Roots, greens, pods and bulbs.
import type { DrawingKind } from './kind.ts';
import type { Pen } from './pen.ts';
import { blob, ovalPath, ring } from './pen.ts';

const HEAPS = ['pile', 'basket', 'crate', 'bowl'] as const;

function potato(pen: Pen): string {
  const [base, shade] = pen.random.pick([
    ['#D3AC6B', '#B98F4E'],
    ['#DDBB7E', '#C29C5E'],
    ['#C59C61', '#A98147'],
  ] as const);
  const body = blob(pen.random, 104, 82, 0.16, 8);
  const eyes = [
    [-40, -14],
    [10, 18],
    [44, -20],
    [-16, 40],
    [20, -44],
  ]
    .map(([x = 0, y = 0]) => pen.line(`M${x - 8},${y} q8,7 16,0`, '#8E6B35', 4))
    .join('');
  return pen.solid(body, base, shade) + pen.within(body, eyes) + pen.shine(-34, -26, 12, 22, 55);
}

function sweetPotato(pen: Pen, at: number): string {
  if (at % 4 === 3)
    return (
      pen.oval(0, 0, 74, 66, '#A8485A') + pen.oval(0, 0, 67, 59, '#F0A850') + pen.oval(0, 0, 36, 30, '#E8963A', 0.6)
    );
  const body = 'M-104,16 C-84,-6 -60,-52 0,-54 C58,-54 84,-20 106,-12 C84,12 58,58 -4,58 C-56,58 -80,28 -104,16Z';
  const lines = pen.within(
    body,
    pen.line('M-50,-20 q14,6 26,0 M10,-30 q14,6 28,0 M-20,22 q16,7 30,0 M40,14 q12,5 22,0', '#82324A', 4),
  );
  return pen.solid(body, '#B9536B', '#97405A') + lines + pen.shine(-20, -28, 9, 28, 78);
}

function yam(pen: Pen): string {
  const stick = (x: number, turn: number) => {
    const body = `M${x - 17},-104 C${x - 22},-30 ${x - 12},40 ${x - 18},96 C${x - 10},108 ${x + 12},108 ${x + 18},96 C${x + 12},40 ${x + 24},-30 ${x + 17},-104Z`;
    const hairs = Array.from({ length: 11 }, (_, i) =>
      pen.line(`M${x + pen.random.int(-13, 8)},${-90 + i * 17} l6,3`, '#7E6138', 3),
    ).join('');
    return pen.at(0, 0, 1, turn, pen.solid(body, '#C2A071', '#A38154', 8) + hairs);
  };
  return (
    stick(-42, -6) +
    stick(42, 5) +
    stick(0, 0) +
    pen.box(-78, -6, 156, 24, 8, '#B8402F') +
    pen.box(-8, -12, 16, 36, 5, '#9B3225')
  );
}

function taro(pen: Pen): string {
  const body = 'M0,-88 C30,-84 80,-36 82,16 C82,66 42,94 0,94 C-42,94 -82,66 -82,16 C-80,-36 -30,-84 0,-88Z';
  const rings = pen.within(
    body,
    [-50, -22, 6, 34, 62].map((y) => pen.line(`M-90,${y} q90,26 180,0`, '#6A4D38', 6)).join(''),
  );
  return pen.solid(body, '#9A7558', '#7C5B42') + rings + pen.line('M-10,-86 l-6,-20 M8,-86 l8,-18', '#A9B06B', 10);
}

function carrot(pen: Pen): string {
  const body = 'M-40,-44 C-30,-62 30,-62 40,-44 C46,-10 18,76 2,106 C0,110 -2,110 -4,106 C-20,76 -48,-10 -40,-44Z';
  const fronds = [-128, -108, -90, -72, -54]
    .map((angle) => pen.leaf(0, -52, 62, angle, '#6BA052', '#4F8040', 0.18))
    .join('');
  return (
    fronds + pen.solid(body, '#E8863A', '#CC6D26', 12) + pen.line('M-34,-22 h22 M8,6 h18 M-20,32 h16', '#C2661F', 5)
  );
}

function lotusRoot(pen: Pen, at: number): string {
  if (at % 2 === 1) {
    const holes = ring(7, 46)
      .map(({ x, y, angle }) => pen.oval(x, y, 17, 12, '#B98D6B', 1, angle))
      .join('');
    return pen.disc(0, 0, 88, '#C79E78') + pen.disc(0, 0, 80, '#F4E3CC') + holes + pen.disc(0, 0, 11, '#B98D6B');
  }
  const body =
    'M-104,-28 C-90,-56 -30,-62 -8,-38 C14,-62 84,-58 104,-24 C112,0 106,26 96,36 C70,58 14,58 -6,38 C-30,60 -92,54 -104,28 C-112,8 -110,-12 -104,-28Z';
  return (
    pen.solid(body, '#E3C4A0', '#CBA67E') +
    pen.line('M-7,-38 q10,38 0,76', '#9B7650', 7) +
    pen.shine(-54, -28, 9, 26, 80)
  );
}

function cabbage(pen: Pen): string {
  const wrap = (angle: number, colour: string) =>
    pen.at(0, 20, 1, angle, pen.fill('M-60,70 C-120,20 -96,-70 -50,-86 C-40,-50 -30,20 0,74Z', colour));
  const veins = [-48, -22, 6, 34]
    .map((x) => pen.line(`M4,86 C${x * 0.5},40 ${x},0 ${x * 1.2},-44`, '#DCE9B8', 6))
    .join('');
  return (
    wrap(0, '#7FA653') +
    pen.at(0, 0, 1, 0, `<g transform="scale(-1 1)">${wrap(0, '#8AB15C')}</g>`) +
    pen.solid(ovalPath(0, 14, 78, 80), '#B4D082', '#97B868') +
    pen.within(ovalPath(0, 14, 78, 80), veins + pen.line('M-50,-40 q30,-30 80,-6', '#8DB05F', 6))
  );
}

function greens(pen: Pen): string {
  const stalks = [-34, -14, 8, 28]
    .map((x) => pen.line(`M${x * 0.5},100 C${x * 0.7},60 ${x},30 ${x * 1.2},0`, '#DCE6BE', 18))
    .join('');
  const leaves = (
    [
      [-150, 78],
      [-30, 78],
      [-124, 104],
      [-56, 104],
      [-104, 112],
      [-78, 112],
      [-90, 96],
    ] as const
  )
    .map(([angle, length], i) =>
      pen.leaf((i - 3) * 3, 20, length, angle, i % 2 ? '#5F9A50' : '#4C8443', '#3A6B35', 0.34),
    )
    .join('');
  return leaves + stalks + pen.box(-40, 44, 80, 15, 7, '#C98E3C');
}

function tomato(pen: Pen): string {
  const body = 'M0,-58 C40,-76 98,-50 96,8 C94,62 50,90 0,90 C-50,90 -94,62 -96,8 C-98,-50 -40,-76 0,-58Z';
  const calyx = [-170, -130, -90, -50, -10]
    .map((angle) => pen.leaf(0, -56, 46, angle, '#5C9448', '#417236', 0.2))
    .join('');
  return (
    pen.solid(body, '#DD4A38', '#BC382B') +
    calyx +
    pen.line('M0,-58 q2,-18 12,-24', '#5C8A45', 8) +
    pen.shine(-52, -18, 12, 24, 35)
  );
}

function pepper(pen: Pen, at: number): string {
  const [base, shade] = at % 3 === 2 ? (['#6B9E45', '#548235'] as const) : (['#CF3A2E', '#AC2A24'] as const);
  const body =
    'M-74,-66 C-50,-84 -22,-74 -14,-50 C4,4 40,50 100,66 C108,70 106,78 98,80 C20,88 -56,30 -82,-40 C-86,-52 -82,-60 -74,-66Z';
  return (
    pen.solid(body, base, shade, 12) +
    pen.fill('M-86,-56 C-80,-80 -40,-86 -22,-64 C-40,-56 -66,-46 -86,-56Z', '#5E8C42') +
    pen.line('M-58,-76 q-6,-16 -22,-24', '#5E8C42', 10) +
    pen.line('M-50,-36 C-32,0 -6,26 24,42', '#FFFFFF', 6, 0.4)
  );
}

function eggplant(pen: Pen): string {
  const body = 'M-30,-62 C10,-90 50,-60 58,-24 C70,20 86,40 78,68 C66,104 10,106 -22,80 C-62,48 -78,-30 -30,-62Z';
  return (
    pen.solid(body, '#6A4078', '#4F2D5C') +
    pen.fill(
      'M-52,-44 C-54,-84 0,-100 34,-70 C20,-62 14,-50 4,-62 C-4,-46 -18,-40 -22,-54 C-34,-40 -44,-36 -52,-44Z',
      '#6E9250',
    ) +
    pen.line('M-14,-84 q-4,-18 -16,-24', '#6E9250', 12) +
    pen.shine(-32, 10, 9, 34, -18)
  );
}

function cucumber(pen: Pen, at: number): string {
  if (at % 3 === 2)
    return (
      pen.disc(0, 0, 66, '#5B8B47') +
      pen.disc(0, 0, 58, '#DCE8B4') +
      ring(8, 26)
        .map(({ x, y, angle }) => pen.oval(x, y, 9, 5, '#F6F3D4', 1, angle))
        .join('')
    );
  const body =
    'M-104,-20 C-70,-54 40,-56 96,-22 C112,-10 112,16 98,26 C40,58 -70,40 -102,10 C-110,0 -110,-12 -104,-20Z';
  const bumps = Array.from({ length: 16 }, () =>
    pen.disc(pen.random.int(-84, 90), pen.random.int(-34, 32), 3.4, '#A8C878'),
  ).join('');
  return pen.solid(body, '#5E934C', '#48763A') + pen.within(body, bumps) + pen.disc(-104, -6, 8, '#E3C64A');
}

function pea(pen: Pen): string {
  const pod = 'M-104,-22 C-60,30 60,34 104,-26 C96,46 46,66 0,66 C-46,66 -96,46 -104,-22Z';
  const beans = [-64, -32, 2, 36, 66]
    .map((x) => pen.solid(ovalPath(x, 8 - Math.abs(x) * 0.1, 19, 21), '#A6CB62', '#88AE48', 6))
    .join('');
  return (
    pen.fill('M-104,-22 C-60,-60 60,-60 104,-26 C60,34 -60,30 -104,-22Z', '#5C8E45') +
    beans +
    pen.solid(pod, '#78AB54', '#5F9142', 10) +
    pen.line('M104,-26 q14,-8 14,-22', '#5C8E45', 8)
  );
}

function garlic(pen: Pen): string {
  const body =
    'M0,-100 C10,-80 10,-60 22,-46 C56,-36 90,0 84,44 C78,84 36,94 0,94 C-36,94 -78,84 -84,44 C-90,0 -56,-36 -22,-46 C-10,-60 -10,-80 0,-100Z';
  const cloves = pen.within(
    body,
    pen.line('M-8,-46 C-60,0 -56,60 -30,96 M8,-46 C60,0 56,60 30,96', '#CDB7C0', 5) +
      pen.line('M-62,10 q-4,30 8,54 M62,10 q4,30 -8,54', '#C39BAF', 5, 0.7),
  );
  return pen.solid(body, '#F6EFE8', '#DCCBCB') + cloves + pen.oval(0, 92, 24, 7, '#B9A27C');
}

function onion(pen: Pen): string {
  const [base, shade, vein] = pen.random.pick([
    ['#A24A6C', '#813654', '#C98BA2'],
    ['#D9964C', '#BD7B36', '#F0C58C'],
  ] as const);
  const body =
    'M0,-98 C8,-78 12,-64 30,-52 C70,-36 94,-4 88,36 C80,78 36,92 0,92 C-36,92 -80,78 -88,36 C-94,-4 -70,-36 -30,-52 C-12,-64 -8,-78 0,-98Z';
  const veins = pen.within(
    body,
    [-66, -34, 0, 34, 66]
      .map((x) => pen.line(`M0,-66 C${x * 1.3},-20 ${x * 1.3},40 ${x * 0.3},94`, vein, 4, 0.8))
      .join(''),
  );
  return pen.solid(body, base, shade) + veins + pen.shine(-46, -2, 10, 24, 25);
}

function ginger(pen: Pen): string {
  const body =
    'M-96,34 C-108,0 -76,-18 -52,-10 C-58,-46 -38,-84 -8,-78 C16,-74 14,-40 10,-24 C34,-50 78,-56 92,-30 C106,-4 80,14 60,16 C86,30 90,64 62,72 C36,78 14,58 0,50 C-26,70 -84,72 -96,34Z';
  const lines = pen.within(
    body,
    pen.line('M-78,10 q10,16 4,40 M-40,-30 q20,8 44,2 M30,-26 q10,16 4,34 M26,46 q14,-4 22,-18', '#A97D37', 5),
  );
  return (
    pen.solid(body, '#DDB468', '#C2964A', 12) +
    lines +
    pen.oval(-8, -74, 14, 7, '#F1DBA2', 1, -10) +
    pen.oval(-92, 24, 7, 14, '#F1DBA2')
  );
}

function bambooShoot(pen: Pen): string {
  const body = 'M0,-108 C30,-60 64,10 66,72 C50,100 -50,100 -66,72 C-64,10 -30,-60 0,-108Z';
  const husks = [60, 20, -20, -56]
    .map((y, i) =>
      pen.within(
        body,
        pen.fill(
          `M-80,${y + 60} L-80,${y} C-40,${y - 30} -10,${y - 26} ${i % 2 ? -12 : 12},${y - 54} C10,${y - 26} 40,${y - 30} 80,${y} L80,${y + 60}Z`,
          i % 2 ? '#A77F4D' : '#8F6A3B',
        ),
      ),
    )
    .reverse()
    .join('');
  return pen.solid(body, '#B38C58', '#8F6A3B') + husks + pen.within(body, pen.oval(0, 96, 58, 20, '#F0E2B8'));
}

export const VEGETABLE = {
  potato: {
    item: potato,
    arrangements: [...HEAPS, 'trio'],
    grounds: ['sage', 'sky', 'leaf', 'cream', 'dusk'],
    foot: 74,
    loose: true,
  },
  'sweet-potato': {
    item: sweetPotato,
    arrangements: ['basket', 'crate', 'bowl', 'plate'],
    grounds: ['cream', 'sage', 'wheat', 'sky'],
    foot: 58,
    loose: true,
  },
  yam: { item: yam, arrangements: ['solo', 'pair'], grounds: ['sage', 'cream', 'dusk', 'sky'], foot: 100 },
  taro: { item: taro, arrangements: ['trio', 'basket', 'pile'], grounds: ['leaf', 'cream', 'blush', 'sky'] },
  carrot: {
    item: carrot,
    arrangements: ['trio', 'basket', 'crate', 'pair'],
    grounds: ['sky', 'leaf', 'cream', 'dusk'],
    foot: 106,
  },
  'lotus-root': {
    item: lotusRoot,
    arrangements: ['pair', 'plate', 'basket'],
    grounds: ['leaf', 'blush', 'sky', 'dusk'],
    foot: 66,
  },
  cabbage: {
    item: cabbage,
    arrangements: ['pair', 'trio', 'solo'],
    grounds: ['cream', 'clay', 'wheat', 'blush'],
  },
  greens: {
    item: greens,
    arrangements: ['pair', 'solo', 'basket', 'trio'],
    grounds: ['cream', 'wheat', 'blush', 'sky'],
    foot: 100,
  },
  tomato: {
    item: tomato,
    arrangements: ['pile', 'bowl', 'crate', 'trio', 'basket'],
    grounds: ['cream', 'sage', 'sky', 'leaf'],
    foot: 88,
  },
  pepper: {
    item: pepper,
    arrangements: ['basket', 'plate', 'bowl', 'crate'],
    grounds: ['cream', 'wheat', 'sage', 'sky'],
    foot: 78,
    loose: true,
  },
  eggplant: {
    item: eggplant,
    arrangements: ['trio', 'pair', 'basket', 'crate'],
    grounds: ['cream', 'wheat', 'sage', 'clay'],
    foot: 96,
  },
  cucumber: {
    item: cucumber,
    arrangements: ['basket', 'plate', 'crate'],
    grounds: ['cream', 'blush', 'wheat', 'sky'],
    foot: 46,
    loose: true,
  },
  pea: {
    item: pea,
    arrangements: ['basket', 'bowl', 'plate'],
    grounds: ['cream', 'clay', 'wheat', 'blush'],
    foot: 60,
    loose: true,
  },
  garlic: { item: garlic, arrangements: HEAPS, grounds: ['dusk', 'clay', 'sage', 'leaf'] },
  onion: { item: onion, arrangements: [...HEAPS, 'trio'], grounds: ['sage', 'cream', 'sky', 'leaf'] },
  ginger: {
    item: ginger,
    arrangements: ['pair', 'basket', 'board'],
    grounds: ['sage', 'leaf', 'sky', 'dusk'],
    foot: 72,
  },
  'bamboo-shoot': {
    item: bambooShoot,
    arrangements: ['trio', 'pair'],
    grounds: ['leaf', 'sage', 'cream', 'sky'],
    foot: 92,
  },
} as const satisfies Record<string, DrawingKind>;
