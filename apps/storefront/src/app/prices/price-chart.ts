import type { PackingBand } from './price-band';

export interface PricePoint {
  readonly priceFen: number;
  readonly at: string;
}

const WIDTH = 480;
const HEIGHT = 200;
const PAD = { top: 28, right: 96, bottom: 28, left: 12 };
/** Between two labels at the right edge. */
const LABEL_GAP = 19;

export interface PriceChart {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  readonly path: string;
  /** Baseline of the label of the present price. */
  readonly nowY: number;
  readonly band: {
    readonly top: number;
    readonly height: number;
    readonly median: number;
    readonly labelY: number;
  } | null;
}

/**
 * The steps of a price (it holds until it is changed) over the reference band. `points` oldest first, at least one; `now` in
 * milliseconds. Null where there is nothing to see: one price and no band.
 */
export function drawPrices(points: readonly PricePoint[], band: PackingBand | null, now: number): PriceChart | null {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || (points.length < 2 && !band)) return null;
  const start = Date.parse(first.at);
  const span = Math.max(now - start, 1);
  const fens = [...points.map((point) => point.priceFen), ...(band ? [band.low, band.high] : [])];
  const low = Math.min(...fens);
  const range = Math.max(Math.max(...fens) - low, 1);
  const right = WIDTH - PAD.right;
  const base = HEIGHT - PAD.bottom;
  const x = (at: string) => Math.round(PAD.left + ((Date.parse(at) - start) / span) * (right - PAD.left));
  // The lowest price stands above the axis: the axis is not zero, and the line must not seem to touch it.
  const y = (fen: number) => Math.round(base - 24 - ((fen - low) / range) * (base - 24 - PAD.top));
  const dots = points.map((point) => ({ x: x(point.at), y: y(point.priceFen) }));
  const steps = dots.map((dot, index) => (index === 0 ? `M${dot.x} ${dot.y}` : `H${dot.x}V${dot.y}`)).join('');
  const nowY = y(last.priceFen);
  return {
    width: WIDTH,
    height: HEIGHT,
    left: PAD.left,
    right,
    base,
    dots,
    path: `${steps}H${right}`,
    nowY,
    band: band && {
      top: y(band.high),
      height: Math.max(2, y(band.low) - y(band.high)),
      median: y(band.median),
      labelY: apart(y(band.median), nowY),
    },
  };
}

/** Moves the label of the median away from that of the price, to the side where it already is. */
function apart(median: number, price: number): number {
  if (Math.abs(median - price) >= LABEL_GAP) return median;
  return median < price ? price - LABEL_GAP : price + LABEL_GAP;
}
