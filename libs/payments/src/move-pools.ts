import type { Fen } from '@yigou/kernel';
import { type EventRow, eventsCte, type Tx } from '@yigou/platform';
import { BALANCE, refundsFrom } from './move-refund';

/** What a payment puts into a pool, and the id of its entry in the ledger. */
export interface MemberToFund {
  readonly paymentId: string;
  readonly amountFen: Fen;
  readonly entryId: string;
}
export interface Funded {
  /** How many of them could put in what they were to, apart from those that had before. */
  readonly possible: number;
  /** What came into the pool by it: nothing where all of them together are more than is left to fill. */
  readonly addedFen: Fen;
  /** Payments that cannot: not paid, less left, or in the pool with another sum. */
  readonly refused: readonly string[];
}

/**
 * Moves money of members into a pool, in one statement; whoever is in it already stays as it is. The caller holds the locks of the pool and of the members. `leftFen` is what is left
 * to fill: of what comes to more, nothing is moved.
 */
export async function fundPool(
  tx: Tx,
  poolId: string,
  members: readonly MemberToFund[],
  leftFen: Fen,
): Promise<Funded> {
  const row = await tx.one<Funded>(
    `WITH wanted AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS w ("paymentId" uuid, "amountFen" bigint, "entryId" uuid)),
     possible AS (
       SELECT w.* FROM wanted w JOIN payment p ON p.id = w."paymentId"
       WHERE p.status = 'paid' AND p.purpose <> 'pool' AND ${BALANCE} >= w."amountFen"
         AND NOT EXISTS (SELECT FROM payment_pool_share s WHERE s.pool_id = $1 AND s.payment_id = p.id)),
     moved AS (SELECT * FROM possible WHERE (SELECT sum("amountFen") FROM possible) <= $3),
     share AS (
       INSERT INTO payment_pool_share (pool_id, payment_id, amount_fen) SELECT $1, "paymentId", "amountFen" FROM moved),
     entry AS (
       INSERT INTO payment_entry (id, payment_id, kind, amount_fen, pool_id) SELECT "entryId", "paymentId", 'pool', -"amountFen", $1 FROM moved),
     member AS (UPDATE payment p SET pooled_fen = p.pooled_fen + m."amountFen" FROM moved m WHERE p.id = m."paymentId"),
     filled AS (
       UPDATE payment_pool SET funded_fen = funded_fen + (SELECT sum("amountFen") FROM moved) WHERE payment_id = $1 AND EXISTS (SELECT FROM moved))
     SELECT (SELECT count(*)::int FROM possible) AS possible, (SELECT coalesce(sum("amountFen"), 0)::bigint FROM moved) AS "addedFen",
       (SELECT coalesce(jsonb_agg(w."paymentId"), '[]') FROM wanted w WHERE NOT EXISTS (SELECT FROM possible o WHERE o."paymentId" = w."paymentId")
          AND NOT EXISTS (SELECT FROM payment_pool_share s WHERE s.pool_id = $1 AND s.payment_id = w."paymentId" AND s.amount_fen = w."amountFen")) AS refused`,
    [poolId, JSON.stringify(members), leftFen],
  );
  if (!row) throw new Error(`pool ${poolId} was not asked`);
  return row;
}

/**
 * The next members of a pool that get a part of a refund of it, by id, up to `limit`: in proportion to what each put in less what earlier refunds gave back, by the largest remainder, of equal
 * ones the lower id first. To the fen, all parts are the refund. What the refund has given back itself is left out of what was given back before, so the parts are the
 * same however much of it is written: as long as no other refund of the pool is spread meanwhile. The caller holds the pool's lock.
 */
export function partsToWrite(
  tx: Tx,
  { poolId, refundId, amountFen }: { readonly poolId: string; readonly refundId: string; readonly amountFen: Fen },
  limit: number,
): Promise<{ paymentId: string; amountFen: Fen }[]> {
  return tx.query<{ paymentId: string; amountFen: Fen }>(
    `WITH due AS (
       SELECT s.payment_id, s.amount_fen - s.returned_fen + coalesce(r.amount_fen, 0) AS left_fen,
         sum(s.amount_fen - s.returned_fen + coalesce(r.amount_fen, 0)) OVER () AS all_fen, r.payment_id IS NOT NULL AS written
       FROM payment_pool_share s LEFT JOIN payment_pool_return r ON r.refund_id = $2 AND r.payment_id = s.payment_id
       WHERE s.pool_id = $1 AND s.amount_fen - s.returned_fen + coalesce(r.amount_fen, 0) > 0),
     quota AS (
       SELECT payment_id, written, div($3::numeric * left_fen, all_fen) AS whole, mod($3::numeric * left_fen, all_fen) AS rest FROM due),
     ranked AS (
       SELECT payment_id, written, whole, row_number() OVER (ORDER BY rest DESC, payment_id) AS place, $3::numeric - sum(whole) OVER () AS over FROM quota)
     SELECT payment_id AS "paymentId", (whole + (place <= over)::int)::bigint AS "amountFen" FROM ranked
     WHERE NOT written AND whole + (place <= over)::int > 0 ORDER BY payment_id LIMIT $4`,
    [poolId, refundId, amountFen, limit],
  );
}

/** A member's part of a refund of its pool, with the ids of its own refund and of its entry in the ledger. */
export interface ReturnToWrite {
  readonly paymentId: string;
  readonly amountFen: Fen;
  readonly refundId: string;
  readonly entryId: string;
}

/** Takes members' parts out of the pool, each with a refund of its own payment, in one statement. The caller holds the locks of the pool and of the members. */
export async function writeReturns(
  tx: Tx,
  { poolId, refundId, reason }: { readonly poolId: string; readonly refundId: string; readonly reason: string },
  parts: readonly ReturnToWrite[],
  events: readonly EventRow[],
): Promise<void> {
  await tx.query(
    `WITH part AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS w ("paymentId" uuid, "amountFen" bigint, "refundId" uuid, "entryId" uuid)),
     own AS (
       SELECT part."refundId" AS id, p.id AS payment_id, p.holder, 'pool:' || $2::uuid AS cause, part."amountFen" AS amount_fen, $4::text AS reason, p.channel
       FROM part JOIN payment p ON p.id = part."paymentId"),
     asked AS (${refundsFrom('own')}),
     entry AS (
       INSERT INTO payment_entry (id, payment_id, kind, amount_fen, refund_id, pool_id)
       SELECT "entryId", "paymentId", 'unpool', "amountFen", "refundId", $1 FROM part),
     member AS (UPDATE payment p SET pooled_fen = p.pooled_fen - part."amountFen" FROM part WHERE p.id = part."paymentId"),
     returned AS (
       INSERT INTO payment_pool_return (refund_id, payment_id, amount_fen, member_refund_id) SELECT $2, "paymentId", "amountFen", "refundId" FROM part),
     ${eventsCte('$5')}
     UPDATE payment_pool_share s SET returned_fen = s.returned_fen + part."amountFen" FROM part WHERE s.pool_id = $1 AND s.payment_id = part."paymentId"`,
    [poolId, refundId, JSON.stringify(parts), reason, JSON.stringify(events)],
  );
}
