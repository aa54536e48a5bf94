/** How a piece is sold by weight (按实称结算): ordered about, and billed by what it weighs when it is accepted. */
export interface WeightTerms {
  /** Of what weight {@link priceFen} is the price: 500 g (斤) or a kilogram. */
  readonly perGrams: 500 | 1_000;
  /** Fen. */
  readonly priceFen: number;
  /** What a piece weighs about, in grams. */
  readonly pieceGrams: number;
  /** By how much more than about a piece may be billed, in basis points. */
  readonly toleranceBp: number;
}
/** A SKU as far as its price by weight goes. */
export interface PricedByWeight {
  readonly priceFen: number;
  readonly bulk: { readonly weight?: WeightTerms | undefined } | null;
}

/** Rounded half up; exact also where the product passes what a number holds. */
const ratio = (factors: readonly number[], divisor: number): number => {
  const [product, by] = [factors.reduce((all, factor) => all * BigInt(factor), 1n), BigInt(divisor)];
  return Number((2n * product + by) / (2n * by));
};

/** What so many grams cost, in fen, half up. */
export const fenOfGrams = ({ priceFen, perGrams }: WeightTerms, grams: number): number =>
  ratio([priceFen, grams], perGrams);

/** What a piece costs that weighs what it should, in fen. */
export const nominalPieceFen = (weight: WeightTerms): number => fenOfGrams(weight, weight.pieceGrams);

/** The most that a piece costs, in fen: its weight and the tolerance, half up. A unit's budget is encumbered by it, and a prepaid order paid. */
export const mostPieceFen = ({ priceFen, perGrams, pieceGrams, toleranceBp }: WeightTerms): number =>
  ratio([priceFen, pieceGrams, 10_000 + toleranceBp], perGrams * 10_000);

/**
 * By which terms a budget unit buys a SKU by weight; null: by the piece. They hold as long as a piece that weighs what it should is no dearer than everybody's: once
 * the public's price has fallen below, a unit pays that.
 */
export const weightTermsOf = ({ priceFen, bulk }: PricedByWeight): WeightTerms | null =>
  bulk?.weight && nominalPieceFen(bulk.weight) <= priceFen ? bulk.weight : null;

/** What is billed for pieces that were accepted at so many grams, in fen: the price of the grams, and never more than the most of the pieces. */
export const billedFen = (
  weight: WeightTerms,
  { pieces, grams }: { readonly pieces: number; readonly grams: number },
) => Math.min(fenOfGrams(weight, grams), mostPieceFen(weight) * pieces);

/** What of the most is not billed and goes back, in fen. */
export const weightRefundFen = (
  weight: WeightTerms,
  accepted: { readonly pieces: number; readonly grams: number },
): number => mostPieceFen(weight) * accepted.pieces - billedFen(weight, accepted);

/** Whether the pieces weigh more than the contract lets be billed. */
export const aboveMost = (
  weight: WeightTerms,
  { pieces, grams }: { readonly pieces: number; readonly grams: number },
): boolean => fenOfGrams(weight, grams) > mostPieceFen(weight) * pieces;

/** 1.25 kg, as it is read. */
export const kilograms = (grams: number): string => `${grams / 1_000} kg`;

const PER = { 500: '500 g', 1_000: 'kg' } as const;
/** The terms in a sentence: 按实称结算：¥18.00/500 g，每件约 1.5 kg，最多按多 10% 计（每件不超过 ¥59.40）. */
export function weightWords(weight: WeightTerms, money: (fen: number) => string): string {
  const { priceFen, perGrams, pieceGrams, toleranceBp } = weight;
  const most = `每件最多 ${money(mostPieceFen(weight))}`;
  return `按实称结算：${money(priceFen)}/${PER[perGrams]}，每件约 ${kilograms(pieceGrams)}，${
    toleranceBp > 0 ? `超重最多按 ${toleranceBp / 100}% 计，${most}` : `超重不另计，${most}`
  }`;
}

/** What was weighed and what it comes to: 实称 4.5 kg，计 ¥162.00; 实称 5.2 kg，超过上限，按上限计 ¥178.20. */
export function weighedWords(
  weight: WeightTerms,
  accepted: { readonly pieces: number; readonly grams: number },
  money: (fen: number) => string,
): string {
  const billed = money(billedFen(weight, accepted));
  return `实称 ${kilograms(accepted.grams)}，${aboveMost(weight, accepted) ? `超过上限，按上限计 ${billed}` : `计 ${billed}`}`;
}
