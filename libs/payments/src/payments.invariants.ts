import type { Invariant } from '@yigou/platform';

/** Of payments, refunds and their ledger. */
export const PAYMENTS_INVARIANTS: readonly Invariant[] = [
  {
    name: 'money: a paid payment has one capture of its amount, any other has none',
    sql: `SELECT p.id, p.status, p.amount_fen, p.captured_fen, e.entries, e.fen FROM payment p
      CROSS JOIN LATERAL (SELECT count(*) AS entries, coalesce(sum(amount_fen), 0) AS fen FROM payment_entry
        WHERE payment_id = p.id AND kind = 'capture') e
      WHERE e.entries <> (p.status IN ('paid', 'quarantined', 'resolved'))::int OR p.captured_fen <> e.fen OR (p.status = 'paid' AND e.fen <> p.amount_fen)`,
  },
  {
    name: 'money: what a payment counts as refunded is the sum of its ledger',
    sql: `SELECT p.id, p.refunded_fen, e.fen FROM payment p
      CROSS JOIN LATERAL (SELECT -coalesce(sum(amount_fen), 0) AS fen FROM payment_entry
        WHERE payment_id = p.id AND kind IN ('refund', 'refund_reversal')) e
      WHERE p.refunded_fen <> e.fen`,
  },
  {
    name: 'money: what a payment holds in quarantine is the sum of its ledger, for as long as its case is open',
    sql: `SELECT p.id, p.status, p.held_fen, e.fen, k.ending FROM payment p LEFT JOIN payment_case k ON k.payment_id = p.id
      CROSS JOIN LATERAL (SELECT -coalesce(sum(amount_fen), 0) AS fen FROM payment_entry
        WHERE payment_id = p.id AND kind IN ('hold', 'release')) e
      WHERE p.held_fen <> e.fen OR (p.held_fen > 0) <> (k.id IS NOT NULL AND k.ending IS NULL) OR (p.held_fen > 0 AND p.status <> 'quarantined')
        OR (k.id IS NOT NULL AND k.received_fen <> p.captured_fen)`,
  },
  {
    name: 'money: what was paid is what is settled, given back, held and pooled',
    sql: `SELECT p.id, p.captured_fen, p.refunded_fen, p.held_fen, p.pooled_fen, e.fen AS settled_fen FROM payment p
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM payment_entry WHERE payment_id = p.id) e
      WHERE p.captured_fen <> e.fen + p.refunded_fen + p.held_fen + p.pooled_fen OR e.fen < 0`,
  },
  {
    name: 'money: a refund that succeeded is booked once, one that did not is booked at nought',
    sql: `SELECT f.id, f.status, f.amount_fen, e.fen FROM refund f
      CROSS JOIN LATERAL (SELECT -coalesce(sum(amount_fen), 0) AS fen FROM payment_entry
        WHERE refund_id = f.id AND kind IN ('refund', 'refund_reversal')) e
      WHERE e.fen <> CASE f.status WHEN 'succeeded' THEN f.amount_fen ELSE 0 END`,
  },
  {
    name: 'money: refunds of a payment are no more than was captured',
    sql: `SELECT p.id, p.captured_fen, sum(f.amount_fen) AS refunds_fen FROM payment p JOIN refund f ON f.payment_id = p.id
      WHERE f.status <> 'failed' GROUP BY p.id HAVING sum(f.amount_fen) > p.captured_fen - p.held_fen - p.pooled_fen`,
  },
  {
    name: 'money: what came by transfer the provider knows nothing of, and it goes back by transfer',
    sql: `SELECT p.id, p.channel, f.id AS refund FROM payment p LEFT JOIN refund f ON f.payment_id = p.id
      WHERE (p.channel = 'transfer' AND p.captured_fen > 0 AND EXISTS (SELECT FROM payment_attempt a WHERE a.payment_id = p.id AND a.status = 'succeeded'))
        OR f.channel <> p.channel OR (f.channel = 'transfer' AND f.status NOT IN ('pending', 'succeeded'))`,
  },
  {
    name: 'money: what of a payment is in pools is the sum of its ledger, and what it put in less what came back',
    sql: `SELECT p.id, p.pooled_fen, e.fen, s.fen AS shares_fen FROM payment p
      CROSS JOIN LATERAL (SELECT -coalesce(sum(amount_fen), 0) AS fen FROM payment_entry WHERE payment_id = p.id AND kind IN ('pool', 'unpool')) e
      CROSS JOIN LATERAL (SELECT coalesce(sum(s.amount_fen - coalesce(b.fen, 0)), 0) AS fen FROM payment_pool_share s
        LEFT JOIN LATERAL (SELECT sum(b.amount_fen) AS fen FROM (
            SELECT r.amount_fen FROM payment_pool_return r JOIN refund f ON f.id = r.refund_id AND f.payment_id = s.pool_id WHERE r.payment_id = s.payment_id
            UNION ALL SELECT f.amount_fen FROM refund f WHERE f.payment_id = s.payment_id AND f.cause = 'dissolved:' || s.pool_id) b) b ON true
        WHERE s.payment_id = p.id) s
      WHERE p.pooled_fen <> e.fen OR p.pooled_fen <> s.fen`,
  },
  {
    name: 'money: a pool is paid when its members have put in all of it, and not before',
    sql: `SELECT p.id, p.status, p.amount_fen, p.captured_fen, o.funded_fen, s.fen AS shares_fen, e.fen AS entries_fen FROM payment p
      LEFT JOIN payment_pool o ON o.payment_id = p.id
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM payment_pool_share WHERE pool_id = p.id) s
      CROSS JOIN LATERAL (SELECT -coalesce(sum(amount_fen), 0) AS fen FROM payment_entry WHERE pool_id = p.id AND kind = 'pool') e
      WHERE (p.purpose = 'pool') <> (o.payment_id IS NOT NULL) OR (p.purpose = 'pool') <> (p.channel = 'pooled') OR (o.payment_id IS NOT NULL AND
        (o.amount_fen <> p.amount_fen OR o.funded_fen <> s.fen OR s.fen <> e.fen
          OR p.captured_fen <> CASE WHEN o.funded_fen = o.amount_fen THEN o.amount_fen ELSE 0 END))`,
  },
  {
    name: 'money: what a pool gives back, its members get back, to the fen',
    sql: `SELECT f.id, f.status, f.amount_fen, r.parts, r.fen, e.fen AS entries_fen FROM refund f
      CROSS JOIN LATERAL (SELECT count(*) AS parts, coalesce(sum(r.amount_fen), 0) AS fen,
          coalesce(bool_or(m.amount_fen <> r.amount_fen OR m.payment_id <> r.payment_id), false) AS differs
        FROM payment_pool_return r LEFT JOIN refund m ON m.id = r.member_refund_id WHERE r.refund_id = f.id) r
      CROSS JOIN LATERAL (SELECT coalesce(sum(e.amount_fen), 0) AS fen FROM payment_pool_return r JOIN payment_entry e ON e.refund_id = r.member_refund_id
        AND e.kind = 'unpool' AND e.pool_id = f.payment_id AND e.payment_id = r.payment_id WHERE r.refund_id = f.id) e
      WHERE (f.channel <> 'pooled' AND r.parts > 0) OR (f.channel = 'pooled' AND (r.differs OR e.fen <> r.fen OR r.fen > f.amount_fen
        OR f.status NOT IN ('pending', 'succeeded') OR (f.status = 'succeeded' AND r.fen <> f.amount_fen)))`,
  },
  {
    name: 'money: what is marked as given back of a share in a pool is what its refunds give back',
    sql: `SELECT s.pool_id, s.payment_id, s.returned_fen, r.fen FROM payment_pool_share s
      CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount_fen), 0) AS fen FROM payment_pool_return r JOIN refund f ON f.id = r.refund_id
        WHERE f.payment_id = s.pool_id AND r.payment_id = s.payment_id) r
      CROSS JOIN LATERAL (SELECT coalesce(sum(f.amount_fen), 0) AS fen FROM refund f WHERE f.payment_id = s.payment_id AND f.cause = 'dissolved:' || s.pool_id) d
      WHERE s.returned_fen <> r.fen + d.fen`,
  },
  {
    name: 'money: a pool that was dissolved is paid by nobody, and its members have their money back within the hour',
    sql: `SELECT o.payment_id, p.status, p.captured_fen, s.fen FROM payment_pool o JOIN payment p ON p.id = o.payment_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen - returned_fen), 0) AS fen FROM payment_pool_share WHERE pool_id = o.payment_id) s
      WHERE o.dissolved_at IS NOT NULL AND (p.status <> 'cancelled' OR p.captured_fen > 0 OR (s.fen > 0 AND o.dissolved_at < clock_timestamp() - interval '1 hour'))`,
  },
  {
    name: 'pipes: no word of the payment provider waits longer than 60 s',
    sql: `SELECT id, type, received_at FROM payment_event WHERE processed_at IS NULL AND received_at < clock_timestamp() - interval '60 seconds'`,
  },
];
