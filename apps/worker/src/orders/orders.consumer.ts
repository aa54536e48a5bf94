import { PaymentDisputed } from '@yigou/payments';
import { Carts, CloseOrders, CompleteOrders, ShareProof, SignOrders, TellDisputes, WindUpOrders } from '@yigou/orders';
import { Database } from '@yigou/platform';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const BATCH = 100;
const ANONYMOUS_CART_DAYS = 90;

/** Terms of orders: unsigned and unpaid ones close, delivered ones complete, those of suppliers that left are wound up. And carts that were left go. What units are counted is compared with their orders once a day. */
@Consumer('orders')
export class OrdersConsumer {
  constructor(
    private readonly db: Database,
    private readonly close: CloseOrders,
    private readonly complete: CompleteOrders,
    private readonly signing: SignOrders,
    private readonly carts: Carts,
    private readonly shares: ShareProof,
    private readonly disputes: TellDisputes,
    private readonly windUp: WindUpOrders,
  ) {}

  @On(PaymentDisputed)
  async tell({ payload }: Heard<typeof PaymentDisputed>): Promise<void> {
    await this.disputes.tell(payload);
  }

  @Every({ name: 'expire-unpaid', everyMs: 10_000 })
  async expire(): Promise<void> {
    await this.close.expireDue(BATCH);
  }

  @Every({ name: 'close-departed', everyMs: 60_000 })
  async closeDeparted(): Promise<void> {
    await this.windUp.closeUnpaid(BATCH);
  }

  @Every({ name: 'date-departed', everyMs: 60_000 })
  async dateDeparted(): Promise<void> {
    await this.windUp.setDates(BATCH);
  }

  @Every({ name: 'end-departed', everyMs: 60_000 })
  async endDeparted(): Promise<void> {
    await this.windUp.endDue(BATCH);
  }

  @Every({ name: 'expire-unsigned', everyMs: 60_000 })
  async expireUnsigned(): Promise<void> {
    await this.signing.expireDue(BATCH);
  }

  @Every({ name: 'confirm-receipt', everyMs: 60_000 })
  async confirm(): Promise<void> {
    await this.complete.confirmDue(BATCH);
  }

  @Every({ name: 'prune-carts', everyMs: 3_600_000 })
  async prune(): Promise<void> {
    await this.carts.pruneAnonymous(this.db, ANONYMOUS_CART_DAYS);
  }

  @Every({ name: 'prove-shares', everyMs: 86_400_000 })
  async proveShares(): Promise<void> {
    await this.shares.prove();
  }
}
