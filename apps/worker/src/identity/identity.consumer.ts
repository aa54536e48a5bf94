import {
  expireInvitations,
  MemberJoined,
  MemberLeft,
  MemberNotices,
  MemberRoleChanged,
  Sessions,
} from '@yigou/identity';
import { Database } from '@yigou/platform';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

/** Housekeeping of sign-ins and invitations, and news of members for whom it concerns. */
@Consumer('identity')
export class IdentityConsumer {
  constructor(
    private readonly db: Database,
    private readonly sessions: Sessions,
    private readonly notices: MemberNotices,
  ) {}

  @On(MemberJoined)
  async joined(event: Heard<typeof MemberJoined>): Promise<void> {
    await this.notices.joined(event);
  }

  @On(MemberLeft)
  async left(event: Heard<typeof MemberLeft>): Promise<void> {
    await this.notices.left(event);
  }

  @On(MemberRoleChanged)
  async roleChanged(event: Heard<typeof MemberRoleChanged>): Promise<void> {
    await this.notices.roleChanged(event);
  }

  @Every({ name: 'prune-sessions', everyMs: 3_600_000 })
  async prune(): Promise<void> {
    await this.sessions.prune();
  }

  @Every({ name: 'expire-invitations', everyMs: 3_600_000 })
  async expire(): Promise<void> {
    await expireInvitations(this.db);
  }
}
