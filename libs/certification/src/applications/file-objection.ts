import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { AttemptLimits, PUBLIC } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  dueInWorkingDays,
  type IdempotencyClaim,
  PersonalData,
  PolicyParameters,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { ApplicationFlow } from './application-flow';
import { lockApplication, type LockedApplication } from './move-application';
import { addObjection } from './move-objection';
import { trackingNumber } from './tracking-number';

/** Anyone may object to what is being published; no account is needed. */
@Injectable()
export class FileObjection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly flow: ApplicationFlow,
    private readonly evidence: Evidence,
    private readonly personal: PersonalData,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Takes an objection and stops the clock of the publication until it is examined (domain §3a, 公示有异议 → 核查); while one is being examined, others may be
   * added. Gives the number to follow it by. Throws `not_found`, `publicity_over`, `rate_limited`.
   */
  async execute(
    applicationId: string,
    body: RouteInput<'objectToPublicity'>['body'],
    address: string,
    claim: IdempotencyClaim,
  ): Promise<{ number: string }> {
    await this.limits.take('objectionAddress', address);
    await this.limits.take('objectionPerson', `${applicationId} ${body.contact.replaceAll(/\s/g, '').toLowerCase()}`);
    const number = trackingNumber('YY');
    return this.uow.runOnce(claim, async (tx) => {
      const application = await lockApplication(tx, applicationId);
      if (!application || !(await this.requireOpen(tx, application))) throw new DomainError('not_found');
      await this.insert(tx, application, number, body);
      if (application.status === 'publicity')
        await this.flow.move(tx, application, {
          action: 'object',
          to: 'examination',
          by: PUBLIC,
          // Not its number: with it whoever reads the history would follow what a stranger said.
          reason: '收到公示异议',
        });
      await this.audit.record(tx, {
        actor: null,
        action: 'certification.objection_filed',
        subjectKind: 'application',
        subjectId: applicationId,
        address,
        summary: `对 ${application.number} 的公示提出异议 ${number}`,
      });
      return { number };
    });
  }

  /** False for what was never published. The end is read by the database's clock in a statement that starts once the lock is held. */
  private async requireOpen(tx: Tx, { id, status }: LockedApplication): Promise<boolean> {
    const row = await tx.one<{ published: boolean; open: boolean | null }>(
      `SELECT publicity_started_at IS NOT NULL AND status <> 'withdrawn' AS published, clock_timestamp() < publicity_ends_at AS open
       FROM application WHERE id = $1`,
      [id],
    );
    if (!row?.published) return false;
    if (status !== 'examination' && !row.open) throw new DomainError('publicity_over');
    return true;
  }

  private async insert(
    tx: Tx,
    { id: applicationId, regionCode, categorySlug }: LockedApplication,
    number: string,
    { name, contact, reason, evidence }: RouteInput<'objectToPublicity'>['body'],
  ): Promise<void> {
    const id = newId();
    const files = await this.evidence.attachClaimed(tx, evidence, { supplierId: null, regionCode });
    const days = await new PolicyParameters(tx).get('certification.examination_days', regionCode, categorySlug ?? '');
    const [nameSealed, contactSealed] = [this.personal.seal(name, id), this.personal.seal(contact, id)];
    const dueAt = await dueInWorkingDays(tx, days);
    await addObjection(tx, { id, number, applicationId, nameSealed, contactSealed, reason, evidence: files, dueAt });
  }
}
