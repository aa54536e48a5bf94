import { mostPieceFen, weightTermsOf, type WeightTerms, weightWords } from './weight-price';

/** What a seller offers budget units: how many pieces at least, how many a week, and cheaper prices from quantities on. */
export interface BulkTerms {
  /** Pieces of one order. */
  readonly minimum: number;
  /** Pieces that units may order in a week of the market, Monday to Sunday; null: as many as there are. */
  readonly weekly: number | null;
  /** By quantity, each dearer than the next; in fen per piece. */
  tiers: { from: number; priceFen: number }[];
  /** Sold by weight, and then without tiers; left out: by the piece. */
  readonly weight?: WeightTerms | undefined;
}

/**
 * What a piece costs a budget unit that orders so many, in fen: the tier of the quantity, and never more than everybody pays, also where the public's price has
 * fallen below a tier since. More pieces are never dearer by the piece. Of what is sold by weight it is the most that a piece may come to.
 */
export const bulkPriceFen = (
  sku: { readonly priceFen: number; readonly bulk: BulkTerms | null },
  quantity: number,
): number => {
  const weight = weightTermsOf(sku);
  if (weight) return mostPieceFen(weight);
  const tiers = sku.bulk?.tiers ?? [];
  return Math.min(sku.priceFen, ...tiers.filter(({ from }) => from <= quantity).map((tier) => tier.priceFen));
};

/** How few pieces a unit may order of it. */
export const bulkMinimum = ({ bulk }: { readonly bulk: BulkTerms | null }): number => bulk?.minimum ?? 1;

const dayWords = (day: string): string => {
  const [, month = '', date = ''] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
};
/** Why so many are more than a week's capacity: 本周（11月23日至11月29日）单位采购最多 100 件，还可以订 20 件，本次要 30 件. */
export function overWeekWords(week: {
  readonly quantity: number;
  readonly weekly: number;
  readonly left: number;
  readonly from: string;
  readonly to: string;
}): string {
  const left = week.left > 0 ? `还可以订 ${week.left} 件` : '已经订满';
  return `本周（${dayWords(week.from)}至${dayWords(week.to)}）单位采购最多 ${week.weekly} 件，${left}，本次要 ${week.quantity} 件`;
}

/** The terms in a sentence, for whoever buys: 单位采购 20 件起；满 100 件每件 ¥18.00. */
export function bulkWords({ minimum, weekly, tiers, weight }: BulkTerms, money: (fen: number) => string): string {
  const said = [
    ...(minimum > 1 ? [`${minimum} 件起订`] : []),
    ...tiers.map(({ from, priceFen }) => `满 ${from} 件每件 ${money(priceFen)}`),
    ...(weight ? [weightWords(weight, money)] : []),
    ...(weekly === null ? [] : [`每周最多 ${weekly} 件`]),
  ];
  return said.length === 0 ? '' : `单位采购：${said.join('；')}。`;
}
