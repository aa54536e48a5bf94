import { Database, prunePipes } from '@yigou/platform';
import { Consumer, Every } from '../outbox/consumer';

/** Housekeeping of the pipes themselves. */
@Consumer('platform')
export class PlatformConsumer {
  constructor(private readonly db: Database) {}

  @Every({ name: 'prune-pipes', everyMs: 3_600_000 })
  async prunePipes(): Promise<void> {
    await prunePipes(this.db);
  }
}
