import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments as the console reads them: what they are for, and what of them pays for something in a pool, besides. */
export class ReportingPaymentPurpose1606000000714 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE VIEW report_payment AS
        SELECT p.id, p.holder AS checkout_id, p.status, p.amount_fen, p.captured_fen, p.refunded_fen, p.created_at, p.paid_at,
          (SELECT a.provider_ref FROM payment_attempt a WHERE a.payment_id = p.id AND a.provider_ref IS NOT NULL
            ORDER BY (a.status = 'succeeded') DESC, a.id DESC LIMIT 1) AS provider_ref,
          (SELECT coalesce(array_agg(o.number ORDER BY o.number), '{}') FROM sales_order o WHERE o.checkout_id = p.holder) AS order_numbers,
          p.held_fen,
          (SELECT jsonb_build_object('expectedFen', k.expected_fen, 'received', k.received_fen, 'currency', k.currency, 'openedAt', k.opened_at,
              'ending', k.ending, 'reason', k.reason, 'endedAt', k.ended_at) FROM payment_case k WHERE k.payment_id = p.id) AS quarantine_case,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'amountFen', f.amount_fen, 'status', f.status, 'reason', f.reason,
              'tryNo', f.try_no, 'failure', f.failure) ORDER BY f.id), '[]') FROM refund f WHERE f.payment_id = p.id) AS refunds,
          p.channel, p.purpose, p.pooled_fen
        FROM payment p;
    `);
  }

  async down(): Promise<void> {
    throw new Error('A view cannot lose columns: restore a backup instead.');
  }
}
