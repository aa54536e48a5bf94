import { Injectable } from '@nestjs/common';
import { OrderableSkus } from '@yigou/catalogue';
import type { Address, OrderOrigin } from '@yigou/contracts';
import { SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, type Fen, newId, sumFen } from '@yigou/kernel';
import { Pools } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { lockOrdersOf, moveOrders, type PlacedOrder, placeOrders } from './move-orders';
import { type AgreedLine, agreedGroups, holdingsOf } from './order-totals';

/** What goes to one place: one order per supplier. */
export interface PooledPart {
  readonly to: {
    readonly receiver: string;
    readonly phone: string;
    /** Of a county, and 省 地市 县. */
    readonly regionCode: string;
    readonly regionPath: string;
    readonly detail: string;
  };
  /** Each SKU once. */
  readonly lines: readonly AgreedLine[];
  /** What each supplier's freight to this place comes to; none said: none. */
  readonly freightFen: ReadonlyMap<string, Fen>;
}
export interface PooledOrders {
  /** Both chosen by the caller and kept with what it orders for: what is placed again by mistake meets its own checkout, and fails. */
  readonly checkoutId: string;
  readonly poolId: string;
  /** Who sees the orders and cancels them; what comes back goes to the members of the pool. */
  readonly buyer: { readonly id: string; readonly name: string };
  readonly origin: { readonly kind: OrderOrigin; readonly id: string };
  /** Under whom stock is reserved already: the orders take it over, and what is missing from what is free. */
  readonly heldBy: readonly string[];
  readonly remark: string;
  readonly parts: readonly PooledPart[];
}
export interface PlacedPooled {
  /** What the pool asks for: all orders. */
  readonly totalFen: Fen;
  readonly orders: readonly (Pick<PlacedOrder, 'id' | 'number'> & {
    readonly supplierId: string;
    /** Index of its part. */
    readonly part: number;
    readonly totalFen: Fen;
  })[];
}

/**
 * Places orders at prices and freight that were agreed on before, paid by a pool (合并支付): what a group purchase ordered once it succeeded. They wait for their money without a deadline, since it is
 * there and only to be gathered; with the last fen of the pool they are to be shipped, by the mover that all orders have.
 */
@Injectable()
export class PlacePooled {
  constructor(
    private readonly skus: OrderableSkus,
    private readonly stock: StockLedger,
    private readonly pools: Pools,
  ) {}

  /**
   * Writes the orders and opens their pool, in the caller's transaction; filling the pool is the caller's. Certificates, counties and categories are those of this moment; prices are
   * those that were agreed on.
   * Throws `product_unavailable` with `details.skuIds` for what must not be sold any more, `insufficient_stock` for what nobody held and is not there.
   */
  async placeIn(tx: Tx, placed: PooledOrders): Promise<PlacedPooled> {
    const { checkoutId, poolId, buyer, origin, remark } = placed;
    const skuIds = [...new Set(placed.parts.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)))];
    const levels = await this.stock.lock(tx, skuIds);
    const orders = await this.agreed(tx, placed.parts, skuIds);
    await this.stock.handOver(tx, placed.heldBy, holdingsOf(orders), levels);
    const totalFen = sumFen(orders.map(({ group }) => group.totalFen));
    await this.pools.open(tx, { id: poolId, holder: checkoutId, amountFen: totalFen });
    const rows = await placeOrders(tx, {
      buyer,
      checkoutId,
      paymentId: poolId,
      totalFen,
      orders,
      remark,
      origin,
      purchase: null,
      paymentTerms: 'prepaid',
      minutes: null,
      placedFrom: null,
      along: null,
    });
    const numbers = new Map(rows.map(({ id, number }) => [id, number]));
    return {
      totalFen,
      orders: orders.map(({ id, part, group }) => ({
        id,
        number: numbers.get(id) ?? '',
        supplierId: group.supplierId,
        part,
        totalFen: group.totalFen,
      })),
    };
  }

  /**
   * Closes orders whose pool cannot be filled, none of which is paid yet: their stock is free. The pool itself is dissolved by whoever filled it; the caller holds its lock. Nothing
   * happens to orders that were closed before.
   */
  async withdrawIn(tx: Tx, checkoutId: string, note: string): Promise<void> {
    const waiting = (await lockOrdersOf(tx, checkoutId)).filter(({ status }) => status === 'pending_payment');
    if (waiting.length === 0) return;
    await this.stock.release(
      tx,
      waiting.map(({ id }) => id),
    );
    await moveOrders(tx, waiting, { action: 'cancel', by: SYSTEM, note });
  }

  private async agreed(tx: Tx, parts: readonly PooledPart[], skuIds: readonly string[]) {
    const skus = await this.skus.load(tx, skuIds);
    const orderable = new Set(skus.filter((sku) => sku.orderable).map((sku) => sku.skuId));
    const gone = skuIds.filter((skuId) => !orderable.has(skuId));
    if (gone.length > 0) throw new DomainError('product_unavailable', { skuIds: gone });
    return parts.flatMap(({ to, lines, freightFen }, part) => {
      requireOnce(lines);
      return agreedGroups({ lines, address: addressOf(to) }, skus, freightFen).map((group) => ({
        id: newId(),
        part,
        group,
      }));
    });
  }
}

/** A SKU has one agreed price. */
function requireOnce(lines: readonly AgreedLine[]): void {
  if (new Set(lines.map(({ skuId }) => skuId)).size < lines.length)
    throw new Error('a SKU stands twice in one part of pooled orders');
}

const addressOf = ({ receiver, phone, regionCode, regionPath, detail }: PooledPart['to']): Address => ({
  id: newId(),
  receiver,
  phone,
  region: { code: regionCode, name: regionPath.split(' ').at(-1) ?? regionPath, path: regionPath },
  detail,
  isDefault: false,
});
