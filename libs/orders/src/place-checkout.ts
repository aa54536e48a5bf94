import { Inject, Injectable, Logger } from '@nestjs/common';
import type { CheckoutView, PlaceCheckoutBody } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import { type Holding, StockLedger } from '@yigou/inventory';
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
import { type CheckoutGoods, CheckoutQueries } from './checkout.queries';
import { type OrdersToPlace, type PlacedOrder, placeOrders } from './move-orders';
import { groupBySupplier, mergeLines, type WantedLine } from './order-totals';

/**
 * Places one order per supplier under one checkout: stock is reserved, orders and payment are written in one transaction; then, outside of it, the payment is made
 * known to the provider. When the provider cannot be reached the orders stand and can be paid later.
 */
@Injectable()
export class PlaceCheckout {
  private readonly log = new Logger('PlaceCheckout');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly checkouts: CheckoutQueries,
    private readonly stock: StockLedger,
    private readonly payments: Payments,
    private readonly policy: PolicyParameters,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Returns the checkout as it was placed; the same Idempotency-Key gives the same one, as it is by then.
   * Throws `product_unavailable`, `not_deliverable`, `price_changed`, `checkout_too_large` (for the payment provider), `insufficient_stock`, `not_found` (address).
   */
  async execute(by: Caller, body: PlaceCheckoutBody, claim: IdempotencyClaim): Promise<CheckoutView> {
    const minutes = await this.policy.get('order.payment_minutes');
    const { checkoutId, placed } = await this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { checkoutId: newId() });
      return { ...result, placed: first ? await this.write(tx, by, body, { ...result, minutes }) : null };
    });
    if (!placed) return this.checkouts.view(by.actor.userId, checkoutId);
    return viewOf(placed, await this.beginPayment(placed.attempt));
  }

  private async write(
    tx: Tx,
    { actor }: Caller,
    body: PlaceCheckoutBody,
    { checkoutId, minutes }: { readonly checkoutId: string; readonly minutes: number },
  ): Promise<Placed> {
    const lines = mergeLines(body.lines);
    const levels = await this.stock.lock(
      tx,
      lines.map((line) => line.skuId),
    );
    const { skus, address } = await this.checkouts.goods(tx, actor.userId, lines, body.addressId);
    if (!address) throw new DomainError('not_found', { addressId: body.addressId });
    const orders = this.price(lines, { skus, address }, body.expectedTotalFen);
    await this.stock.reserve(tx, holdingsOf(orders), levels);
    const attempt = await this.payments.open(tx, {
      id: newId(),
      holder: checkoutId,
      amountFen: sumFen(orders.map((order) => order.group.totalFen)),
      returnUrl: `${this.config.STOREFRONT_URL}/pay/return?checkout=${checkoutId}`,
    });
    const rows = await placeOrders(tx, {
      buyer: { id: actor.userId, name: actor.name },
      checkoutId,
      paymentId: attempt.paymentId,
      totalFen: attempt.amountFen,
      orders,
      address,
      remark: body.remark,
      minutes,
    });
    return { checkoutId, attempt, orders, rows };
  }

  /**
   * The order decides on the truth of the moment at which it gets the stock, however long it waited for it: prices, standing, terms, freight. What differs from
   * what the buyer saw is refused. The caller holds the stock of the lines.
   */
  private price(
    lines: readonly WantedLine[],
    { skus, address }: CheckoutGoods,
    expectedTotalFen: number,
  ): OrdersToPlace['orders'] {
    const orderable = new Set(skus.filter((sku) => sku.orderable).map((sku) => sku.skuId));
    const gone = lines.filter((line) => !orderable.has(line.skuId)).map((line) => line.skuId);
    if (gone.length > 0) throw new DomainError('product_unavailable', { skuIds: gone });
    const groups = groupBySupplier(lines, skus, address?.region.code ?? null);
    const closed = groups.filter((group) => !group.freight?.deliverable).map((group) => group.supplierId);
    if (closed.length > 0) throw new DomainError('not_deliverable', { supplierIds: closed });
    const totalFen = sumFen(groups.map((group) => group.totalFen));
    if (totalFen !== expectedTotalFen) throw new DomainError('price_changed', { totalFen });
    const limitFen = this.payments.maxAmountFen;
    if (totalFen > limitFen) throw new DomainError('checkout_too_large', { totalFen, limitFen });
    return groups.map((group) => ({ id: newId(), group }));
  }

  /** Where to pay; null while the provider keeps it from being paid. */
  private async beginPayment(attempt: OpenAttempt): Promise<string | null> {
    try {
      return (await this.payments.begin(attempt)).payUrl;
    } catch (error) {
      // The orders stand: whoever opens them is told what keeps them from being paid.
      if (!(error instanceof DomainError)) throw error;
      this.log.warn(
        { paymentId: attempt.paymentId, code: error.code },
        'the payment provider is out of reach or refuses; the order waits to be paid later',
      );
      return null;
    }
  }
}

/** What the transaction has written. */
interface Placed {
  readonly checkoutId: string;
  readonly attempt: OpenAttempt;
  readonly orders: OrdersToPlace['orders'];
  readonly rows: readonly PlacedOrder[];
}

/** The checkout as whoever placed it sees it, of what was written and without reading it again. */
function viewOf({ checkoutId, attempt, orders, rows }: Placed, payUrl: string | null): CheckoutView {
  const groups = new Map(orders.map(({ id, group }) => [id, group]));
  return {
    id: checkoutId,
    totalFen: attempt.amountFen,
    expiresAt: rows[0]?.expiresAt ?? '',
    payment: {
      id: attempt.paymentId,
      status: 'pending',
      amountFen: attempt.amountFen,
      refundedFen: 0,
      payUrl,
      paidAt: null,
    },
    orders: rows.map(({ id, number, status }) => ({
      id,
      number,
      status,
      supplierName: groups.get(id)?.supplierName ?? '',
      totalFen: groups.get(id)?.totalFen ?? 0,
    })),
  };
}

/** What each order takes from the stock. */
function holdingsOf(orders: OrdersToPlace['orders']): Holding[] {
  return orders.map(({ id, group }) => ({
    holder: id,
    lines: group.lines.map((line) => ({ skuId: line.sku.skuId, quantity: line.quantity })),
  }));
}
