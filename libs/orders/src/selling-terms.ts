import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { SellingTerms as Terms } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, supplierOf } from '@yigou/identity';
import { Database, UnitOfWork } from '@yigou/platform';

/** What a supplier grants to budget units that buy of it. */
@Injectable()
export class SellingTerms {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** One statement. */
  async get(caller: Caller): Promise<Terms> {
    const found = await this.db.one<Terms>(
      'SELECT on_acceptance AS "onAcceptance" FROM order_selling_terms WHERE supplier_id = $1',
      [supplierOf(caller)],
    );
    return found ?? { onAcceptance: false };
  }

  /** Holds for what is placed from now on. Throws `forbidden`. */
  async set(caller: Caller, { onAcceptance }: Terms): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const { organisationId } = by.seat;
      const [changed] = await tx.query(
        `INSERT INTO order_selling_terms AS t (supplier_id, on_acceptance, changed_by) VALUES ($1, $2, $3)
         ON CONFLICT (supplier_id) DO UPDATE SET on_acceptance = excluded.on_acceptance, changed_by = excluded.changed_by, changed_at = clock_timestamp()
         WHERE t.on_acceptance <> excluded.on_acceptance RETURNING 1`,
        [organisationId, onAcceptance, by.actor.userId],
      );
      if (!changed) return;
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'orders.terms_changed',
        subjectKind: 'organisation',
        subjectId: organisationId,
        summary: onAcceptance ? '接受单位先货后款' : '不再接受单位先货后款',
      });
    });
  }
}
