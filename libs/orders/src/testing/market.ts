import { AuditLog } from '@yigou/audit';
import { OrderableSkus } from '@yigou/catalogue';
import type { PlaceCheckoutBody } from '@yigou/contracts';
import { type Actor, type Caller, type SeatedCaller, SignInHooks } from '@yigou/identity';
import { memberOf } from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { PaymentCases, PaymentEvents, PaymentHolders, Payments, Pools, Refunds, SettlePayment } from '@yigou/payments';
import { type Config, fingerprintOf, type IdempotencyClaim, PolicyParameters } from '@yigou/platform';
import { aClaim, someAtATime, type TestDatabase } from '@yigou/testing';
import { MemoryGateway } from '@yigou/payments/testing';
import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { aPerson } from '@yigou/identity/testing';
import { AcceptOrders } from '../accept-orders';
import { Addresses } from '../addresses.service';
import { Carts } from '../cart.service';
import { CheckoutPayments } from '../checkout-payments';
import { CheckoutQueries } from '../checkout.queries';
import { CloseOrders } from '../close-orders';
import { CompleteOrders } from '../complete-orders';
import { ContractPdf } from '../contract-pdf';
import { EndRest } from '../end-rest';
import { ExtendPayment } from '../extend-payment';
import { FinishOrders } from '../finish-orders';
import { FulfilOrders } from '../fulfil-orders';
import { OpenOrders } from '../open-orders.queries';
import { GiveBack } from '../give-back';
import { OrderQueries } from '../orders.queries';
import { PlaceCheckout } from '../place-checkout';
import { PlacePooled } from '../place-pooled';
import { SellingTerms } from '../selling-terms';
import { SignOrders } from '../sign-orders';
import { TransferOrders } from '../transfer-orders';
import { UnitTerms } from '../unit-terms';
import { WindUpOrders } from '../wind-up-orders';

export const COUNTY = '640422';
/** What one order of one piece costs: 20 yuan, and 10 yuan of freight by the default rule. */
export const PRICE_FEN = 2_000;
export const FREIGHT_FEN = 1_000;

const PLACE = {
  receiver: '张三',
  phone: '13900000000',
  regionCode: COUNTY,
  detail: '人民路 1 号',
  isDefault: true,
};

/** The services of a market on a test database, with a provider in memory, and builders for who and what a test needs. */
export class Market {
  readonly gateway = new MemoryGateway();
  readonly stock = new StockLedger();
  readonly fulfil = new FulfilOrders(this.stock);
  /** Whose payments are heard of; a test of higher contexts adds theirs. */
  readonly holders = new PaymentHolders();
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly addresses: Addresses;
  readonly carts: Carts;
  readonly checkouts: CheckoutQueries;
  readonly orders: OrderQueries;
  readonly openOrders: OpenOrders;
  readonly place: PlaceCheckout;
  readonly pools: Pools;
  readonly pooled: PlacePooled;
  readonly settle: SettlePayment;
  readonly cases: PaymentCases;
  readonly close: CloseOrders;
  readonly rest: EndRest;
  readonly windUp: WindUpOrders;
  readonly back: GiveBack;
  readonly complete: CompleteOrders;
  readonly accept: AcceptOrders;
  readonly signing: SignOrders;
  readonly extension: ExtendPayment;
  readonly contracts: ContractPdf;
  readonly transfers: TransferOrders;
  readonly selling: SellingTerms;

  constructor(readonly test: Pick<TestDatabase, 'db' | 'uow'>) {
    const { db, uow } = test;
    const skus = new OrderableSkus();
    const config = { STOREFRONT_URL: 'http://shop.test' } as Config;
    this.payments = new Payments(db, this.gateway);
    this.refunds = new Refunds(db, uow, this.gateway);
    this.addresses = new Addresses(db, uow);
    const policy = new PolicyParameters(db);
    this.carts = new Carts(db, skus, new SignInHooks(), policy);
    this.checkouts = new CheckoutQueries(db, this.payments);
    this.orders = new OrderQueries(db);
    const terms = new UnitTerms(db, policy);
    const audit = new AuditLog();
    this.place = new PlaceCheckout(uow, this.checkouts, this.stock, this.payments, terms, config);
    const { holders } = this;
    const money = new CheckoutPayments(holders, this.payments, this.refunds, this.stock, new Notices());
    money.onModuleInit();
    this.settle = new SettlePayment(uow, this.payments, this.refunds, new PaymentEvents(db, this.gateway), holders);
    this.cases = new PaymentCases(uow, this.payments, this.refunds, audit, holders);
    this.pools = new Pools(uow, this.payments, this.refunds, holders);
    this.pooled = new PlacePooled(skus, this.stock, this.pools);
    this.close = new CloseOrders(db, uow, this.payments, this.refunds, this.stock, this.settle, audit);
    const ending = new FinishOrders(this.payments, new Notices());
    this.rest = new EndRest(db, uow, this.payments, this.refunds, this.stock, ending, audit);
    this.openOrders = new OpenOrders(db, policy);
    this.back = new GiveBack(this.payments, this.refunds);
    this.windUp = new WindUpOrders(db, uow, policy, this.close, this.rest, new Notices());
    this.complete = new CompleteOrders(db, uow, this.payments, this.refunds, ending, audit);
    this.accept = new AcceptOrders(this.payments, this.refunds, ending);
    this.selling = new SellingTerms(db, uow, audit);
    this.signing = new SignOrders(db, uow, this.payments, this.close, terms, new Notices(), audit, config);
    this.extension = new ExtendPayment(db, uow, this.payments, audit);
    this.contracts = new ContractPdf(db);
    this.transfers = new TransferOrders(db, this.payments, this.settle, money);
  }

  /** A buyer with one address. */
  async buyer(): Promise<{ actor: Actor; addressId: string }> {
    const { id: userId, login } = await aPerson(this.test.db, { name: '买家' });
    const actor: Actor = {
      userId,
      name: '买家',
      login,
      sessionId: newId(),
      client: 'storefront' as const,
      loginVerified: true,
      totpEnabled: false,
      memberships: [],
    };
    const address = await this.addresses.create(userId, PLACE, aClaim());
    return { actor, addressId: address.id };
  }

  /** So many buyers, made a few at a time. */
  buyers(count: number): Promise<Awaited<ReturnType<Market['buyer']>>[]> {
    return someAtATime(Array(count).keys(), () => this.buyer());
  }

  /** A clerk of a budget unit who buys for it, with one address. */
  async unitBuyer(unitId: string): Promise<{ by: SeatedCaller; addressId: string }> {
    const by = await memberOf(this.test.db, unitId, { duties: ['buy'] });
    return { by, addressId: (await this.addresses.create(by.actor.userId, PLACE, aClaim())).id };
  }

  /** The supplier of an order signs it at the total that it has. */
  async signed(orderId: string): Promise<void> {
    const order = await this.test.db.one<{ supplierId: string; totalFen: number }>(
      'SELECT supplier_id AS "supplierId", total_fen AS "totalFen" FROM sales_order WHERE id = $1',
      [orderId],
    );
    const seller = await this.seller(order?.supplierId ?? '');
    await this.signing.sign(seller, orderId, order?.totalFen ?? 0, this.claim(seller.actor, { orderId }));
  }

  /** The payment of one order at the provider, as its buyer begins to pay it. */
  async intentOf(orderId: string): Promise<string> {
    const payment = await this.test.db.one<{ id: string }>(
      'SELECT c.payment_id AS id FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1',
      [orderId],
    );
    return (await this.payments.resume(payment?.id ?? '')).ref;
  }

  async supplier(): Promise<string> {
    return (await anAdmittedSupplier(this.test.db, { regionCode: COUNTY })).supplierId;
  }

  /** A clerk of a supplier. */
  seller(supplierId: string): Promise<SeatedCaller> {
    return memberOf(this.test.db, supplierId);
  }

  /** A SKU on the shelves with stock. */
  async sku(pieces: number, supplierId?: string): Promise<string> {
    const { db } = this.test;
    await aCategory(db);
    const product = await aProduct(db, { supplierId: supplierId ?? (await this.supplier()), countyCode: COUNTY });
    const { id: skuId } = await aSku(db, { productId: product.id, netWeightGrams: 10, priceFen: PRICE_FEN });
    await this.test.uow.run((tx) =>
      this.stock.adjust(tx, { skuId, delta: pieces, reason: 'import', reference: 'test' }),
    );
    return skuId;
  }

  /** A buyer acts for themselves. */
  asBuyer(actor: Actor): Caller {
    return { actor, seat: null, address: null };
  }

  claim(actor: Actor, body: unknown, key: string = newId()): IdempotencyClaim {
    return { actor: actor.userId, key, fingerprint: fingerprintOf(body) };
  }

  /** The body of an order at today's prices; one supplier unless `suppliers` says otherwise. */
  body(addressId: string, lines: { skuId: string; quantity: number }[], suppliers = 1): PlaceCheckoutBody {
    const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
    return { lines, addressId, expectedTotalFen: pieces * PRICE_FEN + suppliers * FREIGHT_FEN, remark: '' };
  }

  async buy(lines: { skuId: string; quantity: number }[], suppliers = 1) {
    const { actor, addressId } = await this.buyer();
    const body = this.body(addressId, lines, suppliers);
    const checkout = await this.place.execute(this.asBuyer(actor), body, this.claim(actor, body));
    return { actor, checkout, intentRef: checkout.payment.payUrl?.split('/').at(-1) ?? '' };
  }

  /** Bought and paid. */
  async paid(lines: { skuId: string; quantity: number }[], suppliers = 1) {
    const bought = await this.buy(lines, suppliers);
    this.gateway.pay(bought.intentRef);
    await this.settle.execute(this.gateway.intent(bought.intentRef));
    return bought;
  }

  statusOf(orderId: string): Promise<string | undefined> {
    return this.test.db
      .one<{ status: string }>('SELECT status FROM sales_order WHERE id = $1', [orderId])
      .then((row) => row?.status);
  }

  /** Takes every refund that waits to the provider, as the worker does. */
  async submitRefunds(): Promise<void> {
    for (const id of await this.refunds.silent(-1)) await this.refunds.submit(id);
  }

  /** The books that must balance whatever happened; each row is a break. */
  async brokenBooks(): Promise<unknown[]> {
    return this.test.db.query(`
      SELECT 'stock on hand' AS book, sku_id::text AS id FROM stock s
        WHERE on_hand <> (SELECT coalesce(sum(delta), 0) FROM stock_movement m WHERE m.sku_id = s.sku_id)
      UNION ALL SELECT 'stock reserved', sku_id::text FROM stock s
        WHERE reserved <> (SELECT coalesce(sum(quantity - consumed - released), 0) FROM reservation r WHERE r.sku_id = s.sku_id)
      UNION ALL SELECT 'captures', p.id::text FROM payment p
        WHERE (SELECT count(*) FROM payment_entry e WHERE e.payment_id = p.id AND e.kind = 'capture') <> CASE WHEN p.captured_fen > 0 THEN 1 ELSE 0 END
      UNION ALL SELECT 'payment ledger', p.id::text FROM payment p
        WHERE p.captured_fen - p.refunded_fen - p.held_fen - p.pooled_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM payment_entry e WHERE e.payment_id = p.id)
      UNION ALL SELECT 'refunds over captured', p.id::text FROM payment p
        WHERE (SELECT coalesce(sum(amount_fen), 0) FROM refund r WHERE r.payment_id = p.id AND r.status <> 'failed') + p.held_fen + p.pooled_fen > p.captured_fen
      UNION ALL SELECT 'closed but held', o.id::text FROM sales_order o JOIN reservation r ON r.holder = o.id
        WHERE o.status IN ('cancelled', 'expired') AND r.consumed + r.released < r.quantity
      UNION ALL SELECT 'paid, closed, not refunded', o.id::text FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
        JOIN payment p ON p.id = c.payment_id
        WHERE o.status IN ('cancelled', 'expired') AND p.status = 'paid'
          AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.holder = o.id AND r.amount_fen = o.total_fen)`);
  }
}
