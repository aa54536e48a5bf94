import { ImportHouseholds, ResealHouseholds } from '@yigou/households';
import { Consumer, Every } from '../outbox/consumer';

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];

/** Spreadsheets that wait too long to be confirmed go, and rows are sealed again after the key was changed. */
@Consumer('households')
export class HouseholdsConsumer {
  constructor(
    private readonly sealed: ResealHouseholds,
    private readonly imports: ImportHouseholds,
  ) {}

  @Every({ name: 'prune-imports', everyMs: 10 * MINUTE_MS })
  async pruneImports(): Promise<void> {
    await this.imports.prune();
  }

  /** After a change of the key: nothing to do on most days. */
  @Every({ name: 'reseal', everyMs: HOUR_MS })
  async reseal(): Promise<void> {
    await this.sealed.run();
  }
}
