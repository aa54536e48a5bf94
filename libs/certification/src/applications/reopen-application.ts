import { Injectable } from '@nestjs/common';
import type { ApplicationStatus } from '@yigou/contracts';
import type { By } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { ApplicationFlow } from './application-flow';
import { lockApplication } from './move-application';

/** A refusal that an appeal overturned, 申诉成立. */
@Injectable()
export class ReopenApplication {
  constructor(private readonly flow: ApplicationFlow) {}

  /**
   * Takes a refused application back to the review that refused it. Throws `not_found`, `illegal_transition` when it is not refused, and `application_open`
   * when its certificate has another that is under way.
   */
  async execute(tx: Tx, applicationId: string, by: By, reason: string): Promise<void> {
    const application = await lockApplication(tx, applicationId);
    if (!application) throw new DomainError('not_found');
    const refusal = await tx.one<{ from: ApplicationStatus }>(
      `SELECT from_status AS "from" FROM application_step WHERE application_id = $1 AND action = 'refuse' AND from_status IS NOT NULL
       ORDER BY at DESC, id DESC LIMIT 1`,
      [applicationId],
    );
    if (!refusal || application.status !== 'refused')
      throw new DomainError('illegal_transition', { status: application.status });
    const other = await tx.one<{ id: string }>(
      `SELECT id FROM application WHERE certificate_id = $1 AND id <> $2 AND status NOT IN ('issued', 'refused', 'terminated', 'withdrawn')`,
      [application.certificateId, applicationId],
    );
    if (other) throw new DomainError('application_open', { id: other.id });
    await this.flow.move(tx, application, { action: 'reopen', to: refusal.from, by, reason });
  }
}
