import { Injectable } from '@nestjs/common';
import type { SupplierFile } from '@yigou/contracts';
import { type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { type Tx, UnitOfWork } from '@yigou/platform';
import { SupplierFileCommands, SupplierFiles } from '@yigou/suppliers';
import { ApplicationFlow } from './applications/application-flow';
import { APPLICATION } from './applications/application-status';
import { lockApplication } from './applications/move-application';
import { moveCertificates } from './certificates/move-certificates';

/** A supplier leaves the platform, 主动退出, and with it what it is certified for. */
@Injectable()
export class ExitSupplier {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: SupplierFileCommands,
    private readonly files: SupplierFiles,
    private readonly flow: ApplicationFlow,
  ) {}

  /**
   * Open applications are taken back but for one under examination, which goes on, and the certificates are given up, so that nothing is sold any more;
   * orders already placed go on. Throws `illegal_transition`, `forbidden` for who does not manage it.
   */
  async execute(caller: Caller, reason: string): Promise<SupplierFile> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier', roles: ['manager'] });
      const supplierId = by.seat.organisationId;
      await this.withdrawApplications(tx, by, reason);
      await this.commands.exit(tx, by, reason);
      const certificates = await tx.query<{ id: string }>(
        `SELECT id FROM certificate WHERE supplier_id = $1 AND status IN ('valid', 'suspended') ORDER BY id`,
        [supplierId],
      );
      const ids = certificates.map(({ id }) => id);
      await moveCertificates(tx, ids, { action: 'exit', by, reason: `供应商主动退出：${reason}` }, { lenient: true });
      return this.files.get(supplierId, tx);
    });
  }

  /** Applications are locked before the supplier, as whoever decides them does. */
  private async withdrawApplications(tx: Tx, by: SeatedCaller, reason: string): Promise<void> {
    const open = await tx.query<{ id: string }>(
      'SELECT id FROM application WHERE supplier_id = $1 AND status = ANY($2) ORDER BY id',
      [by.seat.organisationId, APPLICATION.sources('withdraw')],
    );
    for (const { id } of open) {
      const application = await lockApplication(tx, id);
      if (!application || !APPLICATION.can(application.status, 'withdraw')) continue;
      await this.flow.move(tx, application, {
        action: 'withdraw',
        to: 'withdrawn',
        by,
        reason: `供应商主动退出：${reason}`,
      });
    }
  }
}
