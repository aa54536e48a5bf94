import { FraudWatch } from '@yigou/oversight';
import { Consumer, Every } from '../outbox/consumer';

const BATCH = 100;

/** Looks at finished orders of units for what looks odd. */
@Consumer('oversight')
export class OversightConsumer {
  constructor(private readonly watch: FraudWatch) {}

  @Every({ name: 'watch-finished-orders', everyMs: 600_000 })
  async watchFinished(): Promise<void> {
    await this.watch.sweep(new Date(), BATCH);
  }
}
