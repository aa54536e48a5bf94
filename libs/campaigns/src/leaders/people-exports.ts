import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { AttemptLimits, auditOf, type Caller } from '@yigou/identity';
import { Database } from '@yigou/platform';

/** Names of people of a campaign that somebody takes along: who did is kept in the trail before they have them, and so many lists an hour are enough. */
@Injectable()
export class PeopleExports {
  constructor(
    private readonly db: Database,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditLog,
  ) {}

  /** `what`: Chinese, what it is and of which place. Throws `rate_limited`. */
  async note(by: Caller, campaignId: string, what: string): Promise<void> {
    await this.limits.take('campaignPeople', by.actor.userId);
    await this.audit.record(this.db, {
      ...auditOf(by),
      action: 'campaigns.people_exported',
      subjectKind: 'campaign',
      subjectId: campaignId,
      summary: `导出${what}`,
    });
  }
}
