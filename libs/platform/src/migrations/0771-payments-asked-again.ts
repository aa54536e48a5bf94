import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is held is paid by one payment at a time; beside one that came wrong and was examined, another may be asked for. */
export class PaymentsAskedAgain1606000000771 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment DROP CONSTRAINT payment_holder_key;
      CREATE UNIQUE INDEX payment_of_holder ON payment (holder) WHERE status <> 'resolved';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX payment_of_holder;
      ALTER TABLE payment ADD CONSTRAINT payment_holder_key UNIQUE (holder);
    `);
  }
}
