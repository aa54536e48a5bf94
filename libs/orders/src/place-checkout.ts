import { Inject, Injectable, Logger } from '@nestjs/common';
import { OrderableSkus } from '@yigou/catalogue';
import type { Address, PlaceCheckoutBody } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError, newId, sumFen } from '@yigou/kernel';
import { type OpenAttempt, Payments } from '@yigou/payments';
import {
  claimKey,
  CONFIG,
  type Config,
  type IdempotencyClaim,
  PolicyParameters,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { Addresses } from './addresses.service';
import { groupBySupplier, mergeLines, type SupplierGroup } from './order-totals';

interface PlacedOrder {
  readonly id: string;
  readonly group: SupplierGroup;
}

/**
 * Places one order per supplier under one checkout: stock is reserved, orders and payment are written in one transaction; then, outside of it, the payment is made
 * known to the provider. When the provider cannot be reached the orders stand and can be paid later.
 */
@Injectable()
export class PlaceCheckout {
  private readonly log = new Logger('PlaceCheckout');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly skus: OrderableSkus,
    private readonly addresses: Addresses,
    private readonly stock: StockLedger,
    private readonly payments: Payments,
    private readonly policy: PolicyParameters,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Returns the checkout's id; the same Idempotency-Key gives the same one.
   * Throws `product_unavailable`, `not_deliverable`, `price_changed`, `insufficient_stock`, `not_found` (address).
   */
  async execute(actor: Actor, body: PlaceCheckoutBody, claim: IdempotencyClaim): Promise<string> {
    const minutes = await this.policy.get('order.payment_minutes');
    const placed = await this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { checkoutId: newId() });
      const { checkoutId } = result;
      if (!first) return { checkoutId, attempt: null };
      const address = await this.addresses.find(tx, actor.userId, body.addressId);
      if (!address) throw new DomainError('not_found', { addressId: body.addressId });
      const orders = await this.price(tx, body, address);
      await this.reserve(tx, orders);
      const attempt = await this.payments.open(tx, {
        id: newId(),
        holder: checkoutId,
        amountFen: sumFen(orders.map((order) => order.group.totalFen)),
        returnUrl: `${this.config.STOREFRONT_URL}/pay/return?checkout=${checkoutId}`,
      });
      await this.write(tx, { actor, checkoutId, attempt, orders, address, remark: body.remark, minutes });
      return { checkoutId, attempt };
    });
    if (placed.attempt) await this.tellProvider(placed.attempt);
    return placed.checkoutId;
  }

  /** The order decides on the truth of this moment: prices, terms, freight. What differs from what the buyer saw is refused. */
  private async price(tx: Tx, body: PlaceCheckoutBody, address: Address): Promise<PlacedOrder[]> {
    const lines = mergeLines(body.lines);
    const skus = await this.skus.load(
      tx,
      lines.map((line) => line.skuId),
    );
    const orderable = new Set(skus.filter((sku) => sku.orderable).map((sku) => sku.skuId));
    const gone = lines.filter((line) => !orderable.has(line.skuId)).map((line) => line.skuId);
    if (gone.length > 0) throw new DomainError('product_unavailable', { skuIds: gone });
    const groups = groupBySupplier(lines, skus, address.region.code);
    const closed = groups.filter((group) => !group.freight?.deliverable).map((group) => group.supplierId);
    if (closed.length > 0) throw new DomainError('not_deliverable', { supplierIds: closed });
    const totalFen = sumFen(groups.map((group) => group.totalFen));
    if (totalFen !== body.expectedTotalFen) throw new DomainError('price_changed', { totalFen });
    return groups.map((group) => ({ id: newId(), group }));
  }

  private reserve(tx: Tx, orders: readonly PlacedOrder[]): Promise<void> {
    const holdings = orders.map(({ id, group }) => ({
      holder: id,
      lines: group.lines.map((line) => ({ skuId: line.sku.skuId, quantity: line.quantity })),
    }));
    return this.stock.reserve(tx, holdings);
  }

  /** Checkout, orders, lines and first steps in one statement; what was ordered leaves the cart. */
  private async write(
    tx: Tx,
    placed: {
      readonly actor: Actor;
      readonly checkoutId: string;
      readonly attempt: OpenAttempt;
      readonly orders: readonly PlacedOrder[];
      readonly address: Address;
      readonly remark: string;
      readonly minutes: number;
    },
  ): Promise<void> {
    const { actor, checkoutId, attempt, orders, address } = placed;
    const orderRows = orders.map(({ id, group }) => ({
      id,
      supplier: group.supplierId,
      region: group.lines[0]?.sku.countyCode ?? null,
      goods: group.goodsFen,
      freight: group.freight?.freightFen ?? 0,
      total: group.totalFen,
      step: newId(),
    }));
    const lineRows = orders.flatMap(({ id: order, group }) =>
      group.lines.map(({ sku, quantity, lineFen }) => ({ id: newId(), order, ...sku, quantity, lineFen })),
    );
    await tx.query(
      `WITH checkout_row AS (
         INSERT INTO checkout (id, user_id, payment_id, total_fen, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(mins => $5)) RETURNING id, expires_at),
       wanted AS (
         SELECT * FROM jsonb_to_recordset($6::jsonb)
           AS o (id uuid, supplier uuid, region text, goods bigint, freight bigint, total bigint, step uuid)),
       order_row AS (
         INSERT INTO sales_order (id, number, checkout_id, user_id, supplier_id, region_code, status, goods_fen, freight_fen, total_fen,
           receiver, phone, delivery_region_code, region_path, detail, remark, expires_at)
         SELECT wanted.id,
           'YG' || to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYMMDD') || zero_padded(nextval('order_number'), 7),
           $1, $2, supplier, region, 'pending_payment', goods, freight, total, $7, $8, $9, $10, $11, $12, checkout_row.expires_at
         FROM wanted, checkout_row),
       step_row AS (
         INSERT INTO order_step (id, order_id, from_status, to_status, actor_id, actor_name, note)
         SELECT step, wanted.id, NULL, 'pending_payment', $2, $13, '提交订单' FROM wanted),
       cart_row AS (
         DELETE FROM cart_line USING cart
         WHERE cart.id = cart_line.cart_id AND cart.user_id = $2
           AND cart_line.sku_id IN (SELECT (line ->> 'skuId')::uuid FROM jsonb_array_elements($14::jsonb) AS line))
       INSERT INTO order_line (id, order_id, sku_id, product_id, product_name, sku_name, photo_key, certificate_number, county_name,
         category_slug, net_weight_grams, price_fen, quantity, line_fen)
       SELECT id, "order", "skuId", "productId", "productName", "skuName", "photoKey", "certificateNumber", "countyName",
         "categorySlug", "netWeightGrams", "priceFen", quantity, "lineFen"
       FROM jsonb_to_recordset($14::jsonb) AS l (id uuid, "order" uuid, "skuId" uuid, "productId" uuid, "productName" text, "skuName" text,
         "photoKey" text, "certificateNumber" text, "countyName" text, "categorySlug" text, "netWeightGrams" int, "priceFen" bigint,
         quantity int, "lineFen" bigint)`,
      [
        checkoutId,
        actor.userId,
        attempt.paymentId,
        attempt.amountFen,
        placed.minutes,
        JSON.stringify(orderRows),
        address.receiver,
        address.phone,
        address.region.code,
        address.region.path,
        address.detail,
        placed.remark,
        actor.name,
        JSON.stringify(lineRows),
      ],
    );
  }

  private async tellProvider(attempt: OpenAttempt): Promise<void> {
    try {
      await this.payments.begin(attempt);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'payment_unavailable') throw error;
      this.log.warn(
        { paymentId: attempt.paymentId },
        'the payment provider is out of reach; the order waits to be paid later',
      );
    }
  }
}
