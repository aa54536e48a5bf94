import type { PriceVerdict } from '@yigou/contracts/labels';

/** A price that the price watch found far off, as the refusal names it. */
export interface FlaggedPrice {
  readonly skuName: string;
  readonly priceFen: number;
  readonly verdict: PriceVerdict;
  readonly message: string;
}
export interface PriceQuestion {
  /** Looks like a slipped decimal point, which has to be confirmed. */
  readonly slip: boolean;
  readonly prices: readonly FlaggedPrice[];
}
interface PriceAnswer {
  readonly reason: string;
  readonly confirmed: boolean;
}

/** What a refusal asks about prices; null when it is another refusal. */
export function priceQuestion(refused: {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}): PriceQuestion | null {
  const slip = refused.code === 'price_slip_suspected';
  if (!slip && refused.code !== 'price_reason_required') return null;
  const prices = refused.details['prices'];
  return { slip, prices: Array.isArray(prices) ? prices.filter(isFlagged) : [] };
}

const isFlagged = (one: unknown): one is FlaggedPrice =>
  typeof one === 'object' && one !== null && 'skuName' in one && 'verdict' in one && 'message' in one;

/** What is still to be answered before the prices can be saved; empty when nothing is. */
export function answerProblem(question: PriceQuestion | null, answer: PriceAnswer): string {
  if (!question) return '';
  if (!answer.reason.trim()) return '请填写理由，或改正价格';
  return question.slip && !answer.confirmed ? '请勾选“价格没有写错”，或改正价格' : '';
}
