import type { StatementStatus } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { Reckoned, StatementOf } from './reckon-statement';
import { STATEMENT, type StatementAction } from './statement-status';

/** A statement under its lock, with the version that holds. */
export interface LockedStatement extends StatementOf {
  readonly id: string;
  readonly status: StatementStatus;
  readonly version: number;
  readonly content: string;
  readonly hash: string;
}
/** Whose statement it has to be; null: anybody's. */
export type StatementSide = { readonly unitId: string } | { readonly supplierId: string } | null;

/** Locks a statement, then reads it. Throws `not_found`, also for another's. */
export async function lockStatement(tx: Tx, id: string, side: StatementSide): Promise<LockedStatement> {
  await tx.query('SELECT FROM purchasing_statement WHERE id = $1 FOR UPDATE', [id]);
  const found = await tx.one<LockedStatement>(
    `SELECT t.id, t.unit_id AS "unitId", t.supplier_id AS "supplierId", t.month::text, t.status, t.version, v.content, v.hash
     FROM purchasing_statement t JOIN purchasing_statement_version v ON v.statement_id = t.id AND v.version = t.version WHERE t.id = $1`,
    [id],
  );
  const own =
    side === null || ('unitId' in side ? side.unitId === found?.unitId : side.supplierId === found?.supplierId);
  if (!found || !own) throw new DomainError('not_found');
  return found;
}

/** Writes a statement with its first version and step; answers its id, or null where there is one of the month already. */
export async function issueStatement(tx: Tx, of: StatementOf, reckoned: Reckoned): Promise<string | null> {
  const id = newId();
  const made = await tx.query(
    `WITH made AS (
       INSERT INTO purchasing_statement (id, unit_id, supplier_id, month, status, version) VALUES ($1, $2, $3, $4, $5, 1)
       ON CONFLICT (unit_id, supplier_id, month) DO NOTHING RETURNING id),
     first AS (
       INSERT INTO purchasing_statement_version (statement_id, version, content, hash, opening_fen, closing_fen)
       SELECT id, 1, $6, $7, $8, $9 FROM made)
     INSERT INTO purchasing_statement_step (id, purchasing_statement_id, action, from_status, to_status, version)
     SELECT $10, id, 'issue', NULL, $5, 1 FROM made RETURNING id`,
    [
      id,
      of.unitId,
      of.supplierId,
      of.month,
      STATEMENT.next(null, 'issue'),
      reckoned.content,
      reckoned.hash,
      reckoned.openingFen,
      reckoned.closingFen,
      newId(),
    ],
  );
  return made.length > 0 ? id : null;
}

export interface StatementMove {
  readonly action: Exclude<StatementAction, 'issue'>;
  /** Null: by itself. */
  readonly byId: string | null;
  readonly reason?: string;
  /** To what somebody objects. */
  readonly line?: number | null;
  /** Of `renew`: the next version. */
  readonly reckoned?: Reckoned;
}

/** Moves a locked statement along its table, with its step; answers it as it is then. Only this writes the status. Throws `statement_closed`. */
export async function moveStatement(
  tx: Tx,
  statement: LockedStatement,
  { action, byId, reason = '', line = null, reckoned }: StatementMove,
): Promise<LockedStatement> {
  const to = STATEMENT.next(statement.status, action);
  const version = statement.version + (reckoned ? 1 : 0);
  await tx.query(
    `WITH moved AS (UPDATE purchasing_statement SET status = $2, version = $3 WHERE id = $1),
     next AS (
       INSERT INTO purchasing_statement_version (statement_id, version, content, hash, opening_fen, closing_fen)
       SELECT $1, $3, $4, $5, $6::bigint, $7::bigint WHERE $4::text IS NOT NULL)
     INSERT INTO purchasing_statement_step (id, purchasing_statement_id, action, from_status, to_status, version, line, by_id, reason)
     VALUES ($8, $1, $9, $10, $2, $3, $11, $12, $13)`,
    [
      statement.id,
      to,
      version,
      reckoned?.content ?? null,
      reckoned?.hash ?? null,
      reckoned?.openingFen ?? null,
      reckoned?.closingFen ?? null,
      newId(),
      action,
      statement.status,
      line,
      byId,
      reason,
    ],
  );
  return {
    ...statement,
    status: to,
    version,
    content: reckoned?.content ?? statement.content,
    hash: reckoned?.hash ?? statement.hash,
  };
}
