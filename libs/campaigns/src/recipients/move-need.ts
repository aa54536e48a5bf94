import type { NeedStatus } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import { atMarket, type Tx } from '@yigou/platform';
import { NEED, type NeedAction } from './need-status';

/** A need under its lock. */
export interface LockedNeed {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly recipientId: string;
  readonly regionCode: string;
  readonly status: NeedStatus;
  readonly createdBy: string;
  readonly quantity: number;
  readonly unit: string;
  readonly promised: number;
  readonly until: string;
}
export interface StatedNeed {
  readonly title: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly unit: string;
  readonly until: string;
  readonly why: string;
  readonly regionCode: string;
  readonly placeSealed: string;
}

/** Throws `not_found`, also for another recipient's where one is named. Needs are locked after campaigns. */
export async function lockNeed(tx: Tx, id: string, recipientId?: string): Promise<LockedNeed> {
  const found = await tx.one<LockedNeed>(
    `SELECT id, number, title, recipient_id AS "recipientId", region_code AS "regionCode", status, created_by AS "createdBy", quantity, unit, promised,
       until::text FROM campaigns_need WHERE id = $1 AND ($2::uuid IS NULL OR recipient_id = $2) FOR UPDATE`,
    [id, recipientId ?? null],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Writes a need that waits for an office, or is open at once; answers its number. */
export async function stateNeed(
  tx: Tx,
  { id, recipientId, byId }: { readonly id: string; readonly recipientId: string; readonly byId: string },
  said: StatedNeed,
  action: 'submit' | 'publish',
): Promise<string> {
  const to = NEED.next(null, action);
  const [made] = await tx.query<{ number: string }>(
    `WITH made AS (
       INSERT INTO campaigns_need (id, number, recipient_id, status, title, category_slug, quantity, unit, until, why, region_code, place_sealed, created_by,
         opened_at)
       VALUES ($1, 'XQ' || to_char(${atMarket('now()')}, 'YYMMDD') || zero_padded(nextval('campaigns_need_number'), 6), $2, $3, $4, $5, $6, $7, $8, $9,
         $10, $11, $12, CASE WHEN $3 = 'open' THEN clock_timestamp() END) RETURNING id, number),
     step AS (INSERT INTO campaigns_need_step (id, campaigns_need_id, action, from_status, to_status, by_id)
       SELECT $13, id, $14, NULL, $3, $12 FROM made)
     SELECT number FROM made`,
    [
      id,
      recipientId,
      to,
      said.title,
      said.category,
      said.quantity,
      said.unit,
      said.until,
      said.why,
      said.regionCode,
      said.placeSealed,
      byId,
      newId(),
      action,
    ],
  );
  if (!made) throw new Error('the insert gave no row');
  return made.number;
}

/** Writes over what a locked need says. */
export async function correctNeed(tx: Tx, id: string, said: StatedNeed): Promise<void> {
  await tx.query(
    `UPDATE campaigns_need SET title = $2, category_slug = $3, quantity = $4, unit = $5, until = $6, why = $7, region_code = $8, place_sealed = $9,
       submitted_at = clock_timestamp() WHERE id = $1`,
    [id, said.title, said.category, said.quantity, said.unit, said.until, said.why, said.regionCode, said.placeSealed],
  );
}

/** Moves a locked need along its table, with its step. Only this writes the status. Throws `need_closed`. */
export async function moveNeed(
  tx: Tx,
  { id, status }: Pick<LockedNeed, 'id' | 'status'>,
  {
    action,
    byId,
    reason = '',
  }: { readonly action: Exclude<NeedAction, 'submit' | 'publish'>; readonly byId: string; readonly reason?: string },
): Promise<void> {
  await tx.query(
    `WITH moved AS (UPDATE campaigns_need SET status = $2, opened_at = CASE WHEN $2 = 'open' THEN clock_timestamp() ELSE opened_at END WHERE id = $1)
     INSERT INTO campaigns_need_step (id, campaigns_need_id, action, from_status, to_status, by_id, reason) VALUES ($3, $1, $4, $5, $2, $6, $7)`,
    [id, NEED.next(status, action), newId(), action, status, byId, reason],
  );
}
