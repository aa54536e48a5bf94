import { type FreightRule, MAX_PRICE_FEN } from '@yigou/contracts';
import type { Fen } from '@yigou/kernel';

/** Pieces whose net weight was never stated count as this much. */
export const UNKNOWN_PIECE_GRAMS = 1_000;

/** More than this is no freight but a rule that was not meant for such a weight: nobody could pay it. As much as the highest single price. */
const MAX_FREIGHT_FEN: Fen = MAX_PRICE_FEN;
const TOO_HEAVY = '这些商品太重，按供应商的运费规则无法配送，请减少数量或联系供应商。';

/** What holds for a supplier that has set no rules: everywhere, 10 yuan up to 1 kg, 4 yuan for each further kilogram. */
export const DEFAULT_FREIGHT_RULES: readonly FreightRule[] = [
  {
    regionPrefix: '',
    deliverable: true,
    firstGrams: 1_000,
    firstFen: 1_000,
    stepGrams: 1_000,
    stepFen: 400,
    freeOverFen: null,
  },
];

export interface FreightQuestion {
  /** Where it goes: code of a county. */
  readonly regionCode: string;
  /** Net weight of all pieces, {@link UNKNOWN_PIECE_GRAMS} for each whose weight is not known. */
  readonly grams: number;
  /** Value of the goods, which may make the freight free. */
  readonly goodsFen: Fen;
}
export interface Freight {
  readonly deliverable: boolean;
  readonly freightFen: Fen;
  /** Goods worth this much go free of freight; null when there is no such offer. */
  readonly freeOverFen: Fen | null;
  /** The rule as a Chinese sentence. */
  readonly rule: string;
}

/** Freight of what one supplier sends to one place: the rule with the longest matching prefix decides. */
export function freightOf(rules: readonly FreightRule[], { regionCode, grams, goodsFen }: FreightQuestion): Freight {
  const rule = ruleFor(rules.length > 0 ? rules : DEFAULT_FREIGHT_RULES, regionCode);
  if (!rule?.deliverable) {
    return { deliverable: false, freightFen: 0, freeOverFen: null, rule: '供应商暂不配送到该地区。' };
  }
  const free = rule.freeOverFen !== null && goodsFen >= rule.freeOverFen;
  const steps = Math.max(0, Math.ceil((grams - rule.firstGrams) / rule.stepGrams));
  const freightFen = free ? 0 : rule.firstFen + steps * rule.stepFen;
  if (freightFen > MAX_FREIGHT_FEN) {
    return { deliverable: false, freightFen: 0, freeOverFen: rule.freeOverFen, rule: TOO_HEAVY };
  }
  return { deliverable: true, freightFen, freeOverFen: rule.freeOverFen, rule: sentence(rule) };
}

function ruleFor(rules: readonly FreightRule[], regionCode: string): FreightRule | undefined {
  let best: FreightRule | undefined;
  for (const rule of rules) {
    const longer = best === undefined || rule.regionPrefix.length > best.regionPrefix.length;
    if (longer && regionCode.startsWith(rule.regionPrefix)) best = rule;
  }
  return best;
}

const yuan = (amount: Fen) => (amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2));
const weight = (grams: number) => (grams % 1_000 === 0 ? `${grams / 1_000}千克` : `${grams}克`);

function sentence(rule: FreightRule): string {
  const free = rule.freeOverFen === null ? '' : `，满${yuan(rule.freeOverFen)}元包邮`;
  if (rule.firstFen === 0 && rule.stepFen === 0) return '包邮。';
  const first = `首重${weight(rule.firstGrams)}内${yuan(rule.firstFen)}元`;
  return `${first}，每续重${weight(rule.stepGrams)}加${yuan(rule.stepFen)}元${free}。`;
}
