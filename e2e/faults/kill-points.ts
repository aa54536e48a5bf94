// Where processes die by kill −9, exactly: between two things that belong together. What is to follow is in the database at each of them, or was never promised.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Killer } from './killer.ts';
import type { KillPoint, Victim, Wire } from './wire.ts';

/** Points by who dies at them. A point is known by a statement of the source; one that is never come to fails the run, so that a statement that changes its words is noticed. */
export type Points = Readonly<Record<'api' | 'worker', readonly KillPoint[]>>;

/** While all works. */
export const POINTS: Points = {
  api: [
    {
      name: 'the provider knows the payment, and we have not noted where to pay',
      statement: /UPDATE payment_attempt SET provider_ref/,
      moment: 'asked',
    },
  ],
  worker: [
    {
      name: 'the provider has made the refund, and it is not booked',
      statement: /UPDATE refund SET status = \$7/,
      moment: 'asked',
    },
    {
      name: 'one order of the sweep is closed, and the next is not',
      statement: /SELECT id FROM sales_order WHERE checkout_id = \$1 AND expires_at <= clock_timestamp\(\)/,
      moment: 'committed',
    },
  ],
};
/** While the provider is away. */
export const POINTS_OF_AN_OUTAGE: Points = {
  api: [
    {
      name: 'the orders are placed, and the buyer is not told',
      statement: /INSERT INTO checkout \(/,
      moment: 'committed',
    },
    { name: 'the file lies in the store, and has no row', statement: /INSERT INTO evidence AS e/, moment: 'asked' },
  ],
  worker: [
    {
      name: 'the relay has taken events, and they are in no queue',
      statement: /WITH taken AS MATERIALIZED/,
      moment: 'answered',
    },
  ],
};
/** Of the command that imports, which writes some hundred rows at a time. */
const IMPORT_POINT: KillPoint = {
  name: 'the first rows are imported, and the rest is not',
  statement: /INSERT INTO sku \(/,
  moment: 'committed',
};
const PATIENCE_MS = 60_000;

/**
 * Lets API and worker die at each of their points, in whatever order they come to them, and starts them again.
 * @param told of each death
 */
export async function dieAtPoints(
  wire: Wire,
  killer: Killer,
  points: Points,
  told: (what: string) => void,
): Promise<void> {
  const dieAt = async (victim: keyof Points): Promise<void> => {
    for (let left = points[victim]; left.length > 0;) {
      const point = await dieAtNext(wire, killer, victim, left);
      left = left.filter((one) => one !== point);
      told(`${victim} died: ${point.name}`);
      await killer.start(victim);
    }
  };
  await Promise.all([dieAt('api'), dieAt('worker')]);
}

/** Gives the same file to the import twice, since the first run is killed on its way. @returns what it says at last */
export async function importPastDeath(wire: Wire, killer: Killer, run: () => Promise<string>): Promise<string> {
  const died = dieAtNext(wire, killer, 'import', [IMPORT_POINT]);
  const said = await run().catch(() => undefined);
  if (said !== undefined) throw new Error(`the import came to its end, and not to “${IMPORT_POINT.name}”`);
  await died;
  return run();
}

/** Answers when the process is gone, with where it was. */
async function dieAtNext(wire: Wire, killer: Killer, victim: Victim, points: readonly KillPoint[]): Promise<KillPoint> {
  let died: Promise<void> | undefined;
  const reached = wire.next(victim, points, () => (died = killer.kill(victim)));
  const point = await Promise.race([reached, sleep(PATIENCE_MS, undefined, { ref: false })]);
  if (!point) throw new Error(`${victim} never came to: ${points.map(({ name }) => name).join('; ')}`);
  await died;
  return point;
}
