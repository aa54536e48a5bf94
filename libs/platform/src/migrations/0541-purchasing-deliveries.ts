import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To which of its points a unit wants what of a requisition, and when. */
export class PurchasingDeliveries1606000000541 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE purchasing_requisition ADD COLUMN deliveries jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE purchasing_requisition DROP COLUMN deliveries');
  }
}
