import { type DepositChoice, MOST_DEPOSIT_BP } from '@yigou/contracts';
import type { Fen } from '@yigou/kernel';
import { shareFen, type ShareGoods } from '../closing/finals';

const WHOLE_BP = 10_000;

/** What a part in basis points is of a sum, in whole fen, rounded down. */
export const partFen = (sumFen: Fen, bp: number): Fen => Math.floor((sumFen * bp) / WHOLE_BP);

/**
 * What a share costs at the last tier, the least that it may come to: a deposit that is at most a fifth of that is at most a fifth of every price (民法典第586条). 0: it has no goods yet.
 */
export const leastShareFen = (goods: readonly ShareGoods[]): Fen =>
  goods.length === 0 ? 0 : shareFen(goods, Math.min(...goods.map(({ pricesFen }) => pricesFen.length)) - 1);

/** Of a share, what is paid at joining; null: there is no deposit, or it comes to less than a fen. */
export function depositShareFen(choice: DepositChoice | null, goods: readonly ShareGoods[]): Fen | null {
  if (!choice) return null;
  return choice.by === 'sum' ? choice.shareFen : partFen(leastShareFen(goods), choice.bp) || null;
}

/** What a deposit per share may be, by policy and never above the law, in fen. */
export function depositBoundsFen(
  goods: readonly ShareGoods[],
  { leastBp, mostBp }: { readonly leastBp: number; readonly mostBp: number },
): { readonly leastFen: Fen; readonly mostFen: Fen } {
  const least = leastShareFen(goods);
  return { leastFen: Math.max(partFen(least, leastBp), 1), mostFen: partFen(least, Math.min(mostBp, MOST_DEPOSIT_BP)) };
}
