import { BulletinPublished, CloseYear, ImportRoster, TellBulletin } from '@yigou/procurement';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const BATCH = 200;

/** Ends the years of units' shares when they are over, forgets rosters that nobody confirmed, and tells a region of its bulletins. */
@Consumer('procurement')
export class ProcurementConsumer {
  constructor(
    private readonly years: CloseYear,
    private readonly rosters: ImportRoster,
    private readonly bulletins: TellBulletin,
  ) {}

  @On(BulletinPublished)
  async tell({ payload }: Heard<typeof BulletinPublished>): Promise<void> {
    await this.bulletins.tell(payload);
  }

  @Every({ name: 'close-share-years', everyMs: 3_600_000 })
  async closeYears(): Promise<void> {
    await this.years.closeDue(new Date(), BATCH);
  }

  @Every({ name: 'prune-rosters', everyMs: 600_000 })
  async pruneRosters(): Promise<void> {
    await this.rosters.prune();
  }
}
