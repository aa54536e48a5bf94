import { DEFAULT_FREIGHT_RULES, freightOf, UNKNOWN_PIECE_GRAMS } from '@yigou/catalogue';
import { type FreightRule, MAX_PRICE_FEN } from '@yigou/contracts';
import { type Fen, splitFen, sumFen, timesFen } from '@yigou/kernel';
import { type FreightClass, type ShareClass, splitFreight } from './freight-split';

/** What of a share one supplier supplies; prices in fen, of a piece, at the tier that was reached. */
export interface PlannedGoods {
  readonly id: string;
  readonly supplierId: string;
  readonly skuId: string;
  readonly pieces: number;
  readonly priceFen: Fen;
  readonly netWeightGrams: number | null;
  readonly freightRules: readonly FreightRule[];
}
/** Where shares go, and how many pledges of as many shares each. */
export interface PlannedPlace {
  readonly regionCode: string;
  readonly classes: readonly ShareClass[];
}
export interface ConsignmentPlan {
  readonly shares: number;
  readonly goods: readonly string[];
  readonly goodsShareFen: Fen;
  readonly freightFen: Fen;
  /** Each supplier's, by its id. */
  readonly freights: Readonly<Record<string, Fen>>;
  readonly freightSplit: readonly FreightClass[];
}

/**
 * What of a campaign goes to one place, and what it costs. The freight is what the suppliers' tariffs ask for all of it together, and no more than the campaign said a
 * share could cost, or than `mostFen`: where the tariffs ask for more, the suppliers bear the rest in proportion, as they agreed to.
 */
export function planConsignment(
  goods: readonly PlannedGoods[],
  { regionCode, classes }: PlannedPlace,
  freightShareFen: Fen,
  mostFen?: Fen,
): ConsignmentPlan {
  const shares = classes.reduce((sum, one) => sum + one.shares * one.count, 0);
  const asked = [...Map.groupBy(goods, ({ supplierId }) => supplierId)].map(
    ([supplierId, own]) => [supplierId, tariff(own, regionCode, shares)] as const,
  );
  const most = goods.length > 0 ? Math.min(timesFen(freightShareFen, shares), mostFen ?? Infinity) : 0;
  const sum = sumFen(asked.map(([, fen]) => fen));
  const freightFen = Math.min(sum, most);
  const parts = splitFen(
    freightFen,
    asked.map(([, fen]) => fen),
  );
  return {
    shares,
    goods: goods.map(({ id }) => id),
    goodsShareFen: sumFen(goods.map(({ pieces, priceFen }) => timesFen(priceFen, pieces))),
    freightFen,
    freights: Object.fromEntries(asked.map(([supplierId], at) => [supplierId, parts[at] ?? 0])),
    freightSplit: splitFreight(freightFen, classes),
  };
}

/** What one supplier's tariff asks for so many shares to a place. It agreed to send there: where its tariff says nothing of such a shipment, the market's default does. */
function tariff(goods: readonly PlannedGoods[], regionCode: string, shares: number): Fen {
  const question = {
    regionCode,
    grams: goods.reduce((sum, one) => sum + one.pieces * (one.netWeightGrams ?? UNKNOWN_PIECE_GRAMS), 0) * shares,
    goodsFen: sumFen(goods.map(({ pieces, priceFen }) => timesFen(priceFen, pieces * shares))),
  };
  const own = freightOf(goods[0]?.freightRules ?? [], question);
  const asked = own.deliverable ? own : freightOf(DEFAULT_FREIGHT_RULES, question);
  return asked.deliverable ? asked.freightFen : MAX_PRICE_FEN;
}
