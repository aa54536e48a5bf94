import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a refund of a pool is spread over its members: who gets a fen more than the whole part is decided once, and a cursor goes over the members, so that spreading costs as much for
 * each of a hundred thousand members as for one of ten.
 */
export class PaymentsPoolSpreads1606000000840 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payment_pool_spread (
        refund_id uuid PRIMARY KEY REFERENCES refund (id),
        pool_id uuid NOT NULL REFERENCES payment_pool (payment_id),
        all_fen bigint NOT NULL CHECK (all_fen > 0),
        last_rest bigint,
        last_payment_id uuid,
        spread_until uuid,
        CONSTRAINT payment_pool_spread_last CHECK ((last_rest IS NULL) = (last_payment_id IS NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment_pool_spread');
  }
}
