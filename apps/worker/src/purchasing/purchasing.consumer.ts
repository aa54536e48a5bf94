import { Requisitions } from '@yigou/purchasing';
import { Consumer, Every } from '../outbox/consumer';

const BATCH = 100;

/** Ends requisitions that nobody decided in time. */
@Consumer('purchasing')
export class PurchasingConsumer {
  constructor(private readonly requisitions: Requisitions) {}

  @Every({ name: 'expire-due', everyMs: 60_000 })
  async expireDue(): Promise<void> {
    await this.requisitions.expireDue(BATCH);
  }
}
