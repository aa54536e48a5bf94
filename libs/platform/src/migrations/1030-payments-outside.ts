import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money that the provider moved without being asked by us: refunds made at its own desk, and what it takes back for a dispute (拒付、争议); and the nightly comparison of its lists with our books. */
export class PaymentsOutside1606000001030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payment_dispute (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL REFERENCES payment (id),
        provider_ref text NOT NULL UNIQUE,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        reason text NOT NULL,
        status text NOT NULL CHECK (status IN ('needs_response', 'under_review', 'won', 'lost')),
        respond_by timestamptz,
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        closed_at timestamptz,
        CONSTRAINT payment_dispute_closed_check CHECK ((status IN ('won', 'lost')) = (closed_at IS NOT NULL))
      );
      CREATE INDEX payment_dispute_of_payment ON payment_dispute (payment_id);
      CREATE INDEX payment_dispute_open ON payment_dispute (respond_by) WHERE closed_at IS NULL;
      CREATE TABLE payment_outside_refund (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL REFERENCES payment (id),
        provider_ref text NOT NULL UNIQUE,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        stage text NOT NULL CHECK (stage IN ('submitted', 'succeeded', 'failed')),
        refund_id uuid REFERENCES refund (id),
        seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX payment_outside_refund_of_payment ON payment_outside_refund (payment_id);
      CREATE INDEX payment_outside_refund_unbooked ON payment_outside_refund (seen_at) WHERE refund_id IS NULL AND stage <> 'failed';
      CREATE TABLE payment_comparison (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        moves integer NOT NULL CHECK (moves >= 0),
        differences integer NOT NULL CHECK (differences >= 0),
        rows jsonb NOT NULL
      );
      CREATE INDEX payment_comparison_at ON payment_comparison (at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment_comparison, payment_outside_refund, payment_dispute');
  }
}
