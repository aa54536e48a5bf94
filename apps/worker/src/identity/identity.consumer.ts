import { Sessions } from '@yigou/identity';
import { Consumer, Every } from '../outbox/consumer';

/** Housekeeping of sign-ins: what ended long ago is forgotten. */
@Consumer('identity')
export class IdentityConsumer {
  constructor(private readonly sessions: Sessions) {}

  @Every({ name: 'prune-sessions', everyMs: 3_600_000 })
  async prune(): Promise<void> {
    await this.sessions.prune();
  }
}
