import { Injectable } from '@nestjs/common';
import { Carts, CloseOrders, CompleteOrders } from '@yigou/orders';
import { allIsolated, Database, prunePipes } from '@yigou/platform';
import type { QueueConsumer } from '../outbox/consumer';

const BATCH = 100;
const ANONYMOUS_CART_DAYS = 90;

/** Terms of orders: unpaid ones close, delivered ones complete. And the housekeeping of what nobody needs any more. */
@Injectable()
export class OrdersConsumer implements QueueConsumer {
  constructor(
    private readonly db: Database,
    private readonly close: CloseOrders,
    private readonly complete: CompleteOrders,
    private readonly carts: Carts,
  ) {}

  readonly topics = {};

  readonly schedules = {
    'expire-unpaid': { everyMs: 10_000, run: () => this.expire() },
    'confirm-receipt': { everyMs: 60_000, run: () => this.confirm() },
    prune: { everyMs: 3_600_000, run: () => this.prune() },
  };

  private async expire(): Promise<void> {
    await this.close.expireDue(BATCH);
  }

  private async confirm(): Promise<void> {
    await this.complete.confirmDue(BATCH);
  }

  private async prune(): Promise<void> {
    await allIsolated('prune', [
      () => prunePipes(this.db),
      () => this.carts.pruneAnonymous(this.db, ANONYMOUS_CART_DAYS),
    ]);
  }
}
