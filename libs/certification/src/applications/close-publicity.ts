import { Injectable } from '@nestjs/common';
import { DomainError } from '@yigou/kernel';
import { Database, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { SYSTEM } from '@yigou/identity';
import { ApplicationFlow } from './application-flow';
import { lockApplication } from './move-application';

interface Over {
  readonly id: string;
  /** When it was over, as PostgreSQL writes it. */
  readonly at: string;
}

/** Publications that came to their end without an objection go on (domain R30, 公示无异议). */
@Injectable()
export class ClosePublicity {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly flow: ApplicationFlow,
  ) {}

  /**
   * Closes all that are over, `size` to a page, each in a transaction of its own; gives how many were due. Several may run at once. Throws `SweepFailed` at the
   * end when one could not be closed, so that somebody looks at it.
   */
  closeDue(size: number): Promise<number> {
    return sweepEach({ name: 'close-publicity', size, due: (after?: Over) => this.due(after, size) }, ({ id }) =>
      this.close(id),
    );
  }

  private due(after: Over | undefined, limit: number): Promise<Over[]> {
    return this.db.query<Over>(
      `SELECT id, publicity_ends_at::text AS at FROM application
       WHERE status = 'publicity' AND publicity_ends_at <= (SELECT clock_timestamp())
         AND (publicity_ends_at, id) > ($2::timestamptz, $3::uuid) ORDER BY publicity_ends_at, id LIMIT $1`,
      [limit, after?.at ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /** False when somebody else has it, or it is not over: an objection came first. */
  async close(id: string): Promise<boolean> {
    try {
      return await this.uow.run((tx) => this.closeLocked(tx, id));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.uow.run((tx) => this.endWithout(tx, id, error));
    }
  }

  private async closeLocked(tx: Tx, id: string): Promise<boolean> {
    const over = await this.lockOver(tx, id);
    if (!over) return false;
    await this.flow.advance(tx, over, { action: 'close_publicity', by: SYSTEM, reason: '公示期满，无异议' });
    return true;
  }

  /** The last stop of an application whose supplier or certificate is no more: there is nothing left to certify. */
  private async endWithout(tx: Tx, id: string, cause: DomainError): Promise<boolean> {
    const over = await this.lockOver(tx, id);
    if (!over) return false;
    const reason = `公示期满，但不能发证：${cause.message}`;
    await this.flow.move(tx, over, { action: 'withdraw', to: 'withdrawn', by: SYSTEM, reason });
    return true;
  }

  private async lockOver(tx: Tx, id: string) {
    const free = await tx.one(
      "SELECT 1 FROM application WHERE id = $1 AND status = 'publicity' FOR UPDATE SKIP LOCKED",
      [id],
    );
    if (!free) return undefined;
    const over = await tx.one('SELECT 1 FROM application WHERE id = $1 AND publicity_ends_at <= clock_timestamp()', [
      id,
    ]);
    return over ? lockApplication(tx, id) : undefined;
  }
}
