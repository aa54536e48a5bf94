import type { AcceptanceStatus, AcceptedLine } from '@yigou/contracts';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import { atMarket, type Tx } from '@yigou/platform';
import { ACCEPTANCE, type AcceptanceAction } from './acceptance-status';

/** A sheet under its lock. */
export interface LockedAcceptance {
  readonly id: string;
  readonly number: string;
  readonly orderId: string;
  readonly unitId: string;
  readonly status: AcceptanceStatus;
  readonly firstId: string;
  readonly firstName: string;
}
export interface NewAcceptance {
  readonly id: string;
  readonly orderId: string;
  readonly unitId: string;
  readonly firstId: string;
  readonly remark: string;
  readonly recordedAt: string;
  readonly refundFen: Fen;
  readonly lines: readonly AcceptedLine[];
}

/** Locks a sheet, then reads it. Throws `not_found`, also for another unit's. Sheets are locked before payments. */
export async function lockAcceptance(tx: Tx, id: string, unitId: string): Promise<LockedAcceptance> {
  await tx.query('SELECT FROM purchasing_acceptance WHERE id = $1 FOR UPDATE', [id]);
  const found = await tx.one<LockedAcceptance>(
    `SELECT a.id, a.number, a.order_id AS "orderId", a.unit_id AS "unitId", a.status, a.first_id AS "firstId", u.name AS "firstName"
     FROM purchasing_acceptance a JOIN app_user u ON u.id = a.first_id WHERE a.id = $1 AND a.unit_id = $2`,
    [id, unitId],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Writes a signed sheet with its lines and first step, in one statement; the caller holds the order. */
export async function signSheet(tx: Tx, { lines, ...sheet }: NewAcceptance): Promise<void> {
  await tx.query(
    `WITH made AS (
       INSERT INTO purchasing_acceptance (id, number, order_id, unit_id, status, remark, recorded_at, first_id, refund_fen)
       VALUES ($1, 'YS' || to_char(${atMarket('now()')}, 'YYMMDD') || zero_padded(nextval('purchasing_acceptance_number'), 6),
         $2, $3, $4, $5, least($6::timestamptz, clock_timestamp()), $7, $8) RETURNING id),
     line_row AS (
       INSERT INTO purchasing_acceptance_line (acceptance_id, position, order_line_id, accepted, grams, short, refused, refusal, note, batch,
         produced_on, shelf_life_days, papers, photos)
       SELECT made.id, row_number() OVER () - 1, (l ->> 'orderLineId')::uuid, (l ->> 'accepted')::int, (l ->> 'grams')::int, (l ->> 'short')::int, (l ->> 'refused')::int,
         l ->> 'refusal', l ->> 'note', l ->> 'batch', (l ->> 'producedOn')::date, (l ->> 'shelfLifeDays')::int,
         ARRAY(SELECT jsonb_array_elements_text(l -> 'papers')), ARRAY(SELECT jsonb_array_elements_text(l -> 'photos')::uuid)
       FROM made, jsonb_array_elements($9::jsonb) AS l)
     INSERT INTO purchasing_acceptance_step (id, purchasing_acceptance_id, action, from_status, to_status, by_id)
     SELECT $10, id, 'sign', NULL, $4, $7 FROM made`,
    [
      sheet.id,
      sheet.orderId,
      sheet.unitId,
      ACCEPTANCE.next(null, 'sign'),
      sheet.remark,
      sheet.recordedAt,
      sheet.firstId,
      sheet.refundFen,
      JSON.stringify(lines),
      newId(),
    ],
  );
}

export interface AcceptanceMove {
  readonly action: Exclude<AcceptanceAction, 'sign'>;
  /** Null: the order was finished without it. */
  readonly byId: string | null;
  readonly reason?: string;
  /** Of `confirm`: what goes back, as it is booked. */
  readonly refundFen?: Fen;
}

/** Moves a locked sheet along its table, with its step. Only this writes the status. Throws `acceptance_closed`. */
export async function moveAcceptance(
  tx: Tx,
  of: Pick<LockedAcceptance, 'id' | 'status'>,
  { action, byId, reason = '', refundFen }: AcceptanceMove,
): Promise<void> {
  const to = ACCEPTANCE.next(of.status, action);
  await tx.query(
    `WITH moved AS (UPDATE purchasing_acceptance SET status = $2, second_id = $3, decided_at = clock_timestamp(), reason = $4,
         refund_fen = coalesce($5, refund_fen) WHERE id = $1)
     INSERT INTO purchasing_acceptance_step (id, purchasing_acceptance_id, action, from_status, to_status, by_id, reason)
     VALUES ($6, $1, $7, $8, $2, $3, $4)`,
    [of.id, to, byId, reason, refundFen ?? null, newId(), action, of.status],
  );
}
