import { CloseYear } from '@yigou/procurement';
import { Consumer, Every } from '../outbox/consumer';

const BATCH = 200;

/** Ends the years of units' shares when they are over. */
@Consumer('procurement')
export class ProcurementConsumer {
  constructor(private readonly years: CloseYear) {}

  @Every({ name: 'close-share-years', everyMs: 3_600_000 })
  async closeYears(): Promise<void> {
    await this.years.closeDue(new Date(), BATCH);
  }
}
