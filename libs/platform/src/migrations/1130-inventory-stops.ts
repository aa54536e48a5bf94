import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has stopped the sale of a SKU, as opaque references: while there is one, nothing of it is held for anybody and nothing of it leaves. */
export class InventoryStops1606000001130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE stock ADD COLUMN stopped_by uuid[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stock DROP COLUMN stopped_by');
  }
}
