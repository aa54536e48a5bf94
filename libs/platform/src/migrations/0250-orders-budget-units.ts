import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For which unit an order was placed, and against which of its budgets; neither for who buys for themselves. */
export class OrdersBudgetUnits1606000000250 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sales_order
        ADD COLUMN unit_id uuid REFERENCES budget_unit (organisation_id),
        ADD COLUMN budget_id uuid REFERENCES budget (id),
        ADD CONSTRAINT sales_order_budget CHECK ((unit_id IS NULL) = (budget_id IS NULL));
      CREATE INDEX sales_order_unit ON sales_order (unit_id, created_at, id) WHERE unit_id IS NOT NULL;
      CREATE INDEX sales_order_budget_id ON sales_order (budget_id) WHERE budget_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales_order DROP COLUMN budget_id, DROP COLUMN unit_id');
  }
}
