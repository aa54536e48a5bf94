interface Choice {
  readonly available: number;
  /** Fen. */
  readonly priceFen: number;
}

/** The packing that a page opens with: the cheapest of those in stock; of none in stock the cheapest at all. The first of equals. */
export function firstChoice<Sku extends Choice>(skus: readonly Sku[]): Sku | null {
  const stocked = skus.filter(({ available }) => available > 0);
  const among = stocked.length > 0 ? stocked : skus;
  return among.reduce<Sku | null>((best, sku) => (best && best.priceFen <= sku.priceFen ? best : sku), null);
}
