import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { PURCHASING_AUDIT_ACTIONS } from '@yigou/contracts';
import { auditOf, type SeatedCaller } from '@yigou/identity';
import { type Fen, fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import type { Tx } from '@yigou/platform';
import type { LockedRequisition } from './move-requisition';

/** What people hear of requisitions, and what the audit trail keeps of them. */
@Injectable()
export class RequisitionNotes {
  constructor(
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  /** Tells people, in the transaction of what they are told. */
  tell(tx: Tx, { id, totalFen }: LockedRequisition, userIds: readonly string[], title: string): Promise<void> {
    const body = `合计 ${fenText(totalFen)}。`;
    return this.notices.tell(
      tx,
      { userIds },
      { kind: 'requisition', title, body, link: `/agency/requisitions?id=${id}` },
    );
  }

  /** Of an amount in fen: the requisition's, or what it was ordered for. */
  record(
    tx: Tx,
    by: SeatedCaller,
    of: { readonly id: string; readonly totalFen: Fen },
    action: keyof typeof PURCHASING_AUDIT_ACTIONS,
    data: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action,
      subjectKind: 'requisition',
      subjectId: of.id,
      summary: `${PURCHASING_AUDIT_ACTIONS[action]}（${fenText(of.totalFen)}）`,
      data: { totalFen: of.totalFen, ...data },
    });
  }
}
