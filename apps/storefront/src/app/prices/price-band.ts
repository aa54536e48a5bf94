import type { RouteResponse } from '@yigou/contracts';
import { formatFen } from '@yigou/web-ui/format';

export type PriceBand = NonNullable<RouteResponse<'getProduct'>['priceBand']>;

/** The band of one packing in fen: what like goods would cost at its net weight. */
export interface PackingBand {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly count: number;
}

/** Prices of 500 g, scaled to a net weight in grams; null when either is not known. */
export function bandFor(band: PriceBand | null, netWeightGrams: number | null): PackingBand | null {
  if (!band || !netWeightGrams) return null;
  const scale = (fen: number) => Math.round((fen * netWeightGrams) / 500);
  return { low: scale(band.p25), median: scale(band.median), high: scale(band.p75), count: band.count };
}

/** Below this the difference is not worth a word. */
const ALIKE_PERCENT = 3;

/** One plain sentence: “现价¥12.00，高于同类中位数20%；在多数同类认定产品的价格之内（¥8.00 – ¥12.00）。” */
export function bandSentence(priceFen: number, band: PackingBand): string {
  const percent = Math.round((Math.abs(priceFen - band.median) * 100) / Math.max(band.median, 1));
  const side = priceFen > band.median ? '高' : '低';
  const against = percent < ALIKE_PERCENT ? '与同类中位数相当' : `${side}于同类中位数${percent}%`;
  return `现价${formatFen(priceFen)}，${against}；${place(priceFen, band)}。`;
}

function place(priceFen: number, band: PackingBand): string {
  const range = `${formatFen(band.low)} – ${formatFen(band.high)}`;
  if (priceFen > band.high) return `高于多数同类认定产品（${range}）`;
  if (priceFen < band.low) return `低于多数同类认定产品（${range}）`;
  return `在多数同类认定产品的价格之内（${range}）`;
}
