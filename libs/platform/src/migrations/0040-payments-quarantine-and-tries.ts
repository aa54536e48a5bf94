import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money in quarantine as a case that a person ends; refunds that are tried again, each try under a key of its own; when what is asked of the provider is asked next. */
export class PaymentsQuarantineAndTries1606000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment
        -- Of what came, what waits in quarantine for a person: paid = settled + refunded + held.
        ADD COLUMN held_fen bigint NOT NULL DEFAULT 0 CHECK (held_fen >= 0),
        DROP CONSTRAINT payment_status_check,
        ADD CONSTRAINT payment_status_check CHECK (status IN ('pending', 'paid', 'cancelled', 'quarantined', 'resolved')),
        ADD CONSTRAINT payment_given_back_check CHECK (refunded_fen + held_fen <= captured_fen);

      -- What came for a payment that asked for something else. Open until a person gives it back or accepts it.
      CREATE TABLE payment_case (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL UNIQUE REFERENCES payment (id),
        provider_ref text NOT NULL,
        expected_fen bigint NOT NULL CHECK (expected_fen > 0),
        -- In the smallest unit of its currency: fen where that is cny.
        received_fen bigint NOT NULL CHECK (received_fen > 0),
        currency text NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ending text CHECK (ending IN ('refund', 'accept')),
        reason text,
        ended_by uuid REFERENCES app_user (id),
        ended_at timestamptz,
        CHECK ((ending IS NULL) = (ended_at IS NULL) AND (ending IS NULL) = (ended_by IS NULL) AND (ending IS NULL) = (reason IS NULL))
      );

      -- The ledger gains what goes into quarantine (hold, −) and comes out of it (release, +), with the reason that the person gave.
      ALTER TABLE payment_entry
        ADD COLUMN note text NOT NULL DEFAULT '',
        ADD COLUMN try_no integer NOT NULL DEFAULT 1,
        DROP CONSTRAINT payment_entry_kind_check,
        DROP CONSTRAINT payment_entry_check,
        DROP CONSTRAINT payment_entry_check1,
        DROP CONSTRAINT payment_entry_refund_id_kind_key,
        ADD CONSTRAINT payment_entry_kind_check CHECK (kind IN ('capture', 'hold', 'release', 'refund', 'refund_reversal')),
        ADD CONSTRAINT payment_entry_sign_check CHECK ((kind IN ('refund', 'hold')) = (amount_fen < 0)),
        ADD CONSTRAINT payment_entry_refund_check CHECK ((kind IN ('refund', 'refund_reversal')) = (refund_id IS NOT NULL)),
        ADD CONSTRAINT payment_entry_once UNIQUE (refund_id, kind, try_no);
      CREATE UNIQUE INDEX payment_entry_one_hold ON payment_entry (payment_id, kind) WHERE kind IN ('hold', 'release');

      ALTER TABLE refund
        ADD COLUMN try_no integer NOT NULL DEFAULT 1 CHECK (try_no > 0),
        -- Under the key of this try the provider only repeats a failure of its own.
        ADD COLUMN key_spent boolean NOT NULL DEFAULT false,
        ADD COLUMN next_try_at timestamptz,
        ADD COLUMN failure text;
      DROP INDEX refund_open;
      CREATE INDEX refund_open ON refund (coalesce(next_try_at, created_at), id) WHERE status IN ('pending', 'submitted');
      CREATE INDEX refund_failed ON refund (finished_at, id) WHERE status = 'failed';

      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'refund.automatic_retries', '2', '平台规则');

      ALTER TABLE payment_event ADD COLUMN tried_at timestamptz;
      DROP INDEX payment_event_waiting;
      CREATE INDEX payment_event_waiting ON payment_event (coalesce(tried_at, received_at)) WHERE processed_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('There may be money in quarantine: restore a backup instead.');
  }
}
