import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vouchers of bank transfers (对公转账): a unit says that it paid an order, its supplier whether the money came; and what was sent back the same way. */
export class PurchasingTransfers1606000000411 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE purchasing_transfer (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES sales_order (id),
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        status text NOT NULL CHECK (status IN ('submitted', 'confirmed', 'returned', 'withdrawn', 'lapsed')),
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        paid_on date NOT NULL,
        vouchers uuid[] NOT NULL CHECK (cardinality(vouchers) > 0),
        remark text NOT NULL DEFAULT '',
        reason text NOT NULL DEFAULT '',
        submitted_by uuid NOT NULL REFERENCES app_user (id),
        submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        decided_by uuid REFERENCES app_user (id),
        decided_at timestamptz,
        CONSTRAINT purchasing_transfer_decided_at CHECK ((status = 'submitted') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX purchasing_transfer_once ON purchasing_transfer (order_id) WHERE status IN ('submitted', 'confirmed');
      CREATE INDEX purchasing_transfer_order ON purchasing_transfer (order_id);
      CREATE INDEX purchasing_transfer_supplier ON purchasing_transfer (supplier_id, submitted_at, id);
      CREATE TABLE purchasing_transfer_step (
        id uuid PRIMARY KEY,
        purchasing_transfer_id uuid NOT NULL REFERENCES purchasing_transfer (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX purchasing_transfer_step_thing ON purchasing_transfer_step (purchasing_transfer_id, at, id);
      CREATE TRIGGER purchasing_transfer_step_append_only BEFORE UPDATE OR DELETE ON purchasing_transfer_step
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE purchasing_transfer_refund (
        refund_id uuid PRIMARY KEY REFERENCES refund (id),
        paid_on date NOT NULL,
        vouchers uuid[] NOT NULL CHECK (cardinality(vouchers) > 0),
        sent_by uuid NOT NULL REFERENCES app_user (id),
        sent_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TRIGGER purchasing_transfer_refund_append_only BEFORE UPDATE OR DELETE ON purchasing_transfer_refund
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE purchasing_transfer_refund, purchasing_transfer_step, purchasing_transfer');
  }
}
