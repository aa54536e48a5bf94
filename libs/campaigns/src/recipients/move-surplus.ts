import type { SurplusStatus } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { SURPLUS, type SurplusAction } from './surplus-status';

/** An offer under its lock. */
export interface LockedSurplus {
  readonly id: string;
  readonly campaignId: string;
  readonly orderLineId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly pieces: number;
  readonly status: SurplusStatus;
}

/** Throws `not_found`, also for who neither offers it nor is offered it. */
export async function lockSurplus(tx: Tx, id: string, organisationId: string): Promise<LockedSurplus> {
  const found = await tx.one<LockedSurplus>(
    `SELECT id, campaign_id AS "campaignId", order_line_id AS "orderLineId", from_id AS "fromId", to_id AS "toId", pieces, status
     FROM campaigns_surplus WHERE id = $1 AND $2 IN (from_id, to_id) FOR UPDATE`,
    [id, organisationId],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Offers pieces of a line that its recipient received; the line's row is the lock. Throws `surplus_exceeded` with what is left of them. */
export async function offerSurplus(
  tx: Tx,
  { note, byId, ...of }: Omit<LockedSurplus, 'id' | 'status'> & { readonly note: string; readonly byId: string },
): Promise<string> {
  const id = newId();
  const made = await tx.query(
    `WITH line AS (UPDATE campaigns_delivery_line SET offered = offered + $6 WHERE order_line_id = $3 AND offered + $6 <= received RETURNING order_line_id),
       made AS (INSERT INTO campaigns_surplus (id, campaign_id, order_line_id, from_id, to_id, pieces, note, status)
         SELECT $1, $2, order_line_id, $4, $5, $6, $7, $8 FROM line RETURNING id)
     INSERT INTO campaigns_surplus_step (id, campaigns_surplus_id, action, from_status, to_status, by_id)
     SELECT $9, id, 'offer', NULL, $8, $10 FROM made RETURNING id`,
    [id, of.campaignId, of.orderLineId, of.fromId, of.toId, of.pieces, note, SURPLUS.initial, newId(), byId],
  );
  if (made.length === 0) throw new DomainError('surplus_exceeded');
  return id;
}

/** Moves a locked offer along its table, with its step; what is not taken may be offered anew. Only this writes the status. Throws `surplus_closed`. */
export async function moveSurplus(
  tx: Tx,
  { id, status, orderLineId, pieces }: LockedSurplus,
  { action, byId, reason = '' }: { action: Exclude<SurplusAction, 'offer'>; byId: string; reason?: string },
): Promise<void> {
  const to = SURPLUS.next(status, action);
  await tx.query(
    `WITH moved AS (UPDATE campaigns_surplus SET status = $2 WHERE id = $1)
     INSERT INTO campaigns_surplus_step (id, campaigns_surplus_id, action, from_status, to_status, by_id, reason) VALUES ($3, $1, $4, $5, $2, $6, $7)`,
    [id, to, newId(), action, status, byId, reason],
  );
  if (to !== 'accepted')
    await tx.query('UPDATE campaigns_delivery_line SET offered = offered - $2 WHERE order_line_id = $1', [
      orderLineId,
      pieces,
    ]);
}
