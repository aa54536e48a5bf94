// Fruit.
import type { DrawingKind } from './kind.ts';
import type { Pen } from './pen.ts';
import { blob, ovalPath, ring } from './pen.ts';

const HEAPS = ['pile', 'bowl', 'basket', 'crate', 'trio'] as const;

const stem = (pen: Pen, top = -60, bend = 12): string => pen.line(`M0,${top} q2,-22 ${bend},-36`, '#6B4A2B', 8);

function apple(pen: Pen): string {
  const [base, shade] = pen.random.pick([
    ['#D2432F', '#B03224'],
    ['#DE5A3C', '#BC432B'],
    ['#C93A3A', '#A52C30'],
  ] as const);
  const body =
    'M0,-58 C24,-88 94,-82 94,-6 C94,60 50,98 20,92 C8,89 -8,89 -20,92 C-50,98 -94,60 -94,-6 C-94,-82 -24,-88 0,-58Z';
  const blush = pen.within(body, pen.oval(-30, -70, 80, 40, '#F0B04A', 0.55, -20));
  return (
    pen.solid(body, base, shade) +
    blush +
    pen.oval(0, -58, 24, 9, '#8E2A1E', 0.5) +
    stem(pen) +
    pen.leaf(8, -80, 56, -22) +
    pen.shine(-46, -20, 12, 30, 18)
  );
}

function pear(pen: Pen): string {
  const [base, shade] = pen.random.pick([
    ['#DDC257', '#C2A43C'],
    ['#C9C95B', '#ABAC43'],
    ['#E3CB74', '#CBAE55'],
  ] as const);
  const body =
    'M0,-92 C32,-92 38,-58 44,-34 C52,-6 86,14 86,50 C86,84 46,98 0,98 C-46,98 -86,84 -86,50 C-86,14 -52,-6 -44,-34 C-38,-58 -32,-92 0,-92Z';
  const specks = pen.within(
    body,
    Array.from({ length: 16 }, () =>
      pen.disc(pen.random.int(-70, 70), pen.random.int(-30, 88), 2.6, '#9A7F2C', 0.55),
    ).join(''),
  );
  return (
    pen.solid(body, base, shade) +
    specks +
    stem(pen, -90, 10) +
    pen.leaf(4, -104, 50, 8) +
    pen.shine(-46, 34, 13, 30, 22)
  );
}

function citrusCut(pen: Pen, rind: string, pith: string, flesh: string): string {
  const segments = ring(9, 1)
    .map(({ angle }) =>
      pen.at(0, 0, 1, angle, pen.fill('M10,0 C30,-24 60,-26 72,-14 C76,-5 76,5 72,14 C60,26 30,24 10,0Z', flesh)),
    )
    .join('');
  return pen.disc(0, 0, 92, rind) + pen.disc(0, 0, 83, pith) + segments;
}

function citrus(base: string, shade: string, flesh: string, squash: number, leafy: boolean) {
  return (pen: Pen, at: number): string => {
    if (at % 4 === 3) return citrusCut(pen, base, '#FBEBCB', flesh);
    const body = ovalPath(0, 4, 92, 92 * squash);
    const pores = pen.within(
      body,
      Array.from({ length: 18 }, () =>
        pen.disc(pen.random.int(-76, 76), pen.random.int(-66, 76), 2.6, shade, 0.8),
      ).join(''),
    );
    const top = -92 * squash + 10;
    const leaves = leafy ? pen.leaf(0, top, 62, -20) + pen.leaf(0, top, 50, -158) : pen.disc(0, top + 6, 9, '#5E7A3A');
    return pen.solid(body, base, shade) + pores + leaves + pen.shine(-42, -24, 15, 26, 35);
  };
}

function pomelo(pen: Pen, at: number): string {
  if (at % 4 === 3) return citrusCut(pen, '#D9C94E', '#FAF0D6', '#EFA08A');
  const body =
    'M0,-92 C26,-92 44,-62 62,-40 C88,-10 92,20 88,44 C80,84 40,98 0,98 C-40,98 -80,84 -88,44 C-92,20 -88,-10 -62,-40 C-44,-62 -26,-92 0,-92Z';
  return (
    pen.solid(body, '#D6CC58', '#B7AE3E') +
    pen.leaf(0, -88, 72, -28) +
    pen.leaf(0, -88, 56, -150) +
    pen.shine(-42, 10, 16, 32, 25)
  );
}

function lemon(pen: Pen, at: number): string {
  if (at % 4 === 3) return citrusCut(pen, '#EBC83A', '#FBF1CE', '#F2DB6B');
  const body =
    'M-98,4 C-92,-10 -80,-14 -70,-30 C-50,-70 50,-70 70,-30 C80,-14 92,-10 98,4 C92,16 80,20 70,36 C50,76 -50,76 -70,36 C-80,20 -92,16 -98,4Z';
  return pen.solid(body, '#EDCB3F', '#D0AC28') + pen.leaf(-88, 0, 50, -130) + pen.shine(-30, -24, 12, 30, 62);
}

function bunch(pen: Pen): string {
  const [base, shade, light] = pen.random.pick([
    ['#6B4584', '#543368', '#9A79B2'],
    ['#8FB04C', '#74943A', '#C3D88D'],
    ['#8E3552', '#702640', '#C0708A'],
  ] as const);
  const rows = [[-66, -22, 22, 66], [-82, -42, 0, 42, 82], [-62, -20, 22, 62], [-40, 0, 40], [-20, 20], [0]];
  const balls = rows.flatMap((row, y) => row.map((x) => ({ x: x + pen.random.int(-4, 4), y: -44 + y * 30 })));
  const drawn = balls.map(
    ({ x, y }) => pen.solid(ovalPath(x, y, 26, 27), base, shade, 8) + pen.oval(x - 8, y - 9, 6, 8, light, 0.8, 30),
  );
  return (
    pen.line('M0,-60 C2,-84 10,-92 22,-100', '#7A5A34', 9) +
    pen.leaf(0, -62, 84, -172, '#5D8F52', '#46753F', 0.42) +
    pen.leaf(4, -62, 76, -14, '#6C9E5C', '#4E8046', 0.42) +
    drawn.join('')
  );
}

function blueberry(pen: Pen): string {
  const crown = ring(6, 26)
    .map(({ x, y, angle }) => pen.at(x, y - 26, 1, angle, pen.fill('M-14,-9 L14,0 L-14,9Z', '#2C3D63')))
    .join('');
  return (
    pen.solid(ovalPath(0, 0, 90, 86), '#4A6296', '#374C7A') +
    pen.disc(0, -26, 25, '#2C3D63') +
    crown +
    pen.oval(-44, 10, 14, 26, '#8FA3CB', 0.6, 20)
  );
}

function strawberry(pen: Pen): string {
  const body = 'M0,96 C-40,84 -88,10 -80,-34 C-74,-66 -30,-72 0,-56 C30,-72 74,-66 80,-34 C88,10 40,84 0,96Z';
  const seeds = [
    [-48, -26],
    [-16, -22],
    [18, -24],
    [50, -22],
    [-54, 4],
    [-26, 10],
    [4, 8],
    [34, 10],
    [-34, 38],
    [-6, 40],
    [24, 36],
    [-12, 66],
    [12, 64],
  ]
    .map(([x = 0, y = 0]) => pen.oval(x, y, 3.6, 6, '#F7D98C'))
    .join('');
  const calyx = [-160, -125, -90, -55, -20]
    .map((angle) => pen.leaf(0, -58, 50, angle, '#5C9A50', '#427A3B', 0.28))
    .join('');
  return pen.solid(body, '#D93A3A', '#B62A30') + seeds + calyx + pen.line('M0,-60 q4,-22 14,-30', '#4E8B47', 7);
}

function kiwi(pen: Pen, at: number): string {
  if (at % 3 === 1) {
    const seeds = ring(16, 32)
      .map(({ x, y, angle }) => pen.oval(x, y, 7, 3.5, '#2E2A1E', 1, angle))
      .join('');
    const rays = ring(16, 1)
      .map(({ angle }) => pen.at(0, 0, 1, angle, pen.line('M26,0 H66', '#B6D270', 4)))
      .join('');
    return pen.disc(0, 0, 88, '#8A6A42') + pen.disc(0, 0, 80, '#93BF4E') + rays + pen.disc(0, 0, 24, '#EEF0C4') + seeds;
  }
  const body = ovalPath(0, 6, 96, 80);
  const hair = pen.within(
    body,
    Array.from({ length: 26 }, () => {
      const x = pen.random.int(-84, 84);
      const y = pen.random.int(-66, 76);
      return pen.line(`M${x},${y} l5,6`, '#6B4E2B', 2.4);
    }).join(''),
  );
  return (
    pen.solid(body, '#9B7647', '#7E5D34') + hair + pen.oval(88, 6, 8, 12, '#5A4224') + pen.shine(-40, -26, 12, 24, 50)
  );
}

function stone(base: string, shade: string, blush: string, pointed: boolean) {
  return (pen: Pen): string => {
    const body = pointed
      ? 'M6,92 C-50,96 -94,54 -92,0 C-90,-52 -46,-82 -2,-70 C44,-84 92,-52 92,0 C92,54 56,90 6,92Z'
      : ovalPath(0, 2, 88, 90);
    const cheek = pen.within(body, pen.oval(46, -8, 60, 74, blush, 0.6, 12));
    const cleft = pen.line('M-2,-70 C-34,-34 -36,34 4,88', shade, 6, 0.8);
    return (
      pen.solid(body, base, shade) +
      cheek +
      cleft +
      stem(pen, -72, 8) +
      pen.leaf(4, -84, 72, -12) +
      pen.leaf(0, -84, 54, -160) +
      pen.shine(-54, -18, 11, 26, 20)
    );
  };
}

function cherry(pen: Pen): string {
  const one = (x: number, y: number) =>
    pen.solid(ovalPath(x, y, 46, 44), '#B8253A', '#8F1A2C', 11) + pen.oval(x - 16, y - 14, 8, 12, '#F0A2A8', 0.75, 30);
  return (
    pen.line('M-44,14 C-40,-40 -10,-80 22,-96 M46,28 C52,-30 40,-70 22,-96', '#5E8A45', 7) +
    pen.leaf(22, -94, 78, 164, '#5C9A50') +
    one(-46, 44) +
    one(46, 54)
  );
}

function mango(pen: Pen): string {
  const body = 'M-88,30 C-96,-30 -40,-84 20,-78 C70,-74 98,-30 88,10 C78,40 50,50 34,72 C10,98 -76,92 -88,30Z';
  return (
    pen.solid(body, '#EDB33C', '#D6932A') +
    pen.within(body, pen.oval(44, -50, 66, 50, '#D9633A', 0.55)) +
    pen.line('M20,-78 q6,-14 16,-18', '#6B4A2B', 9) +
    pen.leaf(30, -92, 62, 12) +
    pen.shine(-40, -10, 12, 34, 40)
  );
}

function passionFruit(pen: Pen, at: number): string {
  if (at % 3 === 1) {
    const pulp = Array.from({ length: 15 }, (_, i) => {
      const { x = 0, y = 0 } = ring(15, i % 2 ? 38 : 18)[i] ?? {};
      return pen.oval(x, y, 15, 12, '#E9A62E') + pen.oval(x, y, 6, 8, '#3A2B1E');
    }).join('');
    return pen.disc(0, 0, 90, '#6A3350') + pen.disc(0, 0, 80, '#F3E2D6') + pen.disc(0, 0, 62, '#F2C14C') + pulp;
  }
  return (
    pen.solid(ovalPath(0, 0, 90, 88), '#7C3F5E', '#5F2C47') +
    pen.oval(0, -80, 12, 6, '#4B6B3A') +
    Array.from({ length: 12 }, () =>
      pen.disc(pen.random.int(-60, 60), pen.random.int(-50, 60), 2.6, '#B98AA2', 0.8),
    ).join('') +
    pen.shine(-40, -28, 13, 26, 35)
  );
}

function banana(pen: Pen): string {
  const one = (turn: number, base: string, shade: string) =>
    pen.at(
      0,
      0,
      1,
      turn,
      pen.solid(
        'M-30,-96 C-24,-98 -16,-96 -14,-90 C-26,-30 0,50 78,74 C86,78 84,90 76,92 C-20,104 -70,10 -40,-84Z',
        base,
        shade,
        10,
      ) + pen.line('M78,76 l8,12', '#5A4224', 9),
    );
  return pen.at(
    10,
    4,
    1,
    0,
    one(22, '#D9B035', '#BD9425') +
      one(2, '#E8C445', '#CDA52F') +
      one(-20, '#F0D05A', '#D7B33B') +
      pen.box(-40, -104, 34, 26, 8, '#7A5A2E'),
  );
}

function dragonFruit(pen: Pen, at: number): string {
  if (at % 3 === 1) {
    const seeds = Array.from({ length: 46 }, () => {
      const a = pen.random.next() * Math.PI * 2;
      const r = Math.sqrt(pen.random.next());
      return pen.disc(Math.cos(a) * r * 60, Math.sin(a) * r * 66, 3, '#3A2B2E');
    }).join('');
    return pen.oval(0, 0, 84, 92, '#CF3F74') + pen.oval(0, 0, 70, 77, '#FBF4F1') + seeds;
  }
  const scales = [
    [-50, -30, -130],
    [40, -40, -50],
    [-64, 20, -150],
    [62, 12, -30],
    [-6, -10, -95],
    [-30, 52, -120],
    [34, 48, -60],
    [0, -66, -90],
    [-26, -74, -118],
    [26, -74, -62],
  ]
    .map(([x = 0, y = 0, angle = 0]) =>
      pen.at(x, y, 1, angle, pen.fill('M-6,-17 C14,-16 34,-8 46,0 C34,4 14,16 -6,17Z', '#7FA650')),
    )
    .join('');
  return pen.solid(ovalPath(0, 10, 80, 86), '#D8437B', '#B62F63') + scales + pen.shine(-44, 0, 9, 22, 15);
}

function pineapple(pen: Pen): string {
  const body = ovalPath(0, 34, 62, 66);
  const net = pen.within(
    body,
    [-120, -84, -48, -12, 24, 60, 96]
      .map((x) => pen.line(`M${x},-40 l110,150 M${x + 20},-40 l-110,150`, '#B97A22', 5))
      .join(''),
  );
  const crown = [-150, -128, -108, -90, -72, -52, -30]
    .map((angle) => pen.leaf(0, -22, 84, angle, '#5C8F4E', '#44743B', 0.15))
    .join('');
  return crown + pen.solid(body, '#E2A437', '#C88928') + net;
}

function watermelon(pen: Pen, at: number): string {
  if (at % 2 === 1) {
    const seeds = [
      [-44, -8],
      [-16, 14],
      [16, 14],
      [44, -8],
      [0, 44],
      [-24, -14],
      [22, -14],
    ]
      .map(([x = 0, y = 0]) => pen.oval(x, y, 5, 8, '#3A2420'))
      .join('');
    return (
      pen.fill('M-98,-36 A98,98 0 0 0 98,-36Z M-98,-36 H98', '#4B8A4A') +
      pen.fill('M-88,-36 A88,88 0 0 0 88,-36Z', '#EEF0CF') +
      pen.fill('M-80,-36 A80,80 0 0 0 80,-36Z', '#DE4B46') +
      seeds
    );
  }
  const body = ovalPath(0, 0, 96, 92);
  const stripes = pen.within(
    body,
    [-78, -40, 0, 40, 78]
      .map((x) => pen.line(`M${x * 0.2},-96 C${x * 1.3},-50 ${x * 1.3},50 ${x * 0.2},96`, '#2F6236', 15))
      .join(''),
  );
  return (
    pen.solid(body, '#6FA457', '#558944') +
    stripes +
    pen.line('M0,-90 q-4,-16 10,-22', '#5B7A3A', 8) +
    pen.shine(-50, -34, 12, 24, 35)
  );
}

function hamiMelon(pen: Pen): string {
  const body = ovalPath(0, 6, 96, 76);
  const net = pen.within(
    body,
    Array.from(
      { length: 9 },
      (_, i) =>
        pen.line(`M${-110 + i * 26},-80 q${pen.random.int(-20, 30)},70 ${pen.random.int(0, 40)},170`, '#F3E3B4', 4) +
        pen.line(`M-100,${-60 + i * 18} q90,${pen.random.int(-16, 20)} 200,0`, '#F3E3B4', 3),
    ).join(''),
  );
  return pen.solid(body, '#DDB558', '#C39739') + net + pen.line('M92,0 q18,-4 22,-18', '#7D8A3F', 10);
}

function pumpkin(pen: Pen): string {
  const lobes = (
    [
      [-58, 44],
      [58, 44],
      [-30, 50],
      [30, 50],
      [0, 46],
    ] as const
  )
    .map(([x, rx], i) =>
      pen.solid(
        ovalPath(x, 12, rx, 74),
        i < 2 ? '#CF7426' : i < 4 ? '#DD8330' : '#E8923D',
        i < 2 ? '#B5611C' : '#C66F22',
        9,
      ),
    )
    .join('');
  return (
    lobes +
    pen.fill('M-12,-58 C-10,-82 -22,-92 -30,-96 L-4,-102 C8,-92 14,-76 14,-58Z', '#6E7F3C') +
    pen.leaf(12, -66, 62, -8, '#5C8F4E', '#44743B', 0.4)
  );
}

function persimmonDried(pen: Pen): string {
  const body = blob(pen.random, 96, 78, 0.1, 11);
  const dust = pen.within(
    body,
    pen.oval(-26, -20, 60, 40, '#FBF3E6', 0.55) + pen.oval(40, 26, 36, 22, '#FBF3E6', 0.35),
  );
  const calyx = ring(4, 1, -45)
    .map(({ angle }) => pen.leaf(0, -8, 40, angle, '#8A7448', '#6B5834', 0.5))
    .join('');
  return pen.solid(body, '#C9652B', '#A94F1E') + dust + calyx;
}

export const FRUIT = {
  apple: { item: apple, arrangements: HEAPS, grounds: ['cream', 'sage', 'wheat', 'sky'] },
  pear: { item: pear, arrangements: HEAPS, grounds: ['leaf', 'sky', 'blush', 'dusk'] },
  mandarin: {
    item: citrus('#E8862E', '#CF6E1E', '#F0A03F', 0.84, true),
    arrangements: HEAPS,
    grounds: ['sage', 'sky', 'leaf', 'cream'],
    foot: 80,
    loose: true,
  },
  orange: {
    item: citrus('#EF9A33', '#D68022', '#F4B04E', 0.98, false),
    arrangements: HEAPS,
    grounds: ['sky', 'leaf', 'straw', 'dusk'],
    loose: true,
  },
  pomelo: {
    item: pomelo,
    arrangements: ['trio', 'pair', 'crate', 'basket'],
    grounds: ['blush', 'leaf', 'clay', 'sky'],
  },
  lemon: { item: lemon, arrangements: HEAPS, grounds: ['sky', 'dusk', 'sage', 'blush'], foot: 70, loose: true },
  grape: {
    item: bunch,
    arrangements: ['pair', 'basket', 'plate', 'solo', 'trio'],
    grounds: ['cream', 'wheat', 'sage', 'blush'],
    foot: 100,
  },
  blueberry: {
    item: blueberry,
    arrangements: ['mound', 'mound', 'pile'],
    grounds: ['cream', 'blush', 'wheat', 'sage'],
    foot: 86,
    loose: true,
  },
  strawberry: {
    item: strawberry,
    arrangements: ['bowl', 'basket', 'plate', 'trio'],
    grounds: ['cream', 'sage', 'sky', 'leaf'],
    loose: true,
  },
  kiwi: {
    item: kiwi,
    arrangements: ['pile', 'bowl', 'trio', 'plate'],
    grounds: ['cream', 'clay', 'wheat', 'sky'],
    foot: 82,
    loose: true,
  },
  peach: {
    item: stone('#F2B08A', '#DE8F6B', '#DE5A56', true),
    arrangements: HEAPS,
    grounds: ['sage', 'sky', 'cream', 'leaf'],
  },
  plum: {
    item: stone('#B4C25A', '#95A443', '#D8C76A', false),
    arrangements: HEAPS,
    grounds: ['blush', 'clay', 'cream', 'wheat'],
  },
  apricot: {
    item: stone('#F0B04E', '#D9923A', '#E07A4A', false),
    arrangements: HEAPS,
    grounds: ['sky', 'leaf', 'sage', 'dusk'],
  },
  cherry: {
    item: cherry,
    arrangements: ['bowl', 'plate', 'solo', 'pair'],
    grounds: ['cream', 'sage', 'sky', 'wheat'],
    foot: 96,
  },
  mango: { item: mango, arrangements: HEAPS, grounds: ['leaf', 'sky', 'dusk', 'sage'], foot: 84, loose: true },
  'passion-fruit': {
    item: passionFruit,
    arrangements: HEAPS,
    grounds: ['wheat', 'sage', 'cream', 'leaf'],
    foot: 88,
    loose: true,
  },
  banana: { item: banana, arrangements: ['solo', 'pair', 'crate'], grounds: ['sky', 'leaf', 'dusk', 'sage'] },
  'dragon-fruit': { item: dragonFruit, arrangements: HEAPS, grounds: ['sage', 'cream', 'sky', 'wheat'] },
  pineapple: {
    item: pineapple,
    arrangements: ['trio', 'pair', 'solo', 'crate'],
    grounds: ['leaf', 'sky', 'blush', 'dusk'],
    foot: 98,
  },
  watermelon: {
    item: watermelon,
    arrangements: ['pair', 'trio', 'crate'],
    grounds: ['cream', 'sky', 'wheat', 'blush'],
    foot: 88,
  },
  'hami-melon': {
    item: hamiMelon,
    arrangements: ['pair', 'trio', 'solo'],
    grounds: ['sage', 'sky', 'dusk', 'leaf'],
    foot: 80,
  },
  pumpkin: {
    item: pumpkin,
    arrangements: ['pair', 'trio', 'solo', 'crate'],
    grounds: ['cream', 'sage', 'sky', 'straw'],
    foot: 84,
  },
  persimmon: {
    item: persimmonDried,
    arrangements: ['plate', 'pile', 'basket'],
    grounds: ['cream', 'sage', 'straw', 'sky'],
    foot: 74,
    loose: true,
  },
} as const satisfies Record<string, DrawingKind>;
