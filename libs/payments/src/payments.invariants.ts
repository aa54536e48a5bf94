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
    name: 'money: what was paid is what is settled, given back and held',
    sql: `SELECT p.id, p.captured_fen, p.refunded_fen, p.held_fen, e.fen AS settled_fen FROM payment p
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM payment_entry WHERE payment_id = p.id) e
      WHERE p.captured_fen <> e.fen + p.refunded_fen + p.held_fen OR e.fen < 0`,
  },
  {
    name: 'money: a refund that succeeded is booked once, one that did not is booked at nought',
    sql: `SELECT f.id, f.status, f.amount_fen, e.fen FROM refund f
      CROSS JOIN LATERAL (SELECT -coalesce(sum(amount_fen), 0) AS fen FROM payment_entry WHERE refund_id = f.id) e
      WHERE e.fen <> CASE f.status WHEN 'succeeded' THEN f.amount_fen ELSE 0 END`,
  },
  {
    name: 'money: refunds of a payment are no more than was captured',
    sql: `SELECT p.id, p.captured_fen, sum(f.amount_fen) AS refunds_fen FROM payment p JOIN refund f ON f.payment_id = p.id
      WHERE f.status <> 'failed' GROUP BY p.id HAVING sum(f.amount_fen) > p.captured_fen - p.held_fen`,
  },
  {
    name: 'money: what came by transfer the provider knows nothing of, and it goes back by transfer',
    sql: `SELECT p.id, p.channel, f.id AS refund FROM payment p LEFT JOIN refund f ON f.payment_id = p.id
      WHERE (p.channel = 'transfer' AND p.captured_fen > 0 AND EXISTS (SELECT FROM payment_attempt a WHERE a.payment_id = p.id AND a.status = 'succeeded'))
        OR f.channel <> p.channel OR (f.channel = 'transfer' AND f.status NOT IN ('pending', 'succeeded'))`,
  },
  {
    name: 'pipes: no word of the payment provider waits longer than 60 s',
    sql: `SELECT id, type, received_at FROM payment_event WHERE processed_at IS NULL AND received_at < clock_timestamp() - interval '60 seconds'`,
  },
];
