import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Address, CheckoutView, Delivery, PaymentTerm, PlaceCheckoutBody } from '@yigou/contracts';
import { addressBlock, type Caller, chooseSeat, holdSeat, inPerson, type SeatRule } from '@yigou/identity';
import { StockLedger, type StockLevel } from '@yigou/inventory';
import { DomainError, type Fen, newId, sumFen } from '@yigou/kernel';
import { type OpenAttempt, Payments } from '@yigou/payments';
import { claimKey, CONFIG, type Config, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import type { BudgetChoice } from '@yigou/procurement';
import { requireBulkTerms } from './bulk-terms';
import { type CheckoutGoods, CheckoutQueries } from './checkout.queries';
import { type Destination, destinationsOf, type UnitDeliveries } from './delivery/destinations';
import { type OrdersToPlace, type PlacedOrder, placeOrders } from './move-orders';
import { groupParts, holdingsOf, mergeLines, type PricedFor, type WantedLine } from './order-totals';
import { type PlacingTerms, UnitTerms } from './unit-terms';
import { requireUnpaidWithin } from './unpaid-limits';

/** Who buys for a unit (§1). */
const BUYER: SeatRule = { kind: 'agency', duty: 'buy' };

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
    private readonly terms: UnitTerms,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Returns the checkout as it was placed; the same Idempotency-Key gives the same one, as it is by then. Who sits in a unit buys for it unless they say that they
   * buy for themselves.
   * Throws `forbidden` for a seat that may not buy (§1), `seat_needed` for who sits in several units and names none, and what {@link placeIn} throws.
   */
  async execute(by: Caller, body: PlaceCheckoutBody, claim: IdempotencyClaim): Promise<CheckoutView> {
    const buyer = buyingFor(by, body);
    const terms = await this.terms.placing(buyer.seat?.organisationId ?? null);
    const { checkoutId, placed } = await this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { checkoutId: newId() });
      if (!first) return { ...result, placed: null };
      const seat = buyer.seat && (await holdSeat(tx, buyer, BUYER)).seat;
      const purchase = seat && { unitId: seat.organisationId, budgetId: body.budgetId ?? null };
      const { userId: id, name } = by.actor;
      const placedFrom = purchase === null && by.address !== null ? addressBlock(by.address) : null;
      const said = { ...body, ...result, deliveries: body.deliveries ?? [], placedFrom };
      const placed = await this.placeIn(tx, { ...said, buyer: { id, name }, purchase, ...terms });
      return { ...result, placed };
    });
    return placed ? this.announce(placed) : this.checkouts.view(by.actor.userId, checkoutId);
  }

  /**
   * Writes what is ordered, in the caller's transaction: for whoever has decided by then that it may be bought, such as an approved requisition. Afterwards, and
   * outside of the transaction, {@link announce} makes it payable.
   * Throws `validation_failed` for points that take nothing in on their day, `product_unavailable`, `not_deliverable`, `price_changed`, `checkout_too_large` (for the payment provider), `insufficient_stock`, `not_found` (address of
   * the buyer, budget of the unit), and for a unit `below_bulk_minimum`, `bulk_capacity_reached`, `budget_exceeded`, `budget_missing`, `budget_year_over`, `unit_not_registered`,
   * `unit_not_admitted` (R21), `unit_ended`, `payment_terms_not_granted`,
   * `unit_in_arrears`; for who buys for themselves `unpaid_checkouts`, `unpaid_from_address`, `unpaid_share_of_stock`.
   */
  async placeIn(tx: Tx, order: CheckoutToPlace): Promise<PlacedCheckout> {
    const { checkoutId, buyer, purchase, remark, minutes, arrearsLock, limits } = order;
    if (purchase && arrearsLock) await this.terms.requireNoArrears(tx, purchase.unitId);
    const lines = mergeLines(order.lines);
    const levels = await this.stock.lock(
      tx,
      lines.map((line) => line.skuId),
      limits && buyer.id,
    );
    const { skus, address } = await this.goods(tx, order, lines, levels);
    const destinations = await this.destinations(tx, order, address);
    const payer = purchase ? 'unit' : 'everybody';
    const orders = this.price(destinations, { skus, lines }, { payer, expectedTotalFen: order.expectedTotalFen });
    if (purchase)
      await requireBulkTerms(
        tx,
        orders.flatMap(({ group }) => group.lines),
      );
    const paymentTerms = order.paymentTerms ?? 'prepaid';
    if (paymentTerms === 'on_acceptance') await this.requireOnAcceptance(tx, purchase, orders);
    const reservation = this.stock.reservation(holdingsOf(orders), levels);
    const { attempt, opening } = this.payments.toOpen({
      id: newId(),
      holder: checkoutId,
      purpose: 'checkout',
      amountFen: sumFen(orders.map(({ group }) => group.totalFen)),
      returnUrl: `${this.config.STOREFRONT_URL}/pay/return?checkout=${checkoutId}`,
    });
    const rows = await placeOrders(tx, {
      buyer,
      checkoutId,
      paymentId: attempt.paymentId,
      totalFen: attempt.amountFen,
      orders,
      remark,
      purchase,
      paymentTerms,
      minutes,
      origin: null,
      placedFrom: order.placedFrom ?? null,
      along: { reservation, opening },
    });
    return { checkoutId, attempt, orders, rows };
  }

  /** What is ordered as it is by now, and where it goes. Throws what {@link requireUnpaidWithin} throws for who is limited. */
  private async goods(
    tx: Tx,
    { buyer, addressId, limits, placedFrom }: CheckoutToPlace,
    lines: readonly WantedLine[],
    levels: ReadonlyMap<string, StockLevel>,
  ): Promise<CheckoutGoods> {
    if (!limits) return this.checkouts.goods(tx, buyer.id, lines, addressId);
    const goods = await this.checkouts.goodsToPlace(tx, buyer.id, lines, addressId, placedFrom ?? null);
    requireUnpaidWithin(limits, goods.unpaid, { skus: goods.skus, lines, levels });
    return goods;
  }

  private async requireOnAcceptance(
    tx: Tx,
    purchase: BudgetChoice | null,
    orders: OrdersToPlace['orders'],
  ): Promise<void> {
    if (!purchase) throw new DomainError('payment_terms_not_granted');
    const supplierIds = orders.map(({ group }) => group.supplierId);
    await this.terms.requireOnAcceptance(tx, purchase.unitId, supplierIds);
  }

  /**
   * Makes the payment of what was placed known to the provider, and gives the checkout as its buyer sees it. What waits for a signature cannot be paid yet: its freight, and
   * with it the amount, may still change.
   */
  async announce(placed: PlacedCheckout): Promise<CheckoutView> {
    if (placed.rows.some(({ status }) => status === 'to_sign')) return viewOf(placed, null);
    return viewOf(placed, await this.beginPayment(placed.attempt));
  }

  /**
   * The order decides on the truth of the moment at which it gets the stock, however long it waited for it: prices, standing, terms, freight. What differs from
   * what the buyer saw is refused. The caller holds the stock of the lines.
   */
  private price(
    destinations: readonly Destination[],
    { skus, lines }: Pick<CheckoutGoods, 'skus'> & { readonly lines: readonly WantedLine[] },
    { payer, expectedTotalFen }: { readonly payer: PricedFor; readonly expectedTotalFen: Fen },
  ): OrdersToPlace['orders'] {
    const orderable = new Set(skus.filter((sku) => sku.orderable).map((sku) => sku.skuId));
    const gone = lines.filter((line) => !orderable.has(line.skuId)).map((line) => line.skuId);
    if (gone.length > 0) throw new DomainError('product_unavailable', { skuIds: gone });
    const groups = groupParts(destinations, skus, payer);
    const closed = groups.filter((group) => !group.freight?.deliverable).map((group) => group.supplierId);
    if (closed.length > 0) throw new DomainError('not_deliverable', { supplierIds: closed });
    const totalFen = sumFen(groups.map((group) => group.totalFen));
    if (totalFen !== expectedTotalFen) throw new DomainError('price_changed', { totalFen });
    const limitFen = this.payments.maxAmountFen;
    if (totalFen > limitFen) throw new DomainError('checkout_too_large', { totalFen, limitFen });
    return groups.map((group) => ({ id: newId(), group }));
  }

  /** Where it all goes. Throws `not_found` without an address, `forbidden` for points where nobody buys for a unit, and what {@link destinationsOf} throws. */
  private async destinations(
    tx: Tx,
    { purchase, addressId, deliveries, lines }: CheckoutToPlace,
    address: Address | null,
  ): Promise<Destination[]> {
    if (deliveries.length > 0) {
      if (!purchase) throw new DomainError('forbidden');
      return destinationsOf(tx, { unitId: purchase.unitId, deliveries });
    }
    if (!address) throw new DomainError('not_found', { addressId });
    return [{ lines, address, delivery: null }];
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

/** What is to be ordered, of whom by whom: one order per supplier under one checkout. */
export interface CheckoutToPlace extends PlacingTerms {
  /** Chosen by the caller: an order that is placed again by mistake meets its own checkout. */
  readonly checkoutId: string;
  /** Whose address it goes to, who sees and pays it. */
  readonly buyer: { readonly id: string; readonly name: string };
  readonly lines: readonly WantedLine[];
  readonly addressId: string | null;
  /** To points of the unit that it is bought for; empty: all of it to the address. */
  readonly deliveries: readonly Delivery[];
  /** In fen, all freight included; another sum now is refused. */
  readonly expectedTotalFen: Fen;
  readonly remark: string;
  /** For which unit, and of which budget; null: for the buyer. */
  readonly purchase: BudgetChoice | null;
  /** When the unit pays; before it is sent where nothing is said. */
  readonly paymentTerms?: PaymentTerm;
  /** The network address from which somebody buys for themselves, as limits count them. */
  readonly placedFrom?: string | null;
}

/**
 * For whom a caller buys: from a unit's seat for the unit. A seat that was not named is looked for among the units, so that a name left out does not make a unit's
 * order a private one. Throws `seat_needed`, and `forbidden` for a budget or delivery points named, or payment on acceptance, without a unit.
 */
function buyingFor(
  by: Caller,
  {
    personal,
    budgetId,
    paymentTerms,
    deliveries,
  }: Pick<PlaceCheckoutBody, 'personal' | 'budgetId' | 'paymentTerms' | 'deliveries'>,
): Caller {
  if (!personal && sitsInUnit(by)) return { ...by, seat: by.seat ?? chooseSeat(by.actor, undefined, 'agency') };
  if (budgetId !== undefined || deliveries?.length || paymentTerms === 'on_acceptance')
    throw new DomainError('forbidden');
  return inPerson(by);
}

const sitsInUnit = (by: Caller): boolean =>
  by.seat?.kind === 'agency' || (!by.seat && by.actor.memberships.some(({ kind }) => kind === 'agency'));

/** For which unit a checkout is shown; null: for oneself, or for one of several that has to be chosen first. */
export function unitShown(by: Caller, personal: boolean | undefined): string | null {
  if (personal || !sitsInUnit(by)) return null;
  const own = by.actor.memberships.filter(({ kind }) => kind === 'agency');
  return by.seat?.organisationId ?? (own.length === 1 ? (own[0]?.organisationId ?? null) : null);
}

/** The points that a checkout names, of the unit that the caller buys for; null where it names none. Throws as placing it would. */
export function deliveriesOf(
  by: Caller,
  { personal, deliveries }: Pick<PlaceCheckoutBody, 'personal' | 'deliveries'>,
): UnitDeliveries | null {
  if (!deliveries?.length) return null;
  const { seat } = buyingFor(by, { personal, deliveries });
  return seat && { unitId: seat.organisationId, deliveries };
}

/** At whose prices a checkout is shown to a caller, by the rule by which it is placed. */
export const pricedFor = (by: Caller, personal: boolean | undefined): PricedFor =>
  !personal && sitsInUnit(by) ? 'unit' : 'everybody';

/** What the transaction has written. */
export interface PlacedCheckout {
  readonly checkoutId: string;
  readonly attempt: OpenAttempt;
  readonly orders: OrdersToPlace['orders'];
  readonly rows: readonly PlacedOrder[];
}

/** The checkout as whoever placed it sees it, of what was written and without reading it again. */
function viewOf({ checkoutId, attempt, orders, rows }: PlacedCheckout, payUrl: string | null): CheckoutView {
  const groups = new Map(orders.map(({ id, group }) => [id, group]));
  return {
    id: checkoutId,
    totalFen: attempt.amountFen,
    expiresAt: rows[0]?.expiresAt ?? '',
    payment: {
      id: attempt.paymentId,
      status: 'pending',
      channel: 'online',
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
