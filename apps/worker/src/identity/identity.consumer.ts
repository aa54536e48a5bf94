import type { Sessions } from '@yigou/identity';
import type { QueueConsumer } from '../outbox/consumer';

/** Housekeeping of sign-ins: what ended long ago is forgotten. */
export class IdentityConsumer implements QueueConsumer {
  constructor(private readonly sessions: Sessions) {}

  readonly topics = {};

  readonly schedules = { 'prune-sessions': { everyMs: 3_600_000, run: () => this.prune() } };

  private async prune(): Promise<void> {
    await this.sessions.prune();
  }
}
