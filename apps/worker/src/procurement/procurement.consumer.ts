import { BulletinPublished, CloseYear, FoldShares, ImportRoster, TellBulletin } from '@yigou/procurement';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const BATCH = 200;
/** A fold of so many takes some tenths of a second; a year that begins is left to the next turn now and then, so that a worker that shall end does. */
const FOLDED_AT_ONCE = 500;
const FOLDS_A_TURN = 10;

/** Ends the years of units' shares when they are over, keeps their sums, forgets rosters that nobody confirmed, and tells a region of its bulletins. */
@Consumer('procurement')
export class ProcurementConsumer {
  constructor(
    private readonly years: CloseYear,
    private readonly rosters: ImportRoster,
    private readonly bulletins: TellBulletin,
    private readonly sums: FoldShares,
  ) {}

  @On(BulletinPublished)
  async tell({ payload }: Heard<typeof BulletinPublished>): Promise<void> {
    await this.bulletins.tell(payload);
  }

  @Every({ name: 'close-share-years', everyMs: 3_600_000 })
  async closeYears(): Promise<void> {
    await this.years.closeDue(new Date(), BATCH);
  }

  /** Lists are exact without it, and slower by what has not been folded. */
  @Every({ name: 'fold-shares', everyMs: 2_000 })
  async foldShares(): Promise<void> {
    await this.sums.fold(FOLDED_AT_ONCE, FOLDS_A_TURN);
  }

  @Every({ name: 'prune-rosters', everyMs: 600_000 })
  async pruneRosters(): Promise<void> {
    await this.rosters.prune();
  }
}
