import type { PriceBand, PriceCheck, PriceVerdict, SizeClass } from '@yigou/contracts';
import { fenText, pricePer500g } from '@yigou/kernel';

/** A price as it is looked at: of one packing of one variety and grade. */
export interface PricedGood {
  readonly variety: string;
  readonly grade: string;
  readonly netWeightGrams: number;
  readonly priceFen: number;
  /** The present price of the same packing, to catch a slip against it. */
  readonly beforeFen?: number;
}
/** Where high and low begin, in basis points of the median: policy `price.high_bp` and `price.low_bp`. */
export interface PriceLimits {
  readonly highBp: number;
  readonly lowBp: number;
}

/** Fewer goods than these say nothing about a price. */
export const FEWEST_GOODS = 5;
/** A ratio within these is that of a slipped decimal point: ten times, give or take what prices differ by. */
const SLIP = { from: 8, to: 12.5 } as const;
const SMALL_GRAMS = 500;
const MEDIUM_GRAMS = 2_500;

/** The class of packings that a net weight in grams is compared within. */
export function sizeClassOf(netWeightGrams: number): SizeClass {
  if (netWeightGrams <= SMALL_GRAMS) return 'small';
  return netWeightGrams <= MEDIUM_GRAMS ? 'medium' : 'large';
}

/** The same of an expression of SQL that is never null. */
export const sizeClassSql = (grams: string): string =>
  `CASE WHEN ${grams} <= ${SMALL_GRAMS} THEN 'small' WHEN ${grams} <= ${MEDIUM_GRAMS} THEN 'medium' ELSE 'large' END`;

const slipped = (price: number, reference: number): boolean => {
  const ratio = price > reference ? price / reference : reference / price;
  return ratio >= SLIP.from && ratio <= SLIP.to;
};

/**
 * What the reference band says of a price (domain R17, 价格监测): a slip of the decimal point against the present price or the median first, then far
 * above or below the median and outside of what nine in ten goods cost.
 */
export function comparePrice(good: PricedGood, band: PriceBand | null, limits: PriceLimits): PriceCheck {
  const unitPriceFen = pricePer500g(good.priceFen, good.netWeightGrams);
  const reference = band && band.count >= FEWEST_GOODS && band.median > 0 ? band : null;
  const verdict = verdictOf(good, unitPriceFen, reference, limits);
  return { verdict, unitPriceFen, band: reference, message: sentence(verdict, unitPriceFen, reference) };
}

function verdictOf(
  { priceFen, beforeFen }: PricedGood,
  unitPriceFen: number | null,
  band: PriceBand | null,
  { highBp, lowBp }: PriceLimits,
): PriceVerdict {
  // Against the own price of before any such leap is one: a hundred times is two places.
  if (beforeFen !== undefined && Math.max(priceFen / beforeFen, beforeFen / priceFen) >= SLIP.from)
    return 'decimal_slip';
  if (!band || unitPriceFen === null || unitPriceFen <= 0) return 'no_reference';
  if (slipped(unitPriceFen, band.median)) return 'decimal_slip';
  if (unitPriceFen * 10_000 > band.median * highBp && unitPriceFen > band.p90) return 'high';
  if (unitPriceFen * 10_000 < band.median * lowBp && unitPriceFen < band.p10) return 'low';
  return 'within';
}

function sentence(verdict: PriceVerdict, unitPriceFen: number | null, band: PriceBand | null): string {
  const unit = unitPriceFen === null ? '' : `折合每 500 克 ${fenText(unitPriceFen)}`;
  const reference = band ? `同类产品中位价 ${fenText(band.median)}` : '';
  const range = band ? `，多数在 ${fenText(band.p10)}–${fenText(band.p90)} 之间（${band.count} 种产品）` : '';
  switch (verdict) {
    case 'no_reference':
      return '同品种、同等级的认定产品不足 5 种，暂无参考价。';
    case 'within':
      return `${unit}，${reference}${range}，价格在合理区间内。`;
    case 'high':
      return `${unit}，明显高于${reference}${range}，请核对；确认无误请填写理由。`;
    case 'low':
      return `${unit}，明显低于${reference}${range}，请核对；确认无误请填写理由。`;
    case 'decimal_slip':
      return `${[unit, reference].filter(Boolean).join('，') || '与现价相差约十倍或更多'}，疑似小数点多移或少移了一位，请核对。`;
  }
}

const SEVERITY: readonly PriceVerdict[] = ['no_reference', 'within', 'low', 'high', 'decimal_slip'];
/** The gravest of several verdicts; null of none. */
export function worstVerdict(verdicts: readonly PriceVerdict[]): PriceVerdict | null {
  return verdicts.reduce<PriceVerdict | null>(
    (worst, verdict) => (worst === null || SEVERITY.indexOf(verdict) > SEVERITY.indexOf(worst) ? verdict : worst),
    null,
  );
}
