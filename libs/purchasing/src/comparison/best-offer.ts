/** What an offer comes to, freight included where it is known. */
export interface OfferCost {
  /** Cannot be bought as it is asked for. */
  readonly barred: boolean;
  /** Of all pieces, in fen. */
  readonly totalFen: number;
  readonly pieces: number;
  /** Of a piece; null where nobody said. */
  readonly pieceGrams: number | null;
}

/** Of 500 g, in fen, half up; null where the weight is not known. */
export const per500gFen = ({ totalFen, pieces, pieceGrams }: Omit<OfferCost, 'barred'>): number | null =>
  pieceGrams === null || pieceGrams <= 0
    ? null
    : Number((2n * BigInt(totalFen) * 500n + BigInt(pieceGrams * pieces)) / (2n * BigInt(pieceGrams * pieces)));

/**
 * Which offers are the cheapest by weight, or by the piece where the weight of one of them is not known: all that cost the same. None where there are no two that can be
 * bought: nothing is best alone.
 */
export function bestOffers(offers: readonly OfferCost[]): boolean[] {
  const able = offers.filter(({ barred }) => !barred);
  if (able.length < 2) return offers.map(() => false);
  const weighed = able.every(({ pieceGrams }) => pieceGrams !== null && pieceGrams > 0);
  // Compared crosswise, since what is rounded to the fen may look the same.
  const size = (offer: OfferCost) => BigInt(weighed ? offer.pieces * (offer.pieceGrams ?? 0) : offer.pieces);
  const cheaper = (a: OfferCost, b: OfferCost) => BigInt(a.totalFen) * size(b) < BigInt(b.totalFen) * size(a);
  return offers.map((one) => !one.barred && !able.some((other) => cheaper(other, one)));
}
