// Handicrafts.
import type { DrawingKind } from './kind.ts';
import type { Pen } from './pen.ts';
import { ovalPath, ring } from './pen.ts';

function sachet(pen: Pen): string {
  const [base, shade, thread] = pen.random.pick([
    ['#B8303A', '#93222C', '#F0C35A'],
    ['#2F5F8A', '#234A6E', '#F2E3C0'],
    ['#3F7A55', '#2E6143', '#F3D98A'],
  ] as const);
  const body = 'M-14,-66 C-60,-50 -92,-10 -72,30 C-60,54 -30,60 0,60 C30,60 60,54 72,30 C92,-10 60,-50 14,-66Z';
  const bloom =
    ring(6, 24)
      .map(({ x, y }) => pen.disc(x, y + 4, 13, thread))
      .join('') + pen.disc(0, 4, 10, '#E2603F');
  const tassel =
    pen.box(-12, 58, 24, 14, 4, thread) +
    [-8, -4, 0, 4, 8].map((x) => pen.line(`M${x},72 L${x * 1.6},112`, thread, 4)).join('');
  return (
    pen.line('M-6,-66 C-20,-96 20,-96 6,-66', thread, 6) +
    tassel +
    pen.solid(body, base, shade) +
    pen.line('M-56,-14 C-40,-40 -30,-44 -16,-48 M56,-14 C40,-40 30,-44 16,-48 M-52,34 q52,18 104,0', thread, 4) +
    bloom +
    pen.leaf(-24, 20, 34, 150, '#8FB560', '#6C964A', 0.4) +
    pen.leaf(24, 20, 34, 30, '#8FB560', '#6C964A', 0.4) +
    pen.box(-24, -74, 48, 16, 7, thread)
  );
}

function batik(pen: Pen): string {
  const body = 'M-86,-30 H86 L94,92 C94,102 86,106 78,106 H-78 C-86,106 -94,102 -94,92Z';
  const pattern = pen.within(
    body,
    ring(10, 40)
      .map(({ angle }) =>
        pen.at(0, 38, 1, angle, pen.line('M14,0 C26,-14 40,-10 44,0 C40,10 26,14 14,0', '#E6EEF2', 4)),
      )
      .join('') +
      pen.disc(0, 38, 8, '#E6EEF2') +
      [-76, -46, -16, 14, 44, 74]
        .map((x) => pen.line(`M${x - 10},-14 q10,-14 20,0`, '#E6EEF2', 4) + pen.disc(x, 96, 4, '#E6EEF2'))
        .join(''),
  );
  return pen.line('M-50,-30 C-50,-110 50,-110 50,-30', '#8C5A2E', 13) + pen.solid(body, '#2C4F7C', '#213D61') + pattern;
}

function weave(base: string, dark: string, light: string) {
  return (pen: Pen): string => {
    const body = 'M-92,-20 H92 L72,84 C70,94 62,98 54,98 H-54 C-62,98 -70,94 -72,84Z';
    const strips = Array.from({ length: 40 }, (_, i) =>
      pen.box(
        -98 + (i % 8) * 26 + (Math.floor(i / 8) % 2) * 13,
        -14 + Math.floor(i / 8) * 23,
        21,
        16,
        5,
        Math.floor(i / 8) % 2 ? light : base,
      ),
    ).join('');
    return (
      pen.line('M-78,-20 C-80,-130 80,-130 78,-20', dark, 15) +
      pen.line('M-78,-20 C-80,-130 80,-130 78,-20', light, 5) +
      pen.fill(body, dark) +
      pen.within(body, strips) +
      pen.box(-98, -34, 196, 24, 12, dark) +
      pen.box(-98, -34, 196, 10, 5, light)
    );
  };
}

function coaster(pen: Pen): string {
  const rings = [96, 78, 60, 42, 24]
    .map(
      (radius, i) =>
        pen.disc(0, 0, radius, i % 2 ? '#C9A25B' : '#E0BF7C') +
        ring(Math.round(radius / 5), radius - 9)
          .map(({ x, y, angle }) => pen.at(x, y, 1, angle, pen.line('M-6,-5 L6,5', '#A8813C', 3.4)))
          .join(''),
    )
    .join('');
  return pen.fill(ovalPath(4, 6, 96, 96), '#8E6B2E', 0.5) + rings + pen.disc(0, 0, 10, '#B8402F');
}

export const CRAFT = {
  embroidery: {
    item: sachet,
    arrangements: ['solo', 'pair', 'trio'],
    grounds: ['cream', 'wheat', 'sage', 'sky', 'straw'],
    foot: 108,
  },
  batik: { item: batik, arrangements: ['solo', 'pair'], grounds: ['cream', 'wheat', 'blush', 'sage'], foot: 104 },
  basket: {
    item: weave('#CF9A50', '#A8742F', '#E0B873'),
    arrangements: ['pair', 'solo', 'trio'],
    grounds: ['leaf', 'sage', 'sky', 'dusk'],
    foot: 96,
  },
  straw: {
    item: coaster,
    arrangements: ['trio', 'pair', 'pile'],
    grounds: ['sage', 'sky', 'leaf', 'dusk', 'blush'],
    foot: 92,
  },
} as const satisfies Record<string, DrawingKind>;
