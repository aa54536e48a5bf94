import { CRAFT } from './craft.ts';
import { FRUIT } from './fruit.ts';
import type { DrawingKind } from './kind.ts';
import { MEAT } from './meat.ts';
import { MOUNTAIN } from './mountain.ts';
import { PANTRY } from './pantry.ts';
import { VEGETABLE } from './vegetable.ts';

const ALL = { ...FRUIT, ...VEGETABLE, ...PANTRY, ...MEAT, ...MOUNTAIN, ...CRAFT };

/** The name of something that can be drawn. */
export type Drawing = keyof typeof ALL;

export const DRAWINGS: Readonly<Record<Drawing, DrawingKind>> = ALL;
