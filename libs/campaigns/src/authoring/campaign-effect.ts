import type { CampaignEffect, RegionRef } from '@yigou/contracts';

/** A kind of goods of a campaign as certificates and the catalogue say today. */
export interface CampaignGoodsFacts {
  readonly id: string;
  readonly skuId: string;
  readonly productId: string;
  readonly productName: string;
  readonly skuName: string;
  readonly photo: string | null;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly county: RegionRef | null;
  /** In force today; null otherwise. */
  readonly certificate: {
    readonly id: string;
    readonly number: string;
    readonly households: number | null;
    readonly people: number | null;
  } | null;
  readonly pieces: number;
  readonly pricesFen: readonly number[];
  readonly publicFen: number;
  readonly netWeightGrams: number | null;
  readonly orderable: boolean;
  readonly available: number;
}

/** The price of a share at the tier that so many shares reach, fen, without freight. */
export function shareFen(
  tierFrom: readonly number[],
  goods: readonly Pick<CampaignGoodsFacts, 'pieces' | 'pricesFen'>[],
  shares: number,
): number {
  const tier = Math.max(
    0,
    tierFrom.findLastIndex((from) => from <= shares),
  );
  return goods.reduce((sum, { pieces, pricesFen }) => sum + pieces * (pricesFen[tier] ?? 0), 0);
}

/** What a campaign does for which suppliers, counties and households, before anything of it is sold. Nothing of it is typed in. */
export function effectOf(
  {
    tierFrom,
    thresholdShares,
    capShares,
  }: {
    readonly tierFrom: readonly number[];
    readonly thresholdShares: number;
    readonly capShares: number;
  },
  goods: readonly CampaignGoodsFacts[],
): CampaignEffect {
  const certificates = once(
    goods.flatMap(({ certificate }) => certificate ?? []),
    ({ id }) => id,
  );
  const grams = goods.reduce((sum, { pieces, netWeightGrams }) => sum + pieces * (netWeightGrams ?? 0), 0);
  const at = (shares: number) => ({
    shares,
    goodsFen: Math.min(shareFen(tierFrom, goods, shares) * shares, Number.MAX_SAFE_INTEGER),
    grams: Math.min(grams * shares, Number.MAX_SAFE_INTEGER),
  });
  const certified = goods.filter(({ certificate }) => certificate !== null);
  return {
    suppliers: once(goods, ({ supplierId }) => supplierId).map(({ supplierId, supplierName }) => ({
      id: supplierId,
      name: supplierName,
    })),
    counties: once(
      goods.flatMap(({ county }) => county ?? []),
      ({ code }) => code,
    ),
    products: once(goods, ({ productId }) => productId).length,
    certifiedProducts: once(certified, ({ productId }) => productId).length,
    households: certificates.reduce((sum, { households }) => sum + (households ?? 0), 0),
    people: certificates.reduce((sum, { people }) => sum + (people ?? 0), 0),
    unweighed: goods.filter(({ netWeightGrams }) => netWeightGrams === null).length,
    atThreshold: at(thresholdShares),
    atCap: at(capShares),
  };
}

const once = <T>(items: readonly T[], key: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [key(item), item] as const)).values(),
];
