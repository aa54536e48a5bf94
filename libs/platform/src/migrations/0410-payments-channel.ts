import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money may come, and go back, from account to account (对公转账), past the payment provider. */
export class PaymentsChannel1606000000410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment ADD COLUMN channel text NOT NULL DEFAULT 'online',
        ADD CONSTRAINT payment_channel_check CHECK (channel IN ('online', 'transfer'));
      ALTER TABLE refund ADD COLUMN channel text NOT NULL DEFAULT 'online',
        ADD CONSTRAINT refund_channel_check CHECK (channel IN ('online', 'transfer'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund DROP COLUMN channel; ALTER TABLE payment DROP COLUMN channel');
  }
}
