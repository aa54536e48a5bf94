import { type Freight, freightOf, type OrderableSku, UNKNOWN_PIECE_GRAMS } from '@yigou/catalogue';
import { bulkPriceFen, type WeightTerms, weightTermsOf } from '@yigou/contracts';
import { type Fen, sumFen, timesFen } from '@yigou/kernel';

export interface WantedLine {
  readonly skuId: string;
  /** Pieces. */
  readonly quantity: number;
}
export interface PricedLine {
  readonly sku: OrderableSku;
  readonly quantity: number;
  /** Of a piece: everybody's price, or of a unit that of its quantity. */
  readonly priceFen: Fen;
  readonly lineFen: Fen;
  /** Sold by weight: the price is the most that a piece may come to; null: by the piece. */
  readonly weight: WeightTerms | null;
}
/** What one supplier sells in a checkout: it becomes one order. */
export interface SupplierGroup {
  readonly supplierId: string;
  readonly supplierName: string;
  readonly lines: readonly PricedLine[];
  readonly goodsFen: Fen;
  readonly freight: Freight | null;
  readonly totalFen: Fen;
}

/** For whom a line is priced: everybody pays the same, units by quantity. */
export type PricedFor = 'everybody' | 'unit';

export function priceLine(sku: OrderableSku, quantity: number, payer: PricedFor): PricedLine {
  const priceFen = payer === 'unit' ? bulkPriceFen(sku, quantity) : sku.priceFen;
  const weight = payer === 'unit' ? weightTermsOf(sku) : null;
  return { sku, quantity, priceFen, lineFen: timesFen(priceFen, quantity), weight };
}

/** Lines of one SKU become one line. */
export function mergeLines(lines: readonly WantedLine[]): WantedLine[] {
  const sums = new Map<string, number>();
  for (const { skuId, quantity } of lines) sums.set(skuId, (sums.get(skuId) ?? 0) + quantity);
  return [...sums].map(([skuId, quantity]) => ({ skuId, quantity }));
}

/** What a piece weighs for its freight. */
const gramsOf = ({ sku, weight }: PricedLine): number =>
  weight?.pieceGrams ?? sku.netWeightGrams ?? UNKNOWN_PIECE_GRAMS;

/**
 * Prices lines and groups them by supplier, with freight to a place when one is given (region code of six digits).
 * Lines whose SKU is not among `skus` are left out. Amounts are fen.
 */
export function groupBySupplier(
  lines: readonly WantedLine[],
  skus: readonly OrderableSku[],
  regionCode: string | null,
  payer: PricedFor,
): SupplierGroup[] {
  const byId = new Map(skus.map((sku) => [sku.skuId, sku]));
  const priced = mergeLines(lines).flatMap(({ skuId, quantity }) => {
    const sku = byId.get(skuId);
    return sku ? [priceLine(sku, quantity, payer)] : [];
  });
  const groups = Map.groupBy(priced, (line) => line.sku.supplierId);
  return [...groups].map(([supplierId, own]) => {
    const goodsFen = sumFen(own.map((line) => line.lineFen));
    const quote = regionCode
      ? freightOf(own[0]?.sku.freightRules ?? [], {
          regionCode,
          grams: own.reduce((grams, line) => grams + gramsOf(line) * line.quantity, 0),
          goodsFen,
        })
      : null;
    const supplierName = own[0]?.sku.supplierName ?? '';
    return {
      supplierId,
      supplierName,
      lines: own,
      goodsFen,
      freight: quote,
      totalFen: sumFen([goodsFen, quote?.freightFen ?? 0]),
    };
  });
}
