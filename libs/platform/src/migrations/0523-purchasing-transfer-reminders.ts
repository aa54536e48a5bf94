import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a supplier is reminded of a voucher that it has not answered; null once it was. */
export class PurchasingTransferReminders1606000000523 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE purchasing_transfer ADD COLUMN remind_at timestamptz;
      UPDATE purchasing_transfer SET remind_at = submitted_at + interval '3 days' WHERE status = 'submitted';
      CREATE INDEX purchasing_transfer_remind ON purchasing_transfer (remind_at, id) WHERE status = 'submitted' AND remind_at IS NOT NULL;
      INSERT INTO policy_parameter (id, name, value, source) VALUES (gen_random_uuid(), 'purchasing.transfer_reminder_days', '3', '由各地规定');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name = 'purchasing.transfer_reminder_days';
      ALTER TABLE purchasing_transfer DROP COLUMN remind_at;
    `);
  }
}
