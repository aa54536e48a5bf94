import { OrderCompleted } from '@yigou/orders';
import { Acceptances, ExpireRequisitions } from '@yigou/purchasing';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const BATCH = 100;

/** Ends requisitions that nobody decided in time, and acceptance sheets whose order was finished without them. */
@Consumer('purchasing')
export class PurchasingConsumer {
  constructor(
    private readonly expiry: ExpireRequisitions,
    private readonly acceptances: Acceptances,
  ) {}

  @On(OrderCompleted)
  async lapse({ payload }: Heard<typeof OrderCompleted>): Promise<void> {
    await this.acceptances.lapse(payload.orderId);
  }

  @Every({ name: 'expire-due', everyMs: 60_000 })
  async expireDue(): Promise<void> {
    await this.expiry.expireDue(BATCH);
  }
}
