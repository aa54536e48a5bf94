import type { SplitFlag } from '@yigou/contracts';
import { DomainError, type Fen } from '@yigou/kernel';
import { atMarket, MARKET_TODAY, type Queryable, type Tx } from '@yigou/platform';
import type { LockedRequisition } from './move-requisition';

/** Of a member `m` of a unit: may approve there at this moment. */
export const MAY_APPROVE = `(m.role = 'manager' OR (m.role = 'clerk' AND 'approve' = ANY (m.duties)))
  AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())`;

/** What was approved this month in the name of the approver `a`, as SQL. */
export const APPROVED_THIS_MONTH = `(SELECT coalesce(sum(r.total_fen), 0)::bigint FROM purchasing_requisition r
  WHERE r.unit_id = a.unit_id AND r.approver_id = a.user_id AND r.status IN ('approved', 'ordered')
    AND date_trunc('month', ${atMarket('r.decided_at')}) = date_trunc('month', ${atMarket('clock_timestamp()')}))`;

/** Who stands in for the approver `a` today, as SQL for a join `d`. */
export const STANDS_IN = `purchasing_delegation d ON d.unit_id = a.unit_id AND d.from_id = a.user_id
  AND ${MARKET_TODAY} BETWEEN d.starts_on AND d.ends_on`;

/** Up to what somebody approves, in fen; null: no limit. */
export interface ApproverLimits {
  readonly userId: string;
  readonly perOrderFen: Fen | null;
  readonly perMonthFen: Fen | null;
}

/** Puts these in place of the unit's approvers, in their order. Who calls has made sure that they may approve, and that nothing waits for anybody else. */
export async function writeApprovers(tx: Tx, unitId: string, approvers: readonly ApproverLimits[]): Promise<void> {
  const ids = approvers.map(({ userId }) => userId);
  await tx.query('DELETE FROM purchasing_approver WHERE unit_id = $1 AND user_id <> ALL ($2::uuid[])', [unitId, ids]);
  await tx.query(
    `INSERT INTO purchasing_approver (unit_id, user_id, position, per_order_fen, per_month_fen)
     SELECT $1, t.user_id, t.at - 1, t.per_order, t.per_month
     FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS t (user_id, per_order, per_month, at)
     ON CONFLICT (unit_id, user_id) DO UPDATE SET position = excluded.position, per_order_fen = excluded.per_order_fen, per_month_fen = excluded.per_month_fen`,
    [unitId, ids, approvers.map(({ perOrderFen }) => perOrderFen), approvers.map(({ perMonthFen }) => perMonthFen)],
  );
}

/**
 * The first approver of the unit, in its order, whose limits per order and per month cover a requisition, who is not the one who asked, and behind the one
 * given. Throws `approver_missing`.
 */
export async function nextApprover(tx: Tx, of: LockedRequisition, after: string | null): Promise<string> {
  const found = await tx.one<{ id: string }>(
    `SELECT a.user_id AS id FROM purchasing_approver a JOIN membership m ON m.organisation_id = a.unit_id AND m.user_id = a.user_id
     WHERE a.unit_id = $1 AND a.user_id <> $2 AND ${MAY_APPROVE}
       AND (a.per_order_fen IS NULL OR a.per_order_fen >= $3)
       AND (a.per_month_fen IS NULL OR a.per_month_fen >= $3 + ${APPROVED_THIS_MONTH})
       AND a.position > coalesce((SELECT b.position FROM purchasing_approver b WHERE b.unit_id = $1 AND b.user_id = $4), -1)
     ORDER BY a.position, a.user_id LIMIT 1`,
    [of.unitId, of.requesterId, of.totalFen, after],
  );
  if (!found) throw new DomainError('approver_missing');
  return found.id;
}

/**
 * Whether somebody may decide a requisition: whose turn it is, or who stands in for them today. The approver's limits are kept until the transaction ends, so
 * that two approvals of one month are counted one after the other. Throws `own_requisition`, and `not_found` for whose turn it is not.
 */
export async function holdTurn(tx: Tx, of: LockedRequisition, userId: string): Promise<void> {
  if (of.requesterId === userId) throw new DomainError('own_requisition');
  await tx.query('SELECT FROM purchasing_approver WHERE unit_id = $1 AND user_id = $2 FOR UPDATE', [
    of.unitId,
    of.approverId,
  ]);
  const turn = await tx.one(
    `SELECT FROM purchasing_approver a LEFT JOIN ${STANDS_IN} WHERE a.unit_id = $1 AND a.user_id = $2 AND $3 IN (a.user_id, d.to_id)`,
    [of.unitId, of.approverId, userId],
  );
  if (!turn) throw new DomainError('forbidden');
}

/** Throws `approval_limit` when the limits of whose turn it is do not cover it any more. */
export async function requireCovered(tx: Tx, of: LockedRequisition): Promise<void> {
  const covered = await tx.one(
    `SELECT FROM purchasing_approver a WHERE a.unit_id = $1 AND a.user_id = $2 AND (a.per_order_fen IS NULL OR a.per_order_fen >= $3)
       AND (a.per_month_fen IS NULL OR a.per_month_fen >= $3 + ${APPROVED_THIS_MONTH})`,
    [of.unitId, of.approverId, of.totalFen],
  );
  if (!covered) throw new DomainError('approval_limit');
}

/**
 * Whether a requisition and others of the same person within some days come to more than the approver may approve at once, while each alone does not: an order
 * that was split stays below the limit. Null: no.
 */
export async function splitOf(
  tx: Queryable,
  of: LockedRequisition,
  approverId: string,
  days: number,
): Promise<SplitFlag | null> {
  const [row] = await tx.query<{ limitFen: Fen | null; others: number; othersFen: Fen }>(
    `SELECT (SELECT per_order_fen FROM purchasing_approver WHERE unit_id = $1 AND user_id = $3) AS "limitFen", count(*)::int AS others,
       coalesce(sum(total_fen), 0)::bigint AS "othersFen"
     FROM purchasing_requisition WHERE unit_id = $1 AND requester_id = $2 AND id <> $4 AND status IN ('submitted', 'approved', 'ordered')
       AND submitted_at > clock_timestamp() - make_interval(days => $5)`,
    [of.unitId, of.requesterId, approverId, of.id, days],
  );
  if (!row || row.limitFen === null || row.others === 0) return null;
  const sumFen = of.totalFen + row.othersFen;
  return sumFen > row.limitFen ? { days, others: row.others, sumFen, limitFen: row.limitFen } : null;
}
