import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a budget unit takes goods in (收货点), with days and hours; and what an order to one of them was told of it. */
export class OrdersDeliveryPoints1606000000540 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delivery_point (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        name text NOT NULL,
        contact text NOT NULL,
        phone text NOT NULL,
        region_code text NOT NULL REFERENCES region (code),
        detail text NOT NULL,
        weekdays smallint[] NOT NULL CHECK (cardinality(weekdays) > 0 AND weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]),
        opens text NOT NULL,
        closes text NOT NULL,
        note text NOT NULL DEFAULT '',
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT delivery_point_name UNIQUE (unit_id, name),
        CONSTRAINT delivery_point_hours CHECK (opens < closes)
      );
      ALTER TABLE sales_order ADD COLUMN delivery jsonb,
        ADD CONSTRAINT sales_order_delivery CHECK (delivery IS NULL OR unit_id IS NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales_order DROP COLUMN delivery; DROP TABLE delivery_point');
  }
}
