import { CloseYear, ImportRoster } from '@yigou/procurement';
import { Consumer, Every } from '../outbox/consumer';

const BATCH = 200;

/** Ends the years of units' shares when they are over, and forgets rosters that nobody confirmed. */
@Consumer('procurement')
export class ProcurementConsumer {
  constructor(
    private readonly years: CloseYear,
    private readonly rosters: ImportRoster,
  ) {}

  @Every({ name: 'close-share-years', everyMs: 3_600_000 })
  async closeYears(): Promise<void> {
    await this.years.closeDue(new Date(), BATCH);
  }

  @Every({ name: 'prune-rosters', everyMs: 600_000 })
  async pruneRosters(): Promise<void> {
    await this.rosters.prune();
  }
}
