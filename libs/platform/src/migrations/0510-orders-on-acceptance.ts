import type { MigrationInterface, QueryRunner } from 'typeorm';

const statusCheck = (states: string): string => `ALTER TABLE sales_order DROP CONSTRAINT sales_order_status_check,
  ADD CONSTRAINT sales_order_status_check CHECK (status IN (${states}))`;
const BEFORE =
  "'to_sign', 'pending_payment', 'to_ship', 'part_shipped', 'shipped', 'completed', 'cancelled', 'expired'";

/** A unit may pay what it ordered after two of its people accepted it (先货后款), where its supplier and its region grant it (R22, R26). */
export class OrdersOnAcceptance1606000000510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${statusCheck(BEFORE.replace("'completed'", "'payable', 'completed'"))},
        ADD COLUMN payment_terms text NOT NULL DEFAULT 'prepaid' CHECK (payment_terms IN ('prepaid', 'on_acceptance')),
        ADD COLUMN payable_at timestamptz,
        ADD COLUMN due_at timestamptz,
        ADD CONSTRAINT sales_order_on_acceptance CHECK (payment_terms = 'prepaid' OR unit_id IS NOT NULL),
        ADD CONSTRAINT sales_order_payable CHECK (status <> 'payable' OR (payment_terms = 'on_acceptance' AND due_at IS NOT NULL));
      CREATE INDEX sales_order_due ON sales_order (due_at, id) WHERE status = 'payable';
      ALTER TABLE order_contract DROP CONSTRAINT order_contract_extension_days_check,
        ADD CONSTRAINT order_contract_extension_days_check CHECK (extension_days >= 0);
      CREATE TABLE order_selling_terms (
        supplier_id uuid PRIMARY KEY REFERENCES organisation (id),
        on_acceptance boolean NOT NULL,
        changed_by uuid NOT NULL REFERENCES app_user (id),
        changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'order.on_acceptance', 'true', '先货后款，平台不限制付款（R22），由各地规定'),
        (gen_random_uuid(), 'order.on_acceptance_days', '45', '先货后款：验收后 45 天内付款（参照 R26）');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN ('order.on_acceptance', 'order.on_acceptance_days');
      DROP TABLE order_selling_terms;
      ALTER TABLE order_contract DROP CONSTRAINT order_contract_extension_days_check,
        ADD CONSTRAINT order_contract_extension_days_check CHECK (extension_days > 0);
      ${statusCheck(BEFORE)}, DROP COLUMN due_at, DROP COLUMN payable_at, DROP COLUMN payment_terms;
    `);
  }
}
