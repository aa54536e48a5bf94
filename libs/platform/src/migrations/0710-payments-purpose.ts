import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a payment is for, and with it whose it is to hear that its money came. */
export class PaymentsPurpose1606000000710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment ADD COLUMN purpose text NOT NULL DEFAULT 'checkout',
        ADD CONSTRAINT payment_purpose_check CHECK (purpose IN ('checkout', 'pledge', 'pool'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment DROP COLUMN purpose');
  }
}
