import type { Queryable } from '@yigou/platform';
import { changedTables } from '@yigou/testing';
import type { SeatedCaller } from '../seats';

const PLACE = 'WHERE user_id = $1 AND organisation_id = $2';
const HOW = {
  removed: `DELETE FROM membership ${PLACE}`,
  'made a viewer': `UPDATE membership SET role = 'viewer' ${PLACE}`,
  'at its term': `UPDATE membership SET expires_at = clock_timestamp() - interval '1 second' ${PLACE}`,
} as const;

/** How somebody loses the place that a request of theirs was let in by. */
export type Withdrawal = keyof typeof HOW;
export const WITHDRAWALS = Object.keys(HOW) as Withdrawal[];

/** What somebody is about to do from a seat that they have. */
export interface SeatedCommand {
  readonly by: SeatedCaller;
  run(): Promise<unknown>;
}

export async function withdraw(db: Queryable, { actor, seat }: SeatedCaller, how: Withdrawal): Promise<void> {
  await db.query(HOW[how], [actor.userId, seat.organisationId]);
}

/** Takes the place away of somebody who was let in, runs what they asked for, and gives the code that refuses it and the tables that it changed all the same. */
export async function runWithdrawn(
  db: Queryable,
  { by, run }: SeatedCommand,
  how: Withdrawal,
): Promise<{ code: string | undefined; changed: string[] }> {
  await withdraw(db, by, how);
  let code: string | undefined;
  const changed = await changedTables(db, () =>
    run().catch((error: { code?: string }) => {
      code = error.code ?? String(error);
    }),
  );
  return { code, changed };
}

/** What {@link runWithdrawn} gives where the seat is held. */
export const REFUSED = { code: 'forbidden', changed: [] } as const;
