import { CaseMoved, RunCase, TellCases } from '@yigou/aftersales';
import { PaymentRefunded, RefundFailed } from '@yigou/payments';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const BATCH = 100;

/** Cases go on by themselves where nobody decides in time, follow their money, and tell who waits for them. What is due stands in PostgreSQL, whatever became of Redis. */
@Consumer('aftersales')
export class AftersalesConsumer {
  constructor(
    private readonly running: RunCase,
    private readonly telling: TellCases,
  ) {}

  @Every({ name: 'decide-due', everyMs: 60_000 })
  async decideDue(): Promise<void> {
    await this.running.decideDue(BATCH);
  }

  @On(PaymentRefunded)
  async refunded({ payload }: Heard<typeof PaymentRefunded>): Promise<void> {
    await this.running.follow(payload.refundId);
  }

  @On(RefundFailed)
  async failed({ payload }: Heard<typeof RefundFailed>): Promise<void> {
    await this.running.follow(payload.refundId);
  }

  @On(CaseMoved)
  async moved(event: Heard<typeof CaseMoved>): Promise<void> {
    await this.telling.tell(event, event.payload);
  }
}
