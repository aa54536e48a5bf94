import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pool that is filled no more is taken apart: what its members put in goes back to each, and a cursor says how far that is. */
export class PaymentsDissolvedPools1606000000842 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment_pool ADD COLUMN dissolved_at timestamptz, ADD COLUMN dissolved_until uuid,
        ADD CONSTRAINT payment_pool_dissolved CHECK (dissolved_at IS NULL OR funded_fen < amount_fen);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE payment_pool DROP CONSTRAINT payment_pool_dissolved, DROP COLUMN dissolved_at, DROP COLUMN dissolved_until',
    );
  }
}
