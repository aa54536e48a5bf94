import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A member's part of a refund of its pool is written with the member's own refund, not planned before: nothing is written of all members at once. */
export class PaymentsPoolReturns1606000000715 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX payment_pool_return_open;
      ALTER TABLE payment_pool_return ALTER COLUMN member_refund_id SET NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment_pool_return ALTER COLUMN member_refund_id DROP NOT NULL;
      CREATE INDEX payment_pool_return_open ON payment_pool_return (refund_id, payment_id) WHERE member_refund_id IS NULL;
    `);
  }
}
