import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders that many payments pay together (合并支付): a pool is filled from the money of its members, and what is given back of it goes back to them. */
export class PaymentsPools1606000000711 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment
        -- Of what came, what pays for something in a pool.
        ADD COLUMN pooled_fen bigint NOT NULL DEFAULT 0 CONSTRAINT payment_pooled_fen_check CHECK (pooled_fen >= 0),
        DROP CONSTRAINT payment_given_back_check,
        ADD CONSTRAINT payment_given_back_check CHECK (refunded_fen + held_fen + pooled_fen <= captured_fen),
        DROP CONSTRAINT payment_channel_check,
        ADD CONSTRAINT payment_channel_check CHECK (channel IN ('online', 'transfer', 'pooled')),
        ADD CONSTRAINT payment_pool_check CHECK ((purpose = 'pool') = (channel = 'pooled') AND (purpose <> 'pool' OR pooled_fen = 0));
      ALTER TABLE refund
        DROP CONSTRAINT refund_channel_check,
        ADD CONSTRAINT refund_channel_check CHECK (channel IN ('online', 'transfer', 'pooled'));

      CREATE TABLE payment_pool (
        payment_id uuid PRIMARY KEY REFERENCES payment (id),
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        -- What its members have put in; all of it: the pool is paid.
        funded_fen bigint NOT NULL DEFAULT 0,
        CONSTRAINT payment_pool_funded CHECK (0 <= funded_fen AND funded_fen <= amount_fen)
      );
      CREATE TABLE payment_pool_share (
        pool_id uuid NOT NULL REFERENCES payment_pool (payment_id),
        payment_id uuid NOT NULL REFERENCES payment (id),
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        -- Of that, what refunds of the pool give back, from the moment at which they are spread.
        returned_fen bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (pool_id, payment_id),
        CONSTRAINT payment_pool_share_returned CHECK (0 <= returned_fen AND returned_fen <= amount_fen)
      );
      CREATE INDEX payment_pool_share_payment ON payment_pool_share (payment_id);
      -- How a refund of a pool is spread, and the refund by which each member got its part.
      CREATE TABLE payment_pool_return (
        refund_id uuid NOT NULL REFERENCES refund (id),
        payment_id uuid NOT NULL REFERENCES payment (id),
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        member_refund_id uuid UNIQUE REFERENCES refund (id),
        PRIMARY KEY (refund_id, payment_id)
      );
      CREATE INDEX payment_pool_return_open ON payment_pool_return (refund_id, payment_id) WHERE member_refund_id IS NULL;

      -- The ledger gains what a member puts into a pool (pool, −) and what comes back of it (unpool, +), on its way out by the refund that it names.
      ALTER TABLE payment_entry
        ADD COLUMN pool_id uuid REFERENCES payment_pool (payment_id),
        DROP CONSTRAINT payment_entry_kind_check,
        DROP CONSTRAINT payment_entry_sign_check,
        DROP CONSTRAINT payment_entry_refund_check,
        ADD CONSTRAINT payment_entry_kind_check CHECK (kind IN ('capture', 'hold', 'release', 'refund', 'refund_reversal', 'pool', 'unpool')),
        ADD CONSTRAINT payment_entry_sign_check CHECK ((kind IN ('refund', 'hold', 'pool')) = (amount_fen < 0)),
        ADD CONSTRAINT payment_entry_refund_check CHECK ((kind IN ('refund', 'refund_reversal', 'unpool')) = (refund_id IS NOT NULL)),
        ADD CONSTRAINT payment_entry_pool_check CHECK ((kind IN ('pool', 'unpool')) = (pool_id IS NOT NULL));
      CREATE UNIQUE INDEX payment_entry_one_pool ON payment_entry (pool_id, payment_id) WHERE kind = 'pool';
    `);
  }

  async down(): Promise<void> {
    throw new Error('There may be money in pools: restore a backup instead.');
  }
}
