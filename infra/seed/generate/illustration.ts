// Pictures of produce: flat drawings on a market table, each a little different by its seed. Generated, so nobody's photo is used
// and nobody's goods are misrepresented.
import { arrange } from './drawings/arrange.ts';
import type { Drawing } from './drawings/index.ts';
import { DRAWINGS } from './drawings/index.ts';
import { Pen } from './drawings/pen.ts';
import { ground } from './drawings/scene.ts';
import { PRODUCE } from './produce.ts';
import { randomOf } from './random.ts';

/** Width and height of a picture in its own units. */
export const ILLUSTRATION_SIZE = 800;

/** Things fill the picture: on a card it is only some hundred pixels wide. */
const CLOSE_UP = 1.17;

const isDrawing = (name: string): name is Drawing => name in DRAWINGS;

/** The drawing of a produce, by its slug or by the name of the drawing itself. */
export function drawingOf(produceKind: string): Drawing {
  const drawing = PRODUCE.find((produce) => produce.slug === produceKind)?.drawing ?? produceKind;
  if (!isDrawing(drawing)) throw new Error(`nothing draws ${produceKind}`);
  return drawing;
}

/**
 * An SVG of 800 × 800 without text and without fonts.
 * @param produceKind slug of a produce, or name of a drawing
 * @param seed chooses arrangement, ground and colours; the same seed gives the same picture
 */
export function illustration(produceKind: string, seed: number | string): string {
  const kind = DRAWINGS[drawingOf(produceKind)];
  const random = randomOf(`${produceKind} ${seed}`);
  const pen = new Pen(random);
  const scenery = ground(pen, random, random.pick(kind.grounds));
  const things = arrange(pen, kind, random, random.pick(kind.arrangements));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${ILLUSTRATION_SIZE} ${ILLUSTRATION_SIZE}" width="${ILLUSTRATION_SIZE}" height="${ILLUSTRATION_SIZE}">${scenery}<g transform="translate(400 690) scale(${CLOSE_UP}) translate(-400 -690)">${things}</g></svg>`;
}
