import { Injectable } from '@nestjs/common';
import { OrderableSkus } from '@yigou/catalogue';
import type { CheckoutPreview, CheckoutView } from '@yigou/contracts';
import { DomainError, sumFen } from '@yigou/kernel';
import { Payments } from '@yigou/payments';
import { Database } from '@yigou/platform';
import { Addresses } from './addresses.service';
import { toCartLine } from './cart-line';
import { groupBySupplier, type WantedLine } from './order-totals';

/** A payment as its buyer sees it; `p` is the payment's alias. */
export const PAYMENT_JSON = `jsonb_build_object('id', p.id, 'status', p.status, 'amountFen', p.amount_fen, 'refundedFen', p.refunded_fen,
  'payUrl', CASE WHEN p.status = 'pending' THEN
    (SELECT a.pay_url FROM payment_attempt a WHERE a.payment_id = p.id AND a.status = 'open' ORDER BY a.id DESC LIMIT 1) END,
  'paidAt', p.paid_at)`;

/** What a checkout would cost, and what it became. */
@Injectable()
export class CheckoutQueries {
  constructor(
    private readonly db: Database,
    private readonly skus: OrderableSkus,
    private readonly addresses: Addresses,
    private readonly payments: Payments,
  ) {}

  /** Every cost before ordering, at most two statements. Without an address the freight is not known yet and counts 0. */
  async preview(userId: string, lines: readonly WantedLine[], addressId: string | null): Promise<CheckoutPreview> {
    const address = addressId ? await this.addresses.find(this.db, userId, addressId) : undefined;
    if (addressId && !address) throw new DomainError('not_found');
    const skus = await this.skus.load(
      this.db,
      lines.map((line) => line.skuId),
    );
    const groups = groupBySupplier(lines, skus, address?.region.code ?? null);
    const found = new Set(skus.map((sku) => sku.skuId));
    const sellable = groups.every((group) =>
      group.lines.every(({ sku, quantity }) => sku.orderable && sku.available >= quantity),
    );
    const deliverable = groups.every((group) => group.freight?.deliverable ?? true);
    const totalFen = sumFen(groups.map((group) => group.totalFen));
    const limitFen = this.payments.maxAmountFen;
    return {
      groups: groups.map(({ freight, lines: own, ...group }) => ({
        ...group,
        lines: own.map(toCartLine),
        freightFen: freight?.freightFen ?? 0,
        freightRule: freight?.rule ?? '选择收货地址后计算运费。',
        deliverable: freight?.deliverable ?? true,
      })),
      goodsFen: sumFen(groups.map((group) => group.goodsFen)),
      freightFen: sumFen(groups.map((group) => group.freight?.freightFen ?? 0)),
      totalFen,
      limitFen,
      orderable:
        sellable &&
        deliverable &&
        totalFen <= limitFen &&
        address !== undefined &&
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
