import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a budget unit orders waits for the supplier's signature, becomes a contract, and has a time to pay of its own (R22, R23). */
export class OrdersSigning1606000000320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sales_order DROP CONSTRAINT sales_order_status_check,
        ADD CONSTRAINT sales_order_status_check CHECK (status IN
          ('to_sign', 'pending_payment', 'to_ship', 'part_shipped', 'shipped', 'completed', 'cancelled', 'expired')),
        ADD CONSTRAINT sales_order_signing CHECK (status <> 'to_sign' OR unit_id IS NOT NULL),
        ADD COLUMN placed_with uuid REFERENCES checkout (id),
        ADD COLUMN extended_at timestamptz;
      UPDATE sales_order SET placed_with = checkout_id WHERE unit_id IS NOT NULL;
      CREATE INDEX sales_order_placed_with ON sales_order (placed_with) WHERE placed_with IS NOT NULL;
      CREATE INDEX sales_order_to_sign ON sales_order (expires_at, id) WHERE status = 'to_sign';
      CREATE TABLE order_contract (
        order_id uuid PRIMARY KEY REFERENCES sales_order (id),
        content text NOT NULL,
        hash text NOT NULL,
        payment_days integer NOT NULL CHECK (payment_days > 0),
        extension_days integer NOT NULL CHECK (extension_days > 0),
        signed_by uuid NOT NULL REFERENCES app_user (id),
        signer_name text NOT NULL,
        signer_seat text NOT NULL,
        signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TRIGGER order_contract_append_only BEFORE UPDATE OR DELETE ON order_contract FOR EACH ROW EXECUTE FUNCTION refuse_change();
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'order.sign_days', '5', '由各地规定'),
        (gen_random_uuid(), 'order.unit_payment_days', '30', '先款后货：签订合同后 30 天内付款（R22）'),
        (gen_random_uuid(), 'order.unit_extension_days', '15', '先款后货：可延长一次，15 天（R22）');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN ('order.sign_days', 'order.unit_payment_days', 'order.unit_extension_days');
      DROP TABLE order_contract;
      ALTER TABLE sales_order DROP COLUMN extended_at, DROP COLUMN placed_with, DROP CONSTRAINT sales_order_signing,
        DROP CONSTRAINT sales_order_status_check,
        ADD CONSTRAINT sales_order_status_check CHECK (status IN
          ('pending_payment', 'to_ship', 'part_shipped', 'shipped', 'completed', 'cancelled', 'expired'));
    `);
  }
}
