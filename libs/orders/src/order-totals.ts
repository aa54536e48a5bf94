import { type Freight, freightOf, type OrderableSku, UNKNOWN_PIECE_GRAMS } from '@yigou/catalogue';
import { type Address, bulkPriceFen, type DeliveryTerms, type WeightTerms, weightTermsOf } from '@yigou/contracts';
import type { Holding } from '@yigou/inventory';
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
  /** Where to, which is null while nobody has chosen a place; and at which point of a unit, which is null where it is none. */
  readonly address: Address | null;
  readonly delivery: DeliveryTerms | null;
}

/** For whom a line is priced: everybody pays the same, units by quantity. */
export type PricedFor = 'everybody' | 'unit';

/** `ofAll`: how many are bought at once, where they go to several places: the tier is that of all of them. */
export function priceLine(sku: OrderableSku, quantity: number, payer: PricedFor, ofAll = quantity): PricedLine {
  const priceFen = payer === 'unit' ? bulkPriceFen(sku, ofAll) : sku.priceFen;
  const weight = payer === 'unit' ? weightTermsOf(sku) : null;
  return { sku, quantity, priceFen, lineFen: timesFen(priceFen, quantity), weight };
}

/** A line at a price per piece that was agreed on before. */
export interface AgreedLine extends WantedLine {
  readonly priceFen: Fen;
}

/**
 * What each supplier sells of lines at agreed prices to one place, with its agreed freight (none said: none). Lines whose SKU is not among `skus` are left out. Each SKU
 * stands in one line. Amounts are fen.
 */
export function agreedGroups(
  { lines, address }: { readonly lines: readonly AgreedLine[]; readonly address: Address },
  skus: readonly OrderableSku[],
  freightFen: ReadonlyMap<string, Fen>,
): SupplierGroup[] {
  const byId = new Map(skus.map((sku) => [sku.skuId, sku]));
  const priced = lines.flatMap(({ skuId, quantity, priceFen }): PricedLine[] => {
    const sku = byId.get(skuId);
    return sku ? [{ sku, quantity, priceFen, lineFen: timesFen(priceFen, quantity), weight: null }] : [];
  });
  return [...Map.groupBy(priced, (line) => line.sku.supplierId)].map(([supplierId, own]) => {
    const freight = freightFen.get(supplierId) ?? 0;
    const goodsFen = sumFen(own.map((line) => line.lineFen));
    return {
      supplierId,
      supplierName: own[0]?.sku.supplierName ?? '',
      lines: own,
      goodsFen,
      freight: { deliverable: true, freightFen: freight, freeOverFen: null, rule: '按约定计算运费。' },
      totalFen: sumFen([goodsFen, freight]),
      address,
      delivery: null,
    };
  });
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

/** What goes to one place; null while nobody has chosen one. */
export interface Part {
  readonly lines: readonly WantedLine[];
  readonly address: Address | null;
  /** Null: the address is no point of a unit. */
  readonly delivery: DeliveryTerms | null;
}

/** The groups of all parts of a checkout, at the tiers of what is bought of a SKU in all. */
export function groupParts(parts: readonly Part[], skus: readonly OrderableSku[], payer: PricedFor): SupplierGroup[] {
  const all = new Map(mergeLines(parts.flatMap(({ lines }) => lines)).map(({ skuId, quantity }) => [skuId, quantity]));
  return parts.flatMap((part) => groupBySupplier(part, skus, payer, all));
}

/**
 * Prices lines and groups them by supplier, with freight to their place when one is given.
 * Lines whose SKU is not among `skus` are left out. Amounts are fen.
 */
function groupBySupplier(
  { lines, address, delivery }: Part,
  skus: readonly OrderableSku[],
  payer: PricedFor,
  all: ReadonlyMap<string, number>,
): SupplierGroup[] {
  const byId = new Map(skus.map((sku) => [sku.skuId, sku]));
  const priced = mergeLines(lines).flatMap(({ skuId, quantity }) => {
    const sku = byId.get(skuId);
    return sku ? [priceLine(sku, quantity, payer, all.get(skuId))] : [];
  });
  const groups = Map.groupBy(priced, (line) => line.sku.supplierId);
  return [...groups].map(([supplierId, own]) => {
    const goodsFen = sumFen(own.map((line) => line.lineFen));
    const quote = address
      ? freightOf(own[0]?.sku.freightRules ?? [], {
          regionCode: address.region.code,
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
      address,
      delivery,
    };
  });
}

/** What each order takes from the stock. */
export function holdingsOf(orders: readonly { readonly id: string; readonly group: SupplierGroup }[]): Holding[] {
  return orders.map(({ id, group }) => ({
    holder: id,
    lines: group.lines.map((line) => ({ skuId: line.sku.skuId, quantity: line.quantity })),
  }));
}
