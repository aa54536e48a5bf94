import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To which unit a private order counts: the one that its buyer was bound to when it was placed (R8). */
export class OrdersStaff1606000000632 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sales_order ADD COLUMN staff_unit_id uuid REFERENCES budget_unit (organisation_id),
        ADD CONSTRAINT sales_order_staff CHECK (staff_unit_id IS NULL OR unit_id IS NULL);
      CREATE INDEX sales_order_staff_unit ON sales_order (staff_unit_id) WHERE staff_unit_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales_order DROP COLUMN staff_unit_id');
  }
}
