import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finished orders of units in the order of their end: whoever goes through them begins where they stopped. */
export class OrdersFinishedOfUnits1606000000531 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX sales_order_unit_finished ON sales_order (completed_at, id) WHERE unit_id IS NOT NULL AND completed_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX sales_order_unit_finished');
  }
}
