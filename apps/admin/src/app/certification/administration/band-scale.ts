import type { PriceBand } from '@yigou/contracts';

/** Where the figures of a band lie on a line of 0 to 100; all in fen per 500 g. */
export interface BandScale {
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  /** Null when there is no price; at an edge when it lies far outside. */
  readonly value: number | null;
  /** The price lies beyond what the line shows. */
  readonly beyond: 'left' | 'right' | null;
}

/** The line reaches from a third below p10 to as much above p90, and further for a price that is not far off; one that is ten times too high would press the band into a dot. */
export function bandScale(band: PriceBand, value: number | null): BandScale {
  const spread = Math.max(band.p90 - band.p10, band.median * 0.2, 1);
  const reach = spread;
  const low = Math.max(0, Math.min(band.p10 - spread / 3, Math.max(value ?? band.p10, band.p10 - reach)));
  const high = Math.max(band.p90 + spread / 3, Math.min(value ?? band.p90, band.p90 + reach));
  const at = (fen: number): number => Math.round(((fen - low) / (high - low)) * 1000) / 10;
  const beyond = value === null ? null : value > high ? 'right' : value < low ? 'left' : null;
  return {
    p10: at(band.p10),
    p25: at(band.p25),
    median: at(band.median),
    p75: at(band.p75),
    p90: at(band.p90),
    value: value === null ? null : Math.min(100, Math.max(0, at(value))),
    beyond,
  };
}

/** “高于中位数 35%”, “与中位数相同”. */
export function againstMedian(band: PriceBand, value: number): string {
  if (band.median === 0) return '';
  const percent = Math.round(((value - band.median) / band.median) * 100);
  if (percent === 0) return '与中位数相同';
  return percent > 0 ? `高于中位数 ${percent}%` : `低于中位数 ${-percent}%`;
}
