import type { FindingStatus } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { Found } from './finding-rules';
import { FINDING, type FindingAction } from './finding-status';

/**
 * Keeps what rules found, once for each rule and subject: what is open says what is the case now, what somebody has decided stays as they saw it. Answers how many are new.
 * One statement.
 */
export async function recordFindings(tx: Tx, found: readonly Found[]): Promise<number> {
  const distinct = new Map(found.map((one) => [`${one.rule} ${one.subject}`, one]));
  if (distinct.size === 0) return 0;
  const rows = [...distinct.values()].map((one) => ({ ...one, id: newId(), step: newId() }));
  const made = await tx.query<{ id: string }>(
    `WITH found AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, step uuid, rule text, subject text, "unitId" uuid, year smallint, severity text, facts text, "orderIds" uuid[])),
     made AS (
       INSERT INTO oversight_finding AS v (id, rule, subject, unit_id, year, severity, facts, order_ids, status)
       SELECT id, rule, subject, "unitId", year, severity, facts, "orderIds", $2 FROM found ORDER BY rule, subject
       ON CONFLICT (rule, subject) DO UPDATE SET facts = excluded.facts, severity = excluded.severity, order_ids = excluded.order_ids
         WHERE v.status = $2 AND (v.facts, v.severity, v.order_ids) IS DISTINCT FROM (excluded.facts, excluded.severity, excluded.order_ids)
       RETURNING v.id)
     INSERT INTO oversight_finding_step (id, oversight_finding_id, action, from_status, to_status)
     SELECT f.step, f.id, 'find', NULL, $2 FROM found f JOIN made USING (id) RETURNING id`,
    [JSON.stringify(rows), FINDING.next(null, 'find')],
  );
  return made.length;
}

/** A finding under its lock. */
export interface LockedFinding {
  readonly id: string;
  readonly unitId: string;
  readonly status: FindingStatus;
  readonly facts: string;
}

/** Locks a finding, then reads it. Throws `not_found`. */
export async function lockFinding(tx: Tx, id: string): Promise<LockedFinding> {
  await tx.query('SELECT FROM oversight_finding WHERE id = $1 FOR UPDATE', [id]);
  const found = await tx.one<LockedFinding>(
    'SELECT id, unit_id AS "unitId", status, facts FROM oversight_finding WHERE id = $1',
    [id],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Moves a locked finding along its table, with its step. Only this and {@link recordFindings} write the status. Throws `finding_closed`. */
export async function moveFinding(
  tx: Tx,
  of: LockedFinding,
  {
    action,
    by,
    reason,
  }: { readonly action: Exclude<FindingAction, 'find'>; readonly by: SeatedCaller; readonly reason: string },
): Promise<void> {
  const to = FINDING.next(of.status, action);
  await tx.query(
    `WITH moved AS (UPDATE oversight_finding SET status = $2, reason = $3 WHERE id = $1)
     INSERT INTO oversight_finding_step (id, oversight_finding_id, action, from_status, to_status, by_id, by_organisation_id, reason)
     VALUES ($4, $1, $5, $6, $2, $7, $8, $9)`,
    [
      of.id,
      to,
      to === 'open' ? '' : reason,
      newId(),
      action,
      of.status,
      by.actor.userId,
      by.seat.organisationId,
      reason,
    ],
  );
}
