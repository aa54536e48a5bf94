import type { OrderableSku } from '@yigou/catalogue';
import type { StockLevel } from '@yigou/inventory';
import { DomainError } from '@yigou/kernel';
import { amongIds } from '@yigou/platform';
import type { WantedLine } from './order-totals';

/**
 * How much may be held without having paid, by policy. It is of who buys for themselves: what a unit orders is held of its budget and waits for its seller's signature,
 * and what a group purchase orders is paid already.
 */
export interface UnpaidLimits {
  /** Checkouts of one person at a time. */
  readonly perPerson: number;
  /** Checkouts from one network address at a time. */
  readonly perAddress: number;
  /** Share of a SKU's stock that is nobody else's, in basis points, that one person may hold. */
  readonly stockBp: number;
  /** Pieces of a SKU that anybody may hold, however few there are. */
  readonly freePieces: number;
}

/** What a person, and everybody at their network address, hold without having paid. */
export interface Unpaid {
  readonly checkouts: number;
  readonly ofAddress: number;
  /** The person's pieces, by SKU; none: left out. */
  readonly pieces: Readonly<Record<string, number>>;
}

/** Of order `o`: it holds stock until it is paid, and is a person's own. */
const OWN_UNPAID = `o.status = 'pending_payment' AND o.unit_id IS NULL AND o.origin IS NULL`;

/** {@link Unpaid} of the person $2 and the address $4 with the pieces of the SKUs $1, as one value. What is over and not closed yet still holds its stock, and counts. */
export const UNPAID = `jsonb_build_object(
  'checkouts', (SELECT count(DISTINCT o.checkout_id) FROM sales_order o WHERE o.user_id = $2 AND ${OWN_UNPAID}),
  'ofAddress', (SELECT count(DISTINCT o.checkout_id) FROM sales_order o WHERE o.placed_from = $4::text AND o.status = 'pending_payment'),
  'pieces', (SELECT coalesce(jsonb_object_agg(h.sku_id, h.pieces), '{}') FROM (
     SELECT l.sku_id, sum(l.quantity) AS pieces FROM sales_order o JOIN order_line l ON l.order_id = o.id
     WHERE o.user_id = $2 AND ${OWN_UNPAID} AND l.sku_id = ${amongIds('$1')} GROUP BY l.sku_id) h))`;

/**
 * Throws `unpaid_checkouts`, `unpaid_from_address`, and `unpaid_share_of_stock` with what may be held of each SKU. The caller holds the person's turn and the stock, so that a person's orders are
 * counted one after the other; those of one address are not, and may pass its limit by as many as are on their way. What is not there at all is for the ledger to say.
 */
export function requireUnpaidWithin(limits: UnpaidLimits, unpaid: Unpaid, wanted: WantedOfStock): void {
  const refusal = unpaidRefusal(limits, unpaid, wanted);
  if (refusal) throw refusal;
}

/** What {@link requireUnpaidWithin} would throw, for who is told before they order; null where it would not. */
export function unpaidRefusal(
  limits: UnpaidLimits,
  unpaid: Unpaid,
  { skus, lines, levels }: WantedOfStock,
): DomainError | null {
  const { perPerson, perAddress } = limits;
  if (unpaid.checkouts >= perPerson) {
    const message = `您有 ${unpaid.checkouts} 笔订单还没有付款，请先付款或取消其中一些，再提交新订单。`;
    return new DomainError('unpaid_checkouts', { open: unpaid.checkouts, limit: perPerson }, message);
  }
  if (unpaid.ofAddress >= perAddress) return new DomainError('unpaid_from_address', { limit: perAddress });
  const over = lines.flatMap(({ skuId, quantity }) => {
    const held = unpaid.pieces[skuId] ?? 0;
    const available = levels.get(skuId)?.available ?? 0;
    const most = Math.max(limits.freePieces, Math.floor(((available + held) * limits.stockBp) / WHOLE_BP));
    return quantity <= available && held + quantity > most ? [{ skuId, held, left: Math.max(most - held, 0) }] : [];
  });
  const first = over[0];
  if (!first) return null;
  const sku = skus.find(({ skuId }) => skuId === first.skuId);
  const name = sku ? `“${sku.productName} ${sku.skuName}”` : '该商品';
  const message = `${name}在付款之前您最多还能订 ${first.left} 件，请减少件数，或者先付款、取消您还没有付款的订单。`;
  return new DomainError('unpaid_share_of_stock', { skus: over }, message);
}

const WHOLE_BP = 10_000;

/** What is ordered, each SKU once, and its stock: under its lock where it is taken. */
export interface WantedOfStock {
  readonly skus: readonly OrderableSku[];
  readonly lines: readonly WantedLine[];
  readonly levels: ReadonlyMap<string, Pick<StockLevel, 'available'>>;
}
