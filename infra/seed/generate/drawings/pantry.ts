// Grain, oil, jars, tea, dairy and what comes out of the kitchen.
import type { DrawingKind } from './kind.ts';
import type { Pen } from './pen.ts';
import { blob, ovalPath, ring } from './pen.ts';

/** An open sack with what it holds on top. */
function sack(fill: string, shade: string, grain: (pen: Pen, x: number, y: number) => string) {
  return (pen: Pen): string => {
    const cloth = pen.random.pick([
      ['#E6D3AE', '#CDB689'],
      ['#D9C3A0', '#BFA67E'],
      ['#EDE3CF', '#D4C6A6'],
    ] as const);
    const body = 'M-70,-40 C-84,0 -96,60 -86,92 C-80,104 80,104 86,92 C96,60 84,0 70,-40Z';
    const heap = 'M-76,-34 C-60,-84 -20,-100 0,-100 C20,-100 60,-84 76,-34 C40,-20 -40,-20 -76,-34Z';
    const grains = Array.from({ length: 46 }, () => grain(pen, pen.random.int(-66, 66), pen.random.int(-92, -28))).join(
      '',
    );
    const seam = pen.line('M-60,0 q60,16 120,0 M-72,60 q72,18 144,0', cloth[1], 4);
    const tag = pen.box(-30, 16, 60, 42, 6, '#2F7D4F') + pen.leaf(-18, 40, 38, -20, '#DCE8D2', '#A9C79B', 0.34);
    return (
      pen.solid(heap, fill, shade) +
      pen.within(heap, grains) +
      pen.solid(body, cloth[0], cloth[1]) +
      pen.within(body, seam) +
      tag +
      pen.line('M-74,-38 C-40,-20 40,-20 74,-38', cloth[1], 14) +
      pen.line('M-74,-40 C-40,-22 40,-22 74,-40', cloth[0], 8)
    );
  };
}

const speck =
  (colour: string, rx: number, ry: number) =>
  (pen: Pen, x: number, y: number): string =>
    pen.oval(x, y, rx, ry, colour, 1, pen.random.int(0, 180));

function rice(pen: Pen, at: number): string {
  if (at % 2 === 0) return sack('#FBF7EC', '#E6DCC4', speck('#D8CBAA', 5, 2.4))(pen);
  const ear = (turn: number) =>
    pen.at(
      0,
      96,
      1,
      turn,
      pen.line('M0,0 C4,-80 10,-130 44,-176', '#A8933F', 6) +
        Array.from({ length: 9 }, (_, i) =>
          pen.oval(12 + i * 5 + (i % 2 ? 9 : -7), -92 - i * 10, 6, 11, '#DDB84C', 1, i % 2 ? 55 : 5),
        ).join(''),
    );
  return ear(-24) + ear(-6) + ear(12);
}

function wheat(pen: Pen, at: number): string {
  if (at % 2 === 1) return sack('#D9C48C', '#BFA76A', speck('#A98C4B', 6, 3.4))(pen);
  const ear = (turn: number) =>
    pen.at(
      0,
      100,
      1,
      turn,
      pen.line('M0,0 C0,-60 0,-100 0,-120', '#B08F3A', 6) +
        Array.from(
          { length: 6 },
          (_, i) =>
            pen.leaf(0, -100 - i * 14, 26, -145, '#E0B552', '#C4953A', 0.42) +
            pen.leaf(0, -100 - i * 14, 26, -35, '#E8C062', '#C4953A', 0.42),
        ).join('') +
        pen.line('M0,-176 l-14,-30 M0,-176 l0,-34 M0,-176 l14,-30', '#D2A94A', 3),
    );
  return [-34, -17, 0, 17, 34].map(ear).join('') + pen.box(-32, 52, 64, 16, 7, '#B8402F');
}

function flour(pen: Pen, at: number): string {
  if (at % 2 === 0) return sack('#FFFDF7', '#EDE4D2', () => '')(pen);
  return (
    pen.fill('M-94,92 C-60,50 -30,8 0,4 C30,8 60,50 94,92Z', '#F8F1E2') +
    pen.fill('M0,4 C30,8 60,50 94,92 H10 C30,60 20,30 0,4Z', '#E5DAC2') +
    pen.at(
      40,
      30,
      1,
      -35,
      pen.box(-8, -110, 16, 90, 8, '#A9743F') + pen.fill('M-30,-24 h60 v26 a30,30 0 0 1 -60,0Z', '#C28B52'),
    )
  );
}

function noodles(pen: Pen): string {
  const [base, shade] = pen.random.pick([
    ['#F3E4BC', '#DCC68E'],
    ['#D8C7A4', '#BBA67C'],
    ['#F8EFD6', '#E0D0A6'],
  ] as const);
  const strands = Array.from({ length: 13 }, (_, i) =>
    pen.line(
      `M${-60 + i * 10},-98 C${-66 + i * 10 + pen.random.int(-5, 5)},-30 ${-58 + i * 10},30 ${-62 + i * 10 + pen.random.int(-6, 6)},${92 + pen.random.int(-8, 8)}`,
      i % 2 ? base : shade,
      9,
    ),
  ).join('');
  return strands + pen.box(-78, -26, 156, 46, 8, '#B8402F') + pen.box(-30, -26, 60, 46, 0, '#F6E7C8');
}

function corn(pen: Pen): string {
  const body = 'M0,-100 C34,-90 46,-40 44,20 C42,66 28,92 0,96 C-28,92 -42,66 -44,20 C-46,-40 -34,-90 0,-100Z';
  const yellow = pen.random.next() < 0.6;
  const kernels = Array.from({ length: 55 }, (_, i) =>
    pen.box(
      -44 + (i % 5) * 18,
      -96 + Math.floor(i / 5) * 17,
      15,
      14,
      6,
      yellow ? (i % 7 ? '#F0C544' : '#E6B433') : i % 7 ? '#F6EDD2' : '#EBDDB4',
    ),
  ).join('');
  return (
    pen.leaf(-10, 100, 150, -128, '#7FA653', '#5F8A42', 0.26) +
    pen.solid(body, yellow ? '#D9A52C' : '#DCCCA0', yellow ? '#C08E1E' : '#C4B284') +
    pen.within(body, kernels) +
    pen.leaf(-34, 104, 140, -100, '#8FB560', '#6C964A', 0.2) +
    pen.leaf(30, 106, 150, -72, '#86AE59', '#638D45', 0.24)
  );
}

const BEAN_COLOURS = [
  ['#6E9A4B', '#547C37'],
  ['#A3333A', '#7E242C'],
  ['#E3C987', '#C9AB62'],
  ['#EFE3D0', '#B35A5A'],
  ['#3B3338', '#27212A'],
] as const;

function bean(pen: Pen): string {
  const [base, shade] = BEAN_COLOURS[Math.floor(beanTint(pen) * BEAN_COLOURS.length)] ?? BEAN_COLOURS[0];
  return (
    pen.solid(
      'M-90,6 C-96,-60 -20,-84 30,-66 C84,-48 104,0 90,40 C78,72 40,60 10,44 C-20,32 -84,66 -90,6Z',
      base,
      shade,
      22,
    ) +
    pen.oval(-4, 40, 26, 8, '#FFFFFF', 0.5, 10) +
    pen.shine(-40, -30, 12, 24, 60)
  );
}

const TINTS = new WeakMap<Pen, number>();

/** One bowl holds beans of one colour. */
function beanTint(pen: Pen): number {
  const known = TINTS.get(pen);
  if (known !== undefined) return known;
  const tint = pen.random.next();
  TINTS.set(pen, tint);
  return tint;
}

function bottle(pen: Pen): string {
  const oil = pen.random.pick([
    ['#E2A92F', '#C48C1E'],
    ['#D1B93C', '#B09A28'],
    ['#C9812A', '#A9671B'],
  ] as const);
  const body =
    'M-22,-104 H22 V-60 C24,-44 56,-36 56,-8 V92 C56,102 50,106 42,106 H-42 C-50,106 -56,102 -56,92 V-8 C-56,-36 -24,-44 -22,-60Z';
  return (
    pen.solid(body, oil[0], oil[1]) +
    pen.box(-26, -122, 52, 26, 6, '#7A4B2A') +
    pen.box(-56, 4, 112, 66, 0, '#FAF3E2') +
    pen.disc(0, 37, 22, '#2F7D4F') +
    pen.leaf(-14, 44, 32, -35, '#DCE8D2', '#A9C79B', 0.36) +
    pen.line('M-40,-6 v-6 M-42,84 v10', '#FFFFFF', 7, 0.5)
  );
}

function jar(content: (pen: Pen) => string, base: string, shade: string, lid: string, label: string) {
  return (pen: Pen): string => {
    const body =
      'M-60,-62 H60 C76,-54 80,-40 80,-24 V78 C80,96 68,104 54,104 H-54 C-68,104 -80,96 -80,78 V-24 C-80,-40 -76,-54 -60,-62Z';
    return (
      pen.solid(body, base, shade) +
      pen.within(body, content(pen)) +
      pen.box(-66, -92, 132, 34, 8, lid) +
      pen.box(-66, -68, 132, 10, 4, '#00000022') +
      pen.box(-54, 0, 108, 62, 8, '#FAF3E2') +
      label +
      pen.line('M-64,-30 v60', '#FFFFFF', 9, 0.45)
    );
  };
}

const BEE_LABEL =
  '<path d="M0,8 l22,13 v25 l-22,13 l-22,-13 v-25Z" fill="#E8A62E"/><path d="M0,20 l11,6 v13 l-11,6 l-11,-6 v-13Z" fill="#FAF3E2"/>';
const CHILLI_LABEL = '<path d="M-24,14 C-8,10 -2,20 4,30 C12,42 24,44 34,44 C12,58 -14,46 -24,14Z" fill="#CF3A2E"/>';

const honeyJar = jar(
  (pen) => pen.fill('M-90,-62 H90 V-44 C40,-34 -40,-54 -90,-40Z', '#F6D684'),
  '#E8A62E',
  '#CC8A1C',
  '#8C5A2E',
  BEE_LABEL,
);

function honey(pen: Pen, at: number): string {
  if (at % 2 === 0) return honeyJar(pen);
  const ribs = [-30, -12, 6, 24]
    .map((y) => pen.box(-34 + Math.abs(y) * 0.3, y, 68 - Math.abs(y) * 0.6, 13, 6, '#A9743F'))
    .join('');
  return pen.at(
    0,
    30,
    1,
    28,
    pen.box(-7, -128, 14, 110, 7, '#B8834C') +
      pen.oval(0, 4, 32, 42, '#E8A62E') +
      ribs +
      pen.fill('M-8,40 C-10,60 10,60 8,40Z', '#E8A62E'),
  );
}

const chilliSauce = jar(
  (pen) =>
    Array.from({ length: 50 }, () =>
      pen.oval(
        pen.random.int(-78, 78),
        pen.random.int(-58, 100),
        6,
        4,
        pen.random.pick(['#E8B04A', '#8F1E18', '#F0D9A0', '#E2603F']),
        1,
        pen.random.int(0, 180),
      ),
    ).join(''),
  '#C23A26',
  '#9C2A1B',
  '#D9A93C',
  CHILLI_LABEL,
);

function pickle(pen: Pen): string {
  const [base, shade, band] = pen.random.pick([
    ['#8A5A3A', '#6C4329', '#B98556'],
    ['#5F6B5C', '#495447', '#8F9C8A'],
    ['#A0663E', '#80502E', '#CF9A6A'],
  ] as const);
  const body =
    'M-44,-70 H44 C50,-52 92,-30 92,24 C92,72 64,104 40,104 H-40 C-64,104 -92,72 -92,24 C-92,-30 -50,-52 -44,-70Z';
  return (
    pen.solid(body, base, shade) +
    pen.within(body, pen.line('M-100,2 q100,22 200,0', band, 8) + pen.line('M-100,20 q100,22 200,0', band, 3)) +
    pen.box(-58, -84, 116, 20, 8, shade) +
    pen.fill('M-50,-84 C-50,-112 50,-112 50,-84Z', '#B8402F') +
    pen.box(-34, 30, 68, 48, 4, '#E7C98B') +
    pen.leaf(-22, 62, 44, -24, '#5C8E45', '#44743B', 0.36) +
    pen.shine(-58, 0, 9, 24, 20)
  );
}

function cup(tea: string) {
  return (pen: Pen): string => {
    const [base, shade] = pen.random.pick([
      ['#F7F3EA', '#DCD4C3'],
      ['#CFE0DA', '#AFC6BE'],
      ['#E6CDB4', '#CBAE92'],
    ] as const);
    const body = 'M-88,-30 H88 C86,40 50,88 20,92 H-20 C-50,88 -86,40 -88,-30Z';
    const steam = pen.line('M-24,-62 q-14,-16 0,-32 M16,-62 q14,-16 0,-34', '#FFFFFF', 7, 0.7);
    return (
      steam +
      pen.solid(body, base, shade) +
      pen.oval(0, -30, 88, 26, base) +
      pen.oval(0, -28, 76, 20, tea) +
      pen.leaf(-30, -26, 34, -8, '#7FA653', '#5C8A42', 0.34) +
      pen.leaf(14, -32, 30, 20, '#8FB560', '#6C964A', 0.34)
    );
  };
}

function caddy(pen: Pen, colour: readonly [string, string], mark: string): string {
  return (
    pen.solid('M-62,-66 H62 V88 C62,104 -62,104 -62,88Z', colour[0], colour[1]) +
    pen.box(-66, -94, 132, 34, 8, colour[1]) +
    pen.box(-66, -94, 132, 12, 6, colour[0]) +
    pen.box(-40, -30, 80, 92, 6, '#FAF3E2') +
    mark
  );
}

function greenTea(pen: Pen, at: number): string {
  if (at % 3 === 1) return cup('#C5CF7A')(pen);
  if (at % 3 === 2)
    return (
      pen.leaf(0, 90, 150, -118, '#6C9E52', '#4E7E3E') +
      pen.leaf(0, 90, 150, -62, '#5C8E48', '#437238') +
      pen.leaf(0, 92, 186, -90, '#86B562', '#629148', 0.24)
    );
  return caddy(
    pen,
    ['#3F7A55', '#2E6143'],
    pen.leaf(0, 50, 60, -120, '#6C9E52', '#4E7E3E') + pen.leaf(0, 50, 66, -62, '#86B562', '#629148'),
  );
}

function blackTea(pen: Pen, at: number): string {
  if (at % 3 === 1) return cup('#A8472A')(pen);
  if (at % 3 === 2) {
    const body = 'M-60,-30 C-90,0 -86,76 -40,90 H40 C86,76 90,0 60,-30Z';
    return (
      pen.line('M62,0 C110,-20 112,60 60,56', '#7A4630', 15) +
      pen.fill('M-70,10 L-112,-34 L-96,-40 L-56,20Z', '#8A5238') +
      pen.solid(body, '#9A5E42', '#7C4830') +
      pen.oval(0, -30, 62, 15, '#7C4830') +
      pen.fill('M-50,-34 C-40,-62 40,-62 50,-34Z', '#A86A4C') +
      pen.disc(0, -62, 11, '#7C4830')
    );
  }
  return caddy(
    pen,
    ['#A23B2B', '#822C20'],
    pen.disc(0, 16, 28, '#A8472A') + pen.leaf(-18, 26, 42, -35, '#FAF3E2', '#E4C9A6', 0.36),
  );
}

function teaCake(pen: Pen, at: number): string {
  if (at % 2 === 1) return cup('#7E3A22')(pen);
  const crumbs = Array.from({ length: 60 }, () => {
    const a = pen.random.next() * 6.3;
    const r = Math.sqrt(pen.random.next()) * 82;
    return pen.oval(
      Math.cos(a) * r,
      Math.sin(a) * r,
      9,
      3.5,
      pen.random.pick(['#7C5638', '#4E3220', '#94704A']),
      1,
      pen.random.int(0, 180),
    );
  }).join('');
  return (
    pen.solid(ovalPath(0, 0, 96, 96), '#6B4830', '#503320') +
    crumbs +
    pen.fill('M-96,0 A96,96 0 0 0 96,0 L70,-8 L40,6 L6,-8 L-30,6 L-62,-8Z', '#F3E7CC') +
    pen.disc(0, 48, 25, '#B8402F') +
    pen.leaf(-16, 56, 36, -30, '#F3E7CC', '#E2CFA6', 0.4)
  );
}

function grainTea(pen: Pen, at: number): string {
  if (at % 2 === 1) return cup('#D9A441')(pen);
  return caddy(
    pen,
    ['#C88A3A', '#A86F28'],
    Array.from({ length: 24 }, () =>
      pen.fill(
        `M${pen.random.int(-32, 26)},${pen.random.int(-18, 50)} l6,-9 l6,9Z`,
        pen.random.pick(['#8A6230', '#B98542']),
      ),
    ).join(''),
  );
}

function cheese(pen: Pen): string {
  const top = 'M-96,0 L20,-58 C60,-50 90,-30 98,0Z';
  const side = 'M-96,0 H98 V74 H-96Z';
  return (
    pen.fill(top, '#FBEFC4') +
    pen.solid(side, '#F4DC93', '#DCBE6C', 14) +
    pen.oval(-50, 40, 14, 12, '#DFC274') +
    pen.oval(20, 26, 18, 14, '#DFC274') +
    pen.oval(60, 56, 10, 8, '#DFC274') +
    pen.oval(18, -22, 16, 8, '#EAD596')
  );
}

function tofu(pen: Pen): string {
  const top = 'M-88,-30 L-40,-62 H96 L56,-30Z';
  return (
    pen.fill(top, '#C99C66') +
    pen.fill('M56,-30 L96,-62 V30 L56,66Z', '#9C6E3E') +
    pen.box(-88, -30, 144, 96, 3, '#B58350') +
    pen.line('M-52,-30 v96 M-16,-30 v96 M20,-30 v96 M-88,2 h144 M-88,34 h144', '#9C6E3E', 4) +
    pen.oval(-16, 18, 26, 20, '#C99C66')
  );
}

function riceCake(pen: Pen): string {
  return (
    pen.solid(ovalPath(0, 14, 94, 58), '#F8F2E4', '#E0D5BD') +
    pen.disc(0, -4, 15, '#C23A2E') +
    ring(8, 30)
      .map(({ x, y }) => pen.oval(x, y * 0.6 - 2, 4, 3, '#C23A2E', 0.6))
      .join('')
  );
}

function nang(pen: Pen): string {
  const dots = [...ring(14, 50), ...ring(9, 28)].map(({ x, y }) => pen.disc(x, y, 4.4, '#A86B2C')).join('');
  const sesame = Array.from({ length: 26 }, () =>
    pen.oval(pen.random.int(-60, 60), pen.random.int(-60, 60), 4, 2.4, '#F8EBC6', 1, pen.random.int(0, 180)),
  ).join('');
  return pen.solid(ovalPath(0, 0, 98, 96), '#D29A4F', '#B57F38') + pen.disc(0, 0, 68, '#E4B96E') + dots + sesame;
}

function egg(pen: Pen): string {
  const [base, shade] = pen.random.pick([
    ['#E8BE94', '#D0A274'],
    ['#F3E0C4', '#DCC3A0'],
    ['#DDAA7C', '#C48E60'],
  ] as const);
  return (
    pen.solid(
      'M0,-96 C46,-92 76,-26 76,22 C76,68 42,94 0,94 C-42,94 -76,68 -76,22 C-76,-26 -46,-92 0,-96Z',
      base,
      shade,
    ) + pen.shine(-30, -26, 12, 28, 22)
  );
}

function lotusSeed(pen: Pen): string {
  return pen.solid(blob(pen.random, 92, 78, 0.14, 9), '#F4EFE2', '#DCD2BC');
}

export const PANTRY = {
  rice: {
    item: rice,
    arrangements: ['pair', 'trio', 'solo'],
    grounds: ['leaf', 'wheat', 'sky', 'blush', 'dusk'],
    foot: 98,
  },
  wheat: { item: wheat, arrangements: ['pair', 'trio', 'solo'], grounds: ['sky', 'cream', 'sage', 'dusk'], foot: 98 },
  flour: { item: flour, arrangements: ['pair', 'trio'], grounds: ['clay', 'sky', 'dusk', 'wheat'], foot: 96 },
  noodles: {
    item: noodles,
    arrangements: ['pair', 'trio', 'board', 'solo'],
    grounds: ['sage', 'dusk', 'sky', 'clay'],
    foot: 96,
  },
  millet: {
    item: sack('#EBC04B', '#D1A331', speck('#C08F22', 3.6, 3.6)),
    arrangements: ['solo', 'pair', 'trio'],
    grounds: ['sage', 'sky', 'leaf', 'blush'],
    foot: 98,
  },
  beans: { item: bean, arrangements: ['mound'], grounds: ['cream', 'sky', 'wheat', 'sage', 'blush'], scale: 0.9 },
  corn: {
    item: corn,
    arrangements: ['trio', 'pair', 'basket', 'crate'],
    grounds: ['sky', 'blush', 'cream', 'clay'],
    foot: 100,
  },
  oil: {
    item: bottle,
    arrangements: ['pair', 'solo', 'trio'],
    grounds: ['sage', 'cream', 'leaf', 'sky', 'blush'],
    foot: 104,
  },
  honey: { item: honey, arrangements: ['pair', 'solo', 'trio'], grounds: ['wheat', 'sage', 'cream', 'sky'], foot: 100 },
  'chilli-sauce': {
    item: chilliSauce,
    arrangements: ['pair', 'solo', 'trio'],
    grounds: ['cream', 'wheat', 'sage', 'sky'],
    foot: 102,
  },
  pickle: {
    item: pickle,
    arrangements: ['pair', 'solo', 'trio'],
    grounds: ['sage', 'cream', 'sky', 'leaf'],
    foot: 102,
  },
  'green-tea': {
    item: greenTea,
    arrangements: ['trio', 'pair'],
    grounds: ['cream', 'leaf', 'sage', 'straw'],
    foot: 94,
  },
  'black-tea': {
    item: blackTea,
    arrangements: ['trio', 'pair'],
    grounds: ['cream', 'blush', 'clay', 'sage'],
    foot: 94,
  },
  'tea-cake': {
    item: teaCake,
    arrangements: ['pair', 'trio', 'solo'],
    grounds: ['cream', 'clay', 'sage', 'wheat'],
    foot: 94,
  },
  'grain-tea': { item: grainTea, arrangements: ['pair', 'trio'], grounds: ['sage', 'cream', 'sky', 'leaf'], foot: 94 },
  cheese: {
    item: cheese,
    arrangements: ['board', 'plate', 'pair'],
    grounds: ['sky', 'sage', 'leaf', 'blush'],
    foot: 74,
  },
  tofu: { item: tofu, arrangements: ['board', 'plate', 'pair'], grounds: ['leaf', 'sage', 'sky', 'cream'], foot: 66 },
  'rice-cake': {
    item: riceCake,
    arrangements: ['plate', 'basket', 'trio'],
    grounds: ['leaf', 'clay', 'dusk', 'blush'],
    foot: 70,
  },
  nang: {
    item: nang,
    arrangements: ['basket', 'plate', 'trio', 'pair'],
    grounds: ['sky', 'sage', 'cream', 'dusk'],
    foot: 94,
  },
  egg: {
    item: egg,
    arrangements: ['basket', 'bowl', 'trio', 'pile'],
    grounds: ['leaf', 'sky', 'sage', 'blush', 'cream'],
  },
  'lotus-seed': { item: lotusSeed, arrangements: ['mound'], grounds: ['leaf', 'clay', 'dusk', 'sage'], scale: 0.8 },
} as const satisfies Record<string, DrawingKind>;
