import { Injectable } from '@nestjs/common';
import { ORDERABLE_SKUS, type OrderableSku } from '@yigou/catalogue';
import type { Address, CheckoutPreview, CheckoutView } from '@yigou/contracts';
import { DomainError, sumFen } from '@yigou/kernel';
import { Payments } from '@yigou/payments';
import { Database, type Queryable } from '@yigou/platform';
import { OWN_ADDRESS } from './addresses.service';
import { belowMinimum, overWeek } from './bulk-terms';
import { toCartLine } from './cart-line';
import { destinationsOf, type UnitDeliveries } from './delivery/destinations';
import { type Part, groupParts, mergeLines, type PricedFor, type WantedLine } from './order-totals';
import { UNPAID, type Unpaid, type UnpaidLimits, unpaidRefusal } from './unpaid-limits';

/** A payment as its buyer sees it; `p` is the payment's alias. */
export const PAYMENT_JSON = `jsonb_build_object('id', p.id, 'status', p.status, 'channel', p.channel, 'amountFen', p.amount_fen, 'refundedFen', p.refunded_fen,
  'payUrl', CASE WHEN p.status = 'pending' AND p.channel = 'online' THEN
    (SELECT a.pay_url FROM payment_attempt a WHERE a.payment_id = p.id AND a.status = 'open' ORDER BY a.id DESC LIMIT 1) END,
  'paidAt', p.paid_at)`;

/** By what a checkout is priced: the goods as they are at this moment, and where they go. */
export interface CheckoutGoods {
  readonly skus: readonly OrderableSku[];
  readonly address: Address | null;
}
type GoodsRow = { readonly address: Address | null } & {
  readonly [Column in keyof OrderableSku]: OrderableSku[Column] | null;
};
const isSku = (row: GoodsRow): row is GoodsRow & OrderableSku => row.skuId !== null;

/** Throws `not_found` where the address is named and not the person's own. */
function goodsOf(rows: readonly GoodsRow[], addressId: string | null): CheckoutGoods {
  const address = rows[0]?.address ?? null;
  if (addressId && !address) throw new DomainError('not_found', { addressId });
  return { skus: rows.filter(isSku), address };
}

/** For whom and how a checkout is shown. */
export interface PreviewFor {
  readonly payer?: PricedFor;
  readonly points?: UnitDeliveries | null;
  /** Of who buys for themselves: how much they may hold without having paid, and from where they ask. */
  readonly held?: { readonly limits: UnpaidLimits; readonly placedFrom: string | null } | null;
}

/** What a checkout would cost, and what it became. */
@Injectable()
export class CheckoutQueries {
  constructor(
    private readonly db: Database,
    private readonly payments: Payments,
  ) {}

  /** One statement. A SKU that there is not is left out. Throws `not_found` where the address is named and not the person's own. */
  async goods(
    db: Queryable,
    userId: string,
    lines: readonly WantedLine[],
    addressId: string | null,
  ): Promise<CheckoutGoods> {
    const rows = await db.query<GoodsRow>(
      `SELECT a.address, k.* FROM (SELECT ${OWN_ADDRESS} AS address) a LEFT JOIN ${ORDERABLE_SKUS} k ON true`,
      [lines.map(({ skuId }) => skuId), userId, addressId],
    );
    return goodsOf(rows, addressId);
  }

  /**
   * {@link goods} with what the buyer, and everybody at the network address `placedFrom`, hold without having paid: one statement, too. Who places an order reads them in a statement that began after it got
   * the buyer's turn. Throws as `goods` does.
   */
  async goodsToPlace(
    db: Queryable,
    userId: string,
    lines: readonly WantedLine[],
    addressId: string | null,
    placedFrom: string | null,
  ): Promise<CheckoutGoods & { readonly unpaid: Unpaid }> {
    const rows = await db.query<GoodsRow & { readonly unpaid: Unpaid }>(
      `SELECT a.address, a.unpaid, k.* FROM (SELECT ${OWN_ADDRESS} AS address, ${UNPAID} AS unpaid) a LEFT JOIN ${ORDERABLE_SKUS} k ON true`,
      [lines.map(({ skuId }) => skuId), userId, addressId, placedFrom],
    );
    const unpaid = rows[0]?.unpaid ?? { checkouts: 0, ofAddress: 0, pieces: {} };
    return { ...goodsOf(rows, addressId), unpaid };
  }

  /**
   * Every cost before ordering, one statement, one for a unit's delivery points, and one where a seller limits the week of units. Without an address the freight is not known yet and counts 0. Throws `validation_failed`
   * for points that take nothing in on their day. Whoever is at a limit of what may be held unpaid is told by the numbers of this moment, and by those of the moment of
   * placing it again.
   */
  async preview(
    userId: string,
    lines: readonly WantedLine[],
    addressId: string | null,
    { payer = 'everybody', points = null, held = null }: PreviewFor = {},
  ): Promise<CheckoutPreview> {
    const goods = held
      ? await this.goodsToPlace(this.db, userId, lines, addressId, held.placedFrom)
      : { ...(await this.goods(this.db, userId, lines, addressId)), unpaid: null };
    const { skus, address, unpaid } = goods;
    const levels = new Map(skus.map((sku) => [sku.skuId, sku]));
    const refusal = held && unpaid && unpaidRefusal(held.limits, unpaid, { skus, lines: mergeLines(lines), levels });
    const parts: readonly Part[] = points
      ? await destinationsOf(this.db, points)
      : [{ lines, address, delivery: null }];
    const groups = groupParts(parts, skus, payer);
    const over =
      payer === 'unit'
        ? await overWeek(
            this.db,
            groups.flatMap((group) => group.lines),
          )
        : [];
    const all = new Map(mergeLines(lines).map(({ skuId, quantity }) => [skuId, quantity]));
    const found = new Set(skus.map((sku) => sku.skuId));
    const sellable =
      skus.every((sku) => sku.orderable && sku.available >= (all.get(sku.skuId) ?? 0)) &&
      (payer === 'everybody' || belowMinimum(groups.flatMap((group) => group.lines)).length === 0);
    const deliverable = groups.every((group) => group.freight?.deliverable ?? true);
    const totalFen = sumFen(groups.map((group) => group.totalFen));
    const limitFen = this.payments.maxAmountFen;
    return {
      groups: groups.map(({ freight, lines: own, address: _place, ...group }) => ({
        ...group,
        lines: own.map((line) => toCartLine(line, payer)),
        freightFen: freight?.freightFen ?? 0,
        freightRule: freight?.rule ?? '选择收货地址后计算运费。',
        deliverable: freight?.deliverable ?? true,
      })),
      goodsFen: sumFen(groups.map((group) => group.goodsFen)),
      freightFen: sumFen(groups.map((group) => group.freight?.freightFen ?? 0)),
      totalFen,
      limitFen,
      overWeek: over,
      ...(held ? { unpaid: refusal && refusal.message } : {}),
      orderable:
        sellable &&
        !refusal &&
        over.length === 0 &&
        deliverable &&
        totalFen <= limitFen &&
        parts.every((part) => part.address !== null) &&
        lines.every((line) => found.has(line.skuId)),
    };
  }

  /** The buyer's own checkout; one statement. Throws `not_found` for another's. */
  async view(userId: string, checkoutId: string): Promise<CheckoutView> {
    const row = await this.db.one<{ view: CheckoutView }>(
      `SELECT jsonb_build_object('id', c.id, 'totalFen', c.total_fen, 'expiresAt', c.expires_at, 'payment', ${PAYMENT_JSON},
         'orders', (SELECT jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'status', o.status,
             'supplierName', s.name, 'totalFen', o.total_fen) ORDER BY o.number)
           FROM sales_order o JOIN organisation s ON s.id = o.supplier_id WHERE o.checkout_id = c.id)) AS view
       FROM checkout c JOIN payment p ON p.id = c.payment_id WHERE c.id = $1 AND c.user_id = $2`,
      [checkoutId, userId],
    );
    if (!row) throw new DomainError('not_found');
    return row.view;
  }
}
