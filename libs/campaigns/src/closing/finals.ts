import { type Fen, splitFen, sumFen, timesFen } from '@yigou/kernel';

/** What of one kind of goods a share holds: pieces, and the price of a piece in fen by tier. */
export interface ShareGoods {
  readonly pieces: number;
  readonly pricesFen: readonly Fen[];
}

/** Place, from 0, of the tier that so many shares reach; `tierFrom` ascends from 1. */
export const tierAt = (tierFrom: readonly number[], shares: number): number =>
  Math.max(
    tierFrom.findLastIndex((from) => from <= shares),
    0,
  );

/** What a share costs in fen at a tier, freight not included. Throws RangeError where goods have no price there. */
export const shareFen = (goods: readonly ShareGoods[], tier: number): Fen =>
  sumFen(goods.map(({ pieces, pricesFen }) => timesFen(pricesFen[tier] ?? NaN, pieces)));

/** What a pledge comes to in the end, in fen. */
export interface Final {
  readonly id: string;
  /** Goods and freight. */
  readonly finalFen: Fen;
  /** Of that, the freight. */
  readonly freightFinalFen: Fen;
}

/**
 * What each pledge comes to, once it is known how many shares were paid and what the freight of all of them is: everybody pays the price of the tier that was reached, and the
 * freight is shared in proportion to shares by largest remainder. The sums are the price of all shares and the freight, to the fen; nobody's freight is more than shares times the
 * freight of a share when the whole is not. Throws RangeError for a freight without pledges.
 */
export function finals(
  pledges: readonly { readonly id: string; readonly shares: number }[],
  { shareFen: priceFen, freightFen }: { readonly shareFen: Fen; readonly freightFen: Fen },
): Final[] {
  const freight = splitFen(
    freightFen,
    pledges.map(({ shares }) => shares),
  );
  return pledges.map(({ id, shares }, at) => {
    const freightFinalFen = freight[at] ?? 0;
    return { id, finalFen: sumFen([timesFen(priceFen, shares), freightFinalFen]), freightFinalFen };
  });
}
