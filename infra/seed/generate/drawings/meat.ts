// Meat, poultry and what lives in water.
import type { DrawingKind } from './kind.ts';
import type { Pen } from './pen.ts';

function beef(pen: Pen): string {
  const body = 'M-92,-10 C-96,-60 -40,-84 14,-74 C70,-64 104,-30 96,16 C88,56 40,50 10,66 C-30,86 -88,52 -92,-10Z';
  const inner = 'M-76,-8 C-78,-48 -34,-68 14,-60 C60,-52 86,-26 80,12 C74,40 36,38 6,52 C-26,66 -72,40 -76,-8Z';
  const marbling = pen.within(
    inner,
    pen.line(
      'M-60,-10 q20,-20 44,-8 M-20,20 q24,-22 50,-8 M10,-40 q20,10 44,4 M-44,28 q12,-6 22,4 M44,14 q12,-10 24,-8',
      '#F3CFC4',
      6,
    ),
  );
  return pen.solid(body, '#F4E3D3', '#DCC3B0') + pen.solid(inner, '#B83A3A', '#96292C') + marbling;
}

function lamb(pen: Pen): string {
  const bone = pen.line('M20,-10 C50,-40 70,-66 92,-92', '#DCC49A', 20) + pen.disc(94, -96, 14, '#E8D6B4');
  const body = 'M-90,40 C-96,-10 -50,-44 0,-40 C40,-36 56,0 44,40 C30,84 -80,96 -90,40Z';
  const inner = 'M-72,38 C-76,4 -42,-24 -2,-22 C28,-18 38,4 30,34 C18,66 -64,74 -72,38Z';
  return (
    bone +
    pen.solid(body, '#F5E4D6', '#DEC7B4') +
    pen.solid(inner, '#C4504A', '#A33B39') +
    pen.within(inner, pen.line('M-50,24 q20,-20 50,-10 M-30,48 q20,-10 40,-2', '#F1CDBF', 5))
  );
}

function pork(pen: Pen): string {
  const layers = [
    ['#8E5A3C', -58, 14],
    ['#F8E6DA', -44, 26],
    ['#D9736A', -18, 24],
    ['#F8E6DA', 6, 18],
    ['#CF625C', 24, 40],
  ] as const;
  const body =
    'M-92,-50 C-90,-62 -80,-62 -70,-60 L74,-60 C88,-62 94,-54 94,-44 L92,50 C92,62 84,66 74,66 L-76,66 C-88,66 -92,58 -92,50Z';
  return (
    pen.within(
      body,
      layers
        .map(([colour, y, height]) =>
          pen.fill(`M-100,${y} q50,${pen.random.int(-8, 8)} 100,0 t100,0 V${y + height + 6} H-100Z`, colour),
        )
        .join(''),
    ) + pen.within(body, pen.fill('M60,-70 H100 V80 H60Z', '#5A2020', 0.14))
  );
}

function curedPork(pen: Pen): string {
  const strip = (x: number, length: number, tone: number) => {
    const body = `M${x - 20},-70 C${x - 26},-20 ${x - 18},30 ${x - 24},${length} C${x - 10},${length + 10} ${x + 12},${length + 8} ${x + 22},${length - 4} C${x + 18},30 ${x + 26},-20 ${x + 18},-70Z`;
    const fat = pen.within(
      body,
      pen.line(`M${x - 10},-76 C${x - 14},-20 ${x - 6},40 ${x - 12},110`, '#E9C08A', 10) +
        pen.line(`M${x + 10},-76 C${x + 6},-20 ${x + 14},40 ${x + 8},110`, '#DDAE74', 5),
    );
    return (
      pen.line(`M${x},-72 V-108`, '#E6D3AE', 6) + pen.solid(body, tone ? '#8E3B2A' : '#A34A33', '#6E2A1E', 8) + fat
    );
  };
  return pen.box(-104, -118, 208, 16, 8, '#7D5B33') + strip(-62, 76, 0) + strip(0, 92, 1) + strip(60, 70, 0);
}

function poultry(pen: Pen, at: number): string {
  const [base, shade, wing] =
    at % 2 ? (['#F3E4CC', '#D9C5A4', '#E4D0AC'] as const) : (['#B4642F', '#934D20', '#8A4420'] as const);
  const body =
    'M-92,-40 C-110,-66 -96,-86 -84,-78 C-80,-40 -50,-26 -10,-30 C14,-34 22,-60 28,-80 C36,-104 72,-104 80,-76 C86,-52 78,-40 76,-20 C74,40 40,76 -6,78 C-60,78 -88,20 -92,-40Z';
  const tail =
    pen.leaf(-70, -30, 60, -130, '#3F5B4B', '#2F463A', 0.3) + pen.leaf(-74, -20, 58, -155, '#4F7060', '#3A5648', 0.3);
  const head =
    pen.fill('M36,-92 C32,-112 44,-116 48,-104 C50,-120 64,-120 64,-104 C72,-114 82,-106 76,-90Z', '#CF3A2E') +
    pen.fill('M80,-76 L102,-66 L80,-60Z', '#E8A62E') +
    pen.oval(74, -48, 8, 13, '#CF3A2E') +
    pen.disc(62, -76, 5.5, '#2B2420');
  const legs = pen.line('M-14,76 V100 l-14,4 M-14,100 l14,4 M18,74 V100 l-14,4 M18,100 l14,4', '#DE9A32', 7);
  return (
    legs +
    tail +
    pen.solid(body, base, shade) +
    pen.fill('M-66,-4 C-30,-20 10,-14 20,8 C10,44 -44,46 -66,-4Z', wing) +
    pen.line('M-46,12 q22,10 44,2 M-36,26 q16,6 30,0', shade, 4) +
    head
  );
}

function fish(pen: Pen): string {
  const [base, shade, belly] = pen.random.pick([
    ['#6F93A3', '#547787', '#DDE6E4'],
    ['#C98B4A', '#A86F33', '#F2DFC0'],
    ['#8A9A8C', '#6B7C6E', '#E8EAE0'],
  ] as const);
  const body = 'M-100,0 C-70,-50 10,-62 60,-14 L104,-46 C98,-16 98,14 104,44 L60,12 C10,58 -70,48 -100,0Z';
  const scales = Array.from({ length: 14 }, (_, i) =>
    pen.line(`M${-34 + (i % 5) * 20},${-22 + Math.floor(i / 5) * 18} q9,9 0,18`, shade, 4),
  ).join('');
  return (
    pen.fill('M-24,-42 C0,-78 34,-70 40,-32Z', shade) +
    pen.fill('M-20,36 C-8,64 18,64 24,32Z', shade) +
    pen.solid(body, base, shade, 10) +
    pen.within(body, pen.fill('M-100,4 C-60,20 0,26 64,8 V70 H-100Z', belly, 0.85) + scales) +
    pen.line('M-58,-30 q18,30 0,58', shade, 5) +
    pen.disc(-76, -8, 9, '#FFFFFF') +
    pen.disc(-77, -8, 5, '#22282A')
  );
}

function shrimp(pen: Pen): string {
  const body =
    'M-70,-50 C-20,-90 70,-76 88,-10 C98,40 60,84 10,86 C0,86 -4,72 6,68 C36,58 44,30 30,10 C10,-16 -40,-8 -74,-28Z';
  const rings = pen.within(
    body,
    [
      [-20, -84, -10, 0],
      [20, -84, 6, 4],
      [60, -76, 24, 10],
      [92, -30, 30, 16],
      [96, 20, 34, 34],
      [70, 66, 26, 50],
    ]
      .map(([a, b, c, d]) => pen.line(`M${a},${b} L${c},${d}`, '#B23E22', 5))
      .join(''),
  );
  const claws =
    pen.line('M-70,-46 C-96,-62 -104,-84 -92,-100 M-70,-36 C-100,-36 -112,-50 -108,-70', '#C64A2A', 9) +
    pen.line('M-40,-16 l-8,22 M-16,-10 l-6,26 M6,-2 l-4,24', '#B23E22', 6);
  return (
    claws +
    pen.fill('M8,72 L-30,60 L-26,82 L-40,96 L8,92Z', '#C64A2A') +
    pen.solid(body, '#DD6238', '#BC4826') +
    rings +
    pen.disc(-56, -46, 6, '#22201E')
  );
}

export const MEAT = {
  beef: {
    item: beef,
    arrangements: ['board', 'plate', 'pair'],
    grounds: ['sage', 'sky', 'cream', 'leaf', 'straw'],
    foot: 76,
  },
  lamb: {
    item: lamb,
    arrangements: ['board', 'plate', 'pair'],
    grounds: ['leaf', 'sky', 'cream', 'dusk', 'sage'],
    foot: 80,
  },
  pork: { item: pork, arrangements: ['board', 'pair', 'plate'], grounds: ['sage', 'leaf', 'sky', 'straw'], foot: 66 },
  'cured-pork': {
    item: curedPork,
    arrangements: ['solo'],
    grounds: ['cream', 'sage', 'sky', 'wheat', 'leaf'],
    foot: 112,
  },
  poultry: {
    item: poultry,
    arrangements: ['pair', 'solo', 'trio'],
    grounds: ['leaf', 'sky', 'wheat', 'sage', 'cream'],
    foot: 102,
  },
  fish: {
    item: fish,
    arrangements: ['plate', 'board', 'basket', 'pair'],
    grounds: ['cream', 'sage', 'wheat', 'blush'],
    foot: 52,
    scale: 1.25,
  },
  shrimp: {
    item: shrimp,
    arrangements: ['plate', 'bowl', 'pair'],
    grounds: ['sky', 'sage', 'leaf', 'cream'],
    foot: 84,
  },
} as const satisfies Record<string, DrawingKind>;
