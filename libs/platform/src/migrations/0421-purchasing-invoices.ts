import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invoices (发票) that suppliers record against orders of a budget unit. What was recorded by mistake gives its number free; what was red-lettered does not. */
export class PurchasingInvoices1606000000421 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE purchasing_invoice (
        id uuid PRIMARY KEY,
        code text NOT NULL DEFAULT '',
        number text NOT NULL,
        issued_on date NOT NULL,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        file_id uuid NOT NULL UNIQUE REFERENCES evidence (id),
        read_from_file boolean NOT NULL,
        title_differs boolean NOT NULL,
        status text NOT NULL CHECK (status IN ('recorded', 'received', 'objected', 'red_lettered', 'withdrawn')),
        reason text NOT NULL DEFAULT '',
        red_number text NOT NULL DEFAULT '',
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT purchasing_invoice_red CHECK ((status = 'red_lettered') = (red_number <> ''))
      );
      CREATE UNIQUE INDEX purchasing_invoice_number ON purchasing_invoice (number, code) WHERE status <> 'withdrawn';
      CREATE INDEX purchasing_invoice_supplier ON purchasing_invoice (supplier_id, recorded_at, id);
      CREATE INDEX purchasing_invoice_unit ON purchasing_invoice (unit_id, recorded_at, id);
      CREATE TABLE purchasing_invoice_order (
        invoice_id uuid NOT NULL REFERENCES purchasing_invoice (id),
        order_id uuid NOT NULL REFERENCES sales_order (id),
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        PRIMARY KEY (invoice_id, order_id)
      );
      CREATE INDEX purchasing_invoice_order_order ON purchasing_invoice_order (order_id);
      CREATE TABLE purchasing_invoice_step (
        id uuid PRIMARY KEY,
        purchasing_invoice_id uuid NOT NULL REFERENCES purchasing_invoice (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid NOT NULL REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX purchasing_invoice_step_thing ON purchasing_invoice_step (purchasing_invoice_id, at, id);
      CREATE TRIGGER purchasing_invoice_step_append_only BEFORE UPDATE OR DELETE ON purchasing_invoice_step
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE purchasing_invoice_step, purchasing_invoice_order, purchasing_invoice;');
  }
}
