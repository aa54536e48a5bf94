import type { Fen } from '@yigou/kernel';
import { type EventRow, eventsCte, NO_ID, type Tx } from '@yigou/platform';
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

/** A refund of a pool that is being spread. */
export interface PoolRefund {
  readonly poolId: string;
  readonly refundId: string;
  readonly amountFen: Fen;
}

/**
 * Decides how a refund of a pool is spread, once: in proportion to what each member put in less what earlier refunds gave back, by the largest remainder, of equal ones the lower id
 * first. One statement over all members; {@link partsToWrite} reads by what it keeps, as long as no other refund of the pool is spread meanwhile. The caller holds the pool's lock.
 */
export async function planSpread(tx: Tx, { poolId, refundId, amountFen }: PoolRefund): Promise<void> {
  await tx.query(
    `WITH due AS (
       SELECT s.payment_id, ${LEFT_OF_SHARE} AS left_fen, sum(${LEFT_OF_SHARE}) OVER () AS all_fen FROM ${SHARES_OF_REFUND}),
     quota AS (
       SELECT payment_id, all_fen, div($3::numeric * left_fen, all_fen) AS whole, mod($3::numeric * left_fen, all_fen) AS rest FROM due WHERE all_fen > 0),
     total AS (SELECT max(all_fen) AS all_fen, $3::numeric - sum(whole) AS over FROM quota),
     last AS (
       SELECT rest, payment_id FROM quota ORDER BY rest DESC, payment_id
       OFFSET greatest((SELECT over FROM total) - 1, 0) LIMIT (SELECT least(over, 1) FROM total))
     INSERT INTO payment_pool_spread (refund_id, pool_id, all_fen, last_rest, last_payment_id)
     SELECT $2, $1, total.all_fen, last.rest, last.payment_id FROM total LEFT JOIN last ON true
     WHERE NOT EXISTS (SELECT FROM payment_pool_spread e WHERE e.refund_id = $2)`,
    [poolId, refundId, amountFen],
  );
}
/** What is in the pool of a member when the refund begins: what the refund has given back itself is left out of what was given back before. */
const LEFT_OF_SHARE = 's.amount_fen - s.returned_fen + coalesce(r.amount_fen, 0)';
/** The members of the pool $1, with what the refund $2 has given back to each. */
const SHARES_OF_REFUND = `payment_pool_share s LEFT JOIN payment_pool_return r ON r.refund_id = $2 AND r.payment_id = s.payment_id WHERE s.pool_id = $1`;

/** The next members of a pool after those that had their turn, by id, up to `limit`, with their parts of a refund; `amountFen` 0: nothing of it is for them, or they have it. To the fen, all parts are the refund. */
export function partsToWrite(
  tx: Tx,
  { poolId, refundId, amountFen }: PoolRefund,
  limit: number,
): Promise<{ paymentId: string; amountFen: Fen }[]> {
  return tx.query<{ paymentId: string; amountFen: Fen }>(
    `SELECT q.payment_id AS "paymentId", CASE WHEN q.written THEN 0
         ELSE q.whole + coalesce((q.rest > q.last_rest OR (q.rest = q.last_rest AND q.payment_id <= q.last_payment_id))::int, 0) END::bigint AS "amountFen"
     FROM (
       SELECT s.payment_id, r.amount_fen IS NOT NULL AS written, d.last_rest, d.last_payment_id,
         div($3::numeric * (${LEFT_OF_SHARE}), d.all_fen) AS whole, mod($3::numeric * (${LEFT_OF_SHARE}), d.all_fen) AS rest
       FROM (SELECT * FROM payment_pool_spread WHERE refund_id = $2) d CROSS JOIN (
           SELECT payment_id, amount_fen, returned_fen FROM payment_pool_share
           WHERE pool_id = $1 AND payment_id > (SELECT coalesce(spread_until, '${NO_ID}') FROM payment_pool_spread WHERE refund_id = $2)
           ORDER BY payment_id LIMIT $4) s
         LEFT JOIN LATERAL (SELECT amount_fen FROM payment_pool_return WHERE refund_id = $2 AND payment_id = s.payment_id OFFSET 0) r ON true) q
     ORDER BY q.payment_id`,
    [poolId, refundId, amountFen, limit],
  );
}

/** These members had their turn. */
export async function spreadUntil(tx: Tx, refundId: string, paymentId: string): Promise<void> {
  await tx.query('UPDATE payment_pool_spread SET spread_until = $2 WHERE refund_id = $1', [refundId, paymentId]);
}

/** A member's part of a refund of its pool, with the ids of its own refund and of its entry in the ledger. */
export interface ReturnToWrite {
  readonly paymentId: string;
  readonly amountFen: Fen;
  readonly refundId: string;
  readonly entryId: string;
}

/** Why members' parts leave a pool: a refund of it, or, null, because it is filled no more. */
export interface ReturnsOf {
  readonly poolId: string;
  readonly refundId: string | null;
  readonly reason: string;
}

/**
 * Takes members' parts out of the pool, each with a refund of its own payment, in one statement. The caller holds the locks of the pool and of the members. Each share is looked up by its key
 * (the lateral part): of a pool that was filled a moment ago PostgreSQL has no figures, and would compare all its members with all parts.
 */
export async function writeReturns(
  tx: Tx,
  { poolId, refundId, reason }: ReturnsOf,
  parts: readonly ReturnToWrite[],
  events: readonly EventRow[],
): Promise<void> {
  await tx.query(
    `WITH part AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS w ("paymentId" uuid, "amountFen" bigint, "refundId" uuid, "entryId" uuid)),
     own AS (
       SELECT part."refundId" AS id, p.id AS payment_id, p.holder, coalesce('pool:' || $2::uuid, 'dissolved:' || $1::uuid) AS cause,
         part."amountFen" AS amount_fen, $4::text AS reason, p.channel
       FROM part JOIN payment p ON p.id = part."paymentId"),
     asked AS (${refundsFrom('own')}),
     entry AS (
       INSERT INTO payment_entry (id, payment_id, kind, amount_fen, refund_id, pool_id)
       SELECT "entryId", "paymentId", 'unpool', "amountFen", "refundId", $1 FROM part),
     member AS (UPDATE payment p SET pooled_fen = p.pooled_fen - part."amountFen" FROM part WHERE p.id = part."paymentId"),
     returned AS (
       INSERT INTO payment_pool_return (refund_id, payment_id, amount_fen, member_refund_id)
       SELECT $2, "paymentId", "amountFen", "refundId" FROM part WHERE $2::uuid IS NOT NULL),
     ${eventsCte('$5')}
     UPDATE payment_pool_share s SET returned_fen = s.returned_fen + part."amountFen"
     FROM part CROSS JOIN LATERAL (SELECT ctid FROM payment_pool_share WHERE pool_id = $1 AND payment_id = part."paymentId" OFFSET 0) own_share
     WHERE s.ctid = own_share.ctid`,
    [poolId, refundId, JSON.stringify(parts), reason, JSON.stringify(events)],
  );
}

/** Says that a pool is filled no more, once, and gives the next members after those that have their money back, by id, up to `limit`. The caller holds the pool's lock. */
export async function membersToFree(
  tx: Tx,
  poolId: string,
  limit: number,
): Promise<{ paymentId: string; amountFen: Fen }[]> {
  await tx.query(
    'UPDATE payment_pool SET dissolved_at = clock_timestamp() WHERE payment_id = $1 AND dissolved_at IS NULL',
    [poolId],
  );
  return tx.query<{ paymentId: string; amountFen: Fen }>(
    `SELECT payment_id AS "paymentId", amount_fen AS "amountFen" FROM payment_pool_share
     WHERE pool_id = $1 AND payment_id > (SELECT coalesce(dissolved_until, '${NO_ID}') FROM payment_pool WHERE payment_id = $1) ORDER BY payment_id LIMIT $2`,
    [poolId, limit],
  );
}

/** These members have their money back. */
export async function dissolvedUntil(tx: Tx, poolId: string, paymentId: string): Promise<void> {
  await tx.query('UPDATE payment_pool SET dissolved_until = $2 WHERE payment_id = $1', [poolId, paymentId]);
}
