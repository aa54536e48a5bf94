import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is paid after a deposit (尾款) is a payment of its own, with a purpose of its own. */
export class PaymentsBalances1606000000930 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment DROP CONSTRAINT payment_purpose_check,
        ADD CONSTRAINT payment_purpose_check CHECK (purpose IN ('checkout', 'pledge', 'balance', 'pool'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment DROP CONSTRAINT payment_purpose_check,
        ADD CONSTRAINT payment_purpose_check CHECK (purpose IN ('checkout', 'pledge', 'pool'));
    `);
  }
}
