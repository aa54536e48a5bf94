import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units are reminded of what they accepted and have to pay, each reminder once (R24, R26). */
export class PurchasingArrears1606000000512 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE purchasing_payment_reminder (
        order_id uuid NOT NULL REFERENCES sales_order (id),
        stage text NOT NULL CHECK (stage IN ('ahead', 'overdue', 'overdue_30')),
        reminded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (order_id, stage)
      );
      CREATE INDEX sales_order_unit_due ON sales_order (unit_id, due_at, id) WHERE status = 'payable';
      CREATE INDEX sales_order_supplier_due ON sales_order (supplier_id, due_at, id) WHERE status = 'payable';
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'order.arrears_lock', 'false', '由各地规定（参照 R26）');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name = 'order.arrears_lock';
      DROP INDEX sales_order_supplier_due, sales_order_unit_due;
      DROP TABLE purchasing_payment_reminder;
    `);
  }
}
