import { type Caller, covers, holdSeat, type Place, type Seat, type Signature } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { ReviewLevel } from '@yigou/contracts';
import type { Queryable, Tx } from '@yigou/platform';
import { type Duty, hasDuty } from './duties';

/** What is decided about: where it lies, and whose it is. */
export interface Matter extends Place {
  readonly supplierId: string | null;
}
/** Who decides, at which level, as their membership says at this moment. */
export interface Decider {
  readonly by: Signature & { readonly userId: string };
  readonly level: ReviewLevel;
}

/**
 * Who decides, as the membership says at this moment; call it after the lock. Throws `not_found` outside the jurisdiction, `forbidden` when the seat is gone
 * or its level has no such duty, and `conflict_of_interest` for members and helpers of the supplier concerned (回避): of the person, whatever seat they act from.
 */
export async function requireDuty(tx: Tx, caller: Caller, duty: Duty, matter: Matter): Promise<Decider> {
  const { seat } = await holdSeat(tx, caller, { kind: 'administration' });
  if (!covers(seat, matter)) throw new DomainError('not_found');
  const decider = deciderIn(caller, seat);
  if (!decider || !hasDuty(decider.level, duty)) throw new DomainError('forbidden');
  if (matter.supplierId !== null && (await belongsTo(tx, caller.actor.userId, matter.supplierId)))
    throw new DomainError('conflict_of_interest');
  return decider;
}

function deciderIn({ actor }: Caller, { organisationName, level }: Seat): Decider | null {
  return level && { by: { userId: actor.userId, name: actor.name, seat: organisationName }, level };
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
