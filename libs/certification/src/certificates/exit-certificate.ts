import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { auditOf, type Caller, holdSeat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { UnitOfWork } from '@yigou/platform';
import { ApplicationFlow } from '../applications/application-flow';
import { APPLICATION } from '../applications/application-status';
import { lockApplication } from '../applications/move-application';
import { moveCertificates } from './move-certificates';

/** A supplier gives a certificate up, 主动退出. */
@Injectable()
export class ExitCertificate {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly flow: ApplicationFlow,
    private readonly audit: AuditLog,
  ) {}

  /** Its application under way is taken back with it. Throws `not_found` for another's, `illegal_transition`. */
  execute(caller: Caller, id: string, reason: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const supplierId = by.seat.organisationId;
      const running = await tx.one<{ id: string }>(
        `SELECT id FROM application WHERE certificate_id = $1 AND supplier_id = $2
           AND status NOT IN ('issued', 'refused', 'terminated', 'withdrawn') FOR UPDATE`,
        [id, supplierId],
      );
      const own = await tx.one<{ number: string }>(
        'SELECT number FROM certificate WHERE id = $1 AND supplier_id = $2 FOR UPDATE',
        [id, supplierId],
      );
      if (!own) throw new DomainError('not_found');
      await moveCertificates(tx, [id], { action: 'exit', by, reason });
      const application = running && (await lockApplication(tx, running.id));
      if (application && APPLICATION.can(application.status, 'withdraw'))
        await this.flow.move(tx, application, { action: 'withdraw', to: 'withdrawn', by, reason });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'certification.certificate_moved',
        subjectKind: 'certificate',
        subjectId: id,
        summary: `证书 ${own.number} 主动退出`,
      });
    });
  }
}
