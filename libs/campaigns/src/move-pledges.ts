import type { PledgeStatus } from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { type Fen, newId } from '@yigou/kernel';
import { eventRow, eventsCte, type Tx } from '@yigou/platform';
import { PledgesMoved } from './campaigns.events';
import { PLEDGE, type PledgeAction } from './pledge-status';
import { followPledges } from './units/pledge-budgets';

/** The status of a pledge is written here and nowhere else, and with it the places that it holds. */

/** A pledge under its lock. */
export interface LockedPledge {
  readonly id: string;
  readonly number: string;
  readonly campaignId: string;
  readonly userId: string;
  readonly status: PledgeStatus;
  readonly shares: number;
  /** The most that it may cost, … */
  readonly amountFen: Fen;
  /** … of which so much was paid at joining; null: all of it. */
  readonly depositFen: Fen | null;
  readonly finalFen: Fen | null;
  readonly paymentId: string;
  /** Of a unit: what it is held of. */
  readonly budgetId: string | null;
}

export const PLEDGE_COLUMNS = `p.id, p.number, p.campaign_id AS "campaignId", p.user_id AS "userId", p.status, p.shares, p.amount_fen AS "amountFen", p.deposit_fen AS "depositFen",
  p.final_fen AS "finalFen", p.payment_id AS "paymentId", p.budget_id AS "budgetId"`;

/** Locks pledges by id, and gives them as they are then. The caller holds their campaign, shared or exclusively. */
export function lockPledges(tx: Tx, ids: readonly string[]): Promise<LockedPledge[]> {
  return tx.query<LockedPledge>(
    `SELECT ${PLEDGE_COLUMNS} FROM campaigns_pledge p WHERE p.id = ANY($1) ORDER BY p.id FOR UPDATE`,
    [ids],
  );
}

/** Locks the pledge that a payment is for; undefined when there is none. */
export function lockPledgeOf(tx: Tx, paymentId: string): Promise<LockedPledge | undefined> {
  return tx.one<LockedPledge>(`SELECT ${PLEDGE_COLUMNS} FROM campaigns_pledge p WHERE p.payment_id = $1 FOR UPDATE`, [
    paymentId,
  ]);
}

export interface PledgeMove {
  readonly action: Exclude<PledgeAction, 'join'>;
  readonly by: By;
  /** Chinese, read by who pledged. */
  readonly reason?: string;
  /** Of `pay`: when it was judged that the campaign was not over, as PostgreSQL writes it. */
  readonly at?: string;
  /** Of `confirm`, `call_balance` and `pay_balance`: what each pledge costs in the end, of that freight, and what it is fetched with, as soon as it is paid. */
  readonly finals?: ReadonlyMap<
    string,
    { readonly finalFen?: Fen; readonly freightFen?: Fen; readonly handCode: string | null }
  >;
}

/** What a move does to the places of a pledge: from held or paid to paid or free. Places of what succeeded stay taken. */
const PLACES: Readonly<Partial<Record<PledgeAction, readonly [held: number, paid: number]>>> = {
  pay: [-1, 1],
  expire: [-1, 0],
  leave: [-1, 0],
  withdraw: [0, -1],
};

/**
 * Moves locked pledges of one campaign, at most a thousand, along their machine: states, clocks, places, steps and one event, in one statement. The slots are locked by
 * shard before, in a statement of their own, where places change; budgets of units follow last. Throws what the machine refuses the action with.
 */
export async function movePledges(tx: Tx, pledges: readonly LockedPledge[], move: PledgeMove): Promise<void> {
  const [first] = pledges;
  if (!first) return;
  const { action, reason = '', at = null, finals } = move;
  const { userId } = signatureOf(move.by);
  const rows = pledges.map(({ id, status }) => ({
    id,
    from: status,
    to: PLEDGE.next(status, action),
    step: newId(),
    ...finals?.get(id),
  }));
  const [held, paid] = PLACES[action] ?? [0, 0];
  const places = held !== 0 || paid !== 0;
  const ids = rows.map(({ id }) => id);
  if (places) await tx.query(LOCK_SLOTS, [ids]);
  const event = eventRow(PledgesMoved, { campaignId: first.campaignId, pledgeIds: ids, action });
  await tx.query(places ? MOVE_WITH_PLACES : MOVE, [
    JSON.stringify(rows),
    action,
    userId,
    reason,
    JSON.stringify([event]),
    at,
    ...(places ? [held, paid] : []),
  ]);
  await followPledges(tx, pledges, move);
}

const LOCK_SLOTS = `SELECT FROM campaigns_slot s WHERE (s.campaign_id, s.shard) IN (
    SELECT p.campaign_id, unnest(p.slot_shards) FROM campaigns_pledge p WHERE p.id = ANY($1)) ORDER BY s.campaign_id, s.shard FOR UPDATE`;
const WANTED = `wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb)
    AS w (id uuid, "from" text, "to" text, step uuid, "finalFen" bigint, "freightFen" bigint, "handCode" text)),
  ${eventsCte('$5')},
  moved AS (
    UPDATE campaigns_pledge p SET status = w.to, expires_at = NULL,
      paid_at = CASE WHEN $2 = 'pay' THEN coalesce($6::timestamptz, clock_timestamp()) ELSE paid_at END,
      closed_at = CASE WHEN $2 IN ('expire', 'leave', 'withdraw', 'forfeit', 'refund') THEN clock_timestamp() ELSE closed_at END,
      final_fen = coalesce(w."finalFen", final_fen), freight_final_fen = coalesce(w."freightFen", freight_final_fen),
      hand_code = coalesce(w."handCode", hand_code),
      handed_at = CASE WHEN $2 = 'hand_out' THEN clock_timestamp() ELSE handed_at END,
      handed_by = CASE WHEN $2 = 'hand_out' THEN $3::uuid ELSE handed_by END
    FROM wanted w WHERE p.id = w.id RETURNING p.campaign_id, p.slot_shards, p.slot_shares)`;
const STEPS = `INSERT INTO campaigns_pledge_step (id, campaigns_pledge_id, action, from_status, to_status, by_id, reason)
  SELECT step, id, $2, "from", "to", $3::uuid, $4 FROM wanted`;
const MOVE = `WITH ${WANTED} ${STEPS}`;
const MOVE_WITH_PLACES = `WITH ${WANTED},
  change AS (
    SELECT campaign_id, shard, sum(shares)::int AS shares FROM moved, unnest(slot_shards, slot_shares) AS t (shard, shares) GROUP BY campaign_id, shard),
  slot_row AS (
    UPDATE campaigns_slot s SET held = held + $7::int * change.shares, paid = paid + $8::int * change.shares
    FROM change WHERE s.campaign_id = change.campaign_id AND s.shard = change.shard)
  ${STEPS}`;
