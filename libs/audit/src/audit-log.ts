import { Injectable } from '@nestjs/common';
import type { AuditAction, AuditSubject } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { currentRequestId, type Queryable } from '@yigou/platform';

/** What the trail keeps of an action. */
export interface AuditRecord {
  /** Who did it; null when no signed-in person did, which the trail shows as 系统. */
  readonly actor: { readonly userId: string; readonly name: string; readonly organisationId?: string | null } | null;
  /** What was done, of the closed list whose Chinese labels the screens and the export show. */
  readonly action: AuditAction;
  readonly subjectKind: AuditSubject;
  readonly subjectId: string;
  /** One Chinese sentence for the reader of the trail. No secret and no personal data that the subject does not show anyway. */
  readonly summary: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** IP address of the caller. */
  readonly address?: string | null;
}

/** Writes the audit trail: with the transaction of the action, so that neither is there without the other. Rows are append-only. */
@Injectable()
export class AuditLog {
  async record(tx: Queryable, entry: AuditRecord): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entry
         (id, actor_id, actor_name, organisation_id, action, subject_kind, subject_id, summary, data, request_id, address)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        newId(),
        entry.actor?.userId ?? null,
        entry.actor?.name ?? '系统',
        entry.actor?.organisationId ?? null,
        entry.action,
        entry.subjectKind,
        entry.subjectId,
        entry.summary,
        JSON.stringify(entry.data ?? {}),
        currentRequestId(),
        entry.address ?? null,
      ],
    );
  }
}
