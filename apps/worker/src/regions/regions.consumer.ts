import { BeginRegionChanges } from '@yigou/regions';
import { Consumer, Every } from '../outbox/consumer';

const MINUTE_MS = 60_000;

/** Changes of divisions begin on their day. */
@Consumer('regions')
export class RegionsConsumer {
  constructor(private readonly changes: BeginRegionChanges) {}

  @Every({ name: 'begin-changes', everyMs: MINUTE_MS })
  async begin(): Promise<void> {
    await this.changes.begin();
  }

  @Every({ name: 'bring-stragglers', everyMs: 10 * MINUTE_MS })
  async bringStragglers(): Promise<void> {
    await this.changes.bringStragglers();
  }
}
