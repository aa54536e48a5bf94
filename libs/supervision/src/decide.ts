import { type Actor, requireMembership } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Queryable, Tx } from '@yigou/platform';
import { covers, type Doer, type Place, type Seat, seatNow } from '@yigou/suppliers';
import { DUTIES, type Duty } from './duties';

/** An administrator who asks for something, and the IP address that it comes from. */
export interface Caller {
  readonly actor: Actor;
  readonly address: string;
}
/** What is decided about: where it lies, and whose it is. */
export interface Matter extends Place {
  readonly supplierId: string | null;
}

/**
 * Who decides, as the membership says at this moment; call it after the lock. Throws `not_found` outside the jurisdiction, `forbidden` when the seat is gone
 * or its level has no such duty, and `conflict_of_interest` for members and helpers of the supplier concerned (回避).
 */
export async function requireDuty(tx: Tx, actor: Actor, duty: Duty, matter: Matter): Promise<Seat & { doer: Doer }> {
  const seat = await seatNow(tx, actor);
  if (!covers(seat, matter)) throw new DomainError('not_found');
  if (!DUTIES[duty].includes(seat.level)) throw new DomainError('forbidden');
  if (matter.supplierId !== null && (await belongsTo(tx, actor.userId, matter.supplierId)))
    throw new DomainError('conflict_of_interest');
  return seat;
}

/** Whether a person stands for a supplier, by a mandate too, as SQL. */
export const BELONGS = (user: string, supplier: string): string =>
  `(EXISTS (SELECT FROM membership mine WHERE mine.user_id = ${user} AND mine.organisation_id = ${supplier})
    OR EXISTS (SELECT FROM mandate helped WHERE helped.helper_id = ${user} AND helped.supplier_id = ${supplier}))`;

async function belongsTo(db: Queryable, userId: string, supplierId: string): Promise<boolean> {
  const [row] = await db.query<{ belongs: boolean }>(`SELECT ${BELONGS('$1::uuid', '$2::uuid')} AS belongs`, [
    userId,
    supplierId,
  ]);
  return row?.belongs ?? false;
}

/** Who it was, for the audit trail. */
export const auditActor = ({ actor }: Caller) => ({
  userId: actor.userId,
  name: actor.name,
  organisationId: requireMembership(actor, 'administration').organisationId,
});
