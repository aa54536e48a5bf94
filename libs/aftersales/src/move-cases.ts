import type {
  AftersalesEnding,
  AftersalesKind,
  AftersalesReason,
  AftersalesStatus,
  PolicyName,
} from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import { atMarket, PolicyParameters, publish, type Tx } from '@yigou/platform';
import { CaseMoved } from './aftersales.events';
import { CASE, type CaseAction } from './case-status';

/** The status of cases is written here and nowhere else. */

/** A case under its lock. */
export interface LockedCase {
  readonly id: string;
  readonly number: string;
  readonly status: AftersalesStatus;
  readonly kind: AftersalesKind;
  readonly reason: AftersalesReason;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly pieces: number;
  readonly goodsMostFen: Fen;
  readonly freightMostFen: Fen;
  readonly askedFen: Fen;
  readonly agreedFen: Fen | null;
  readonly userId: string;
  readonly supplierId: string;
  readonly regionCode: string | null;
  readonly waybill: string | null;
}
export type NewCase = Omit<LockedCase, 'number' | 'status' | 'agreedFen' | 'waybill'> & {
  readonly words: string;
  readonly evidence: readonly string[];
};

/** Whose turn it is has so long. */
const TERMS: Partial<Record<AftersalesStatus, { readonly name: PolicyName; readonly unit: 'hours' | 'days' }>> = {
  applied: { name: 'aftersales.answer_hours', unit: 'hours' },
  returning: { name: 'aftersales.return_days', unit: 'days' },
  sent_back: { name: 'aftersales.receive_days', unit: 'days' },
  refused: { name: 'aftersales.escalate_days', unit: 'days' },
  intervening: { name: 'aftersales.decide_days', unit: 'days' },
};

/** The hours that a state has; null: nobody's turn. */
async function hoursOf(tx: Tx, status: AftersalesStatus): Promise<number | null> {
  const term = TERMS[status];
  if (!term) return null;
  const value = Number(await new PolicyParameters(tx).get(term.name));
  return term.unit === 'days' ? value * 24 : value;
}

/** Locks a case and reads it as it is then; the caller holds its order. Throws `not_found`. */
export async function lockCase(tx: Tx, id: string): Promise<LockedCase> {
  const found = await tx.one<LockedCase>(
    `SELECT id, number, status, kind, reason, order_id AS "orderId", order_line_id AS "orderLineId", pieces, goods_most_fen AS "goodsMostFen",
       freight_most_fen AS "freightMostFen", asked_fen AS "askedFen", agreed_fen AS "agreedFen", user_id AS "userId", supplier_id AS "supplierId",
       region_code AS "regionCode", waybill
     FROM aftersales_case WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Writes a case with its first step; gives its number. The caller holds the order. */
export async function addCase(tx: Tx, one: NewCase, by: By): Promise<string> {
  const to = CASE.next(null, 'apply');
  const row = await tx.one<{ number: string }>(
    `INSERT INTO aftersales_case (id, number, status, kind, reason, words, evidence, order_id, order_line_id, pieces, goods_most_fen, freight_most_fen, asked_fen,
       user_id, supplier_id, region_code, due_at)
     VALUES ($1, 'SH' || to_char(${atMarket('clock_timestamp()')}, 'YYMMDD') || zero_padded(nextval('aftersales_case_number'), 6),
       $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, clock_timestamp() + make_interval(hours => $16)) RETURNING number`,
    [
      one.id,
      to,
      one.kind,
      one.reason,
      one.words,
      [...one.evidence],
      one.orderId,
      one.orderLineId,
      one.pieces,
      one.goodsMostFen,
      one.freightMostFen,
      one.askedFen,
      one.userId,
      one.supplierId,
      one.regionCode,
      await hoursOf(tx, to),
    ],
  );
  await addStep(tx, one.id, { action: 'apply', by, note: one.words }, null, to);
  return row?.number ?? '';
}

export interface CaseMove {
  readonly action: Exclude<CaseAction, 'apply'>;
  /** Where the action leads, when it may lead to several states. */
  readonly to?: AftersalesStatus;
  readonly by: By;
  /** Chinese, read by buyer and supplier. */
  readonly note: string;
  readonly agreedFen?: Fen;
  readonly returnTo?: string;
  readonly sent?: { readonly carrier: string; readonly waybill: string };
  readonly restocked?: number;
  readonly ending?: AftersalesEnding;
}

/** Moves a locked case: state, clock and step. Throws what the machine refuses the action with. */
export async function moveCase(tx: Tx, { id, status }: LockedCase, move: CaseMove): Promise<AftersalesStatus> {
  const to = CASE.next(status, move.action, move.to);
  await tx.query(
    `UPDATE aftersales_case SET status = $2, due_at = clock_timestamp() + make_interval(hours => $3), agreed_fen = coalesce($4, agreed_fen),
       return_to = coalesce($5, return_to), carrier = coalesce($6, carrier), waybill = coalesce($7, waybill), restocked = coalesce($8, restocked), ending = $9,
       closed_at = CASE WHEN $2 IN ('refunded', 'closed') THEN clock_timestamp() END
     WHERE id = $1`,
    [
      id,
      to,
      await hoursOf(tx, to),
      move.agreedFen ?? null,
      move.returnTo ?? null,
      move.sent?.carrier ?? null,
      move.sent?.waybill ?? null,
      move.restocked ?? null,
      move.ending ?? null,
    ],
  );
  await addStep(tx, id, move, status, to);
  return to;
}

async function addStep(
  tx: Tx,
  caseId: string,
  { action, by, note }: { readonly action: CaseAction; readonly by: By; readonly note: string },
  from: AftersalesStatus | null,
  to: AftersalesStatus,
): Promise<void> {
  const { userId, name, seat } = signatureOf(by);
  const stepId = newId();
  await tx.query(
    `INSERT INTO aftersales_case_step (id, aftersales_case_id, action, from_status, to_status, actor_id, actor_name, seat, note)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [stepId, caseId, action, from, to, userId, name, seat, note],
  );
  await publish(tx, CaseMoved, { caseId, stepId });
}
