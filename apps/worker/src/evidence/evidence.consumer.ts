import { EvidenceFiles } from '@yigou/evidence';
import { Consumer, Every } from '../outbox/consumer';

const HOUR_MS = 3_600_000;

/** Files that nobody ever attached to anything go. */
@Consumer('evidence')
export class EvidenceConsumer {
  constructor(private readonly files: EvidenceFiles) {}

  @Every({ name: 'prune', everyMs: HOUR_MS })
  async prune(): Promise<void> {
    await this.files.prune();
  }
}
