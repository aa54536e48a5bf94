import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Purchase requisitions of budget units (采购申请), who approves them up to what, and who stands in for whom. */
export class PurchasingRequisitions1606000000241 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE purchasing_requisition (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        requester_id uuid NOT NULL REFERENCES app_user (id),
        status text NOT NULL CHECK (status IN ('draft', 'submitted', 'returned', 'approved', 'ordered', 'withdrawn', 'expired')),
        purpose text NOT NULL,
        deliver_on date NOT NULL,
        deliver_to text NOT NULL,
        budget_id uuid REFERENCES budget (id),
        total_fen bigint NOT NULL DEFAULT 0 CHECK (total_fen >= 0),
        lines_hash text NOT NULL DEFAULT '',
        approver_id uuid REFERENCES app_user (id),
        approved_hash text,
        decided_by uuid REFERENCES app_user (id),
        decided_at timestamptz,
        submitted_at timestamptz,
        expires_at timestamptz,
        split jsonb,
        checkout_id uuid UNIQUE REFERENCES checkout (id),
        lock_version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT purchasing_requisition_turn CHECK (status NOT IN ('submitted', 'approved', 'ordered') OR approver_id IS NOT NULL),
        CONSTRAINT purchasing_requisition_approval CHECK ((status IN ('approved', 'ordered')) = (approved_hash IS NOT NULL)),
        CONSTRAINT purchasing_requisition_not_own CHECK (status NOT IN ('approved', 'ordered') OR decided_by IS DISTINCT FROM requester_id),
        CONSTRAINT purchasing_requisition_ordered CHECK ((status = 'ordered') = (checkout_id IS NOT NULL))
      );
      CREATE INDEX purchasing_requisition_unit ON purchasing_requisition (unit_id, created_at, id);
      CREATE INDEX purchasing_requisition_month ON purchasing_requisition (unit_id, approver_id, decided_at) WHERE status IN ('approved', 'ordered');
      CREATE INDEX purchasing_requisition_expiry ON purchasing_requisition (expires_at, id) WHERE status = 'submitted';
      CREATE TABLE purchasing_requisition_line (
        requisition_id uuid NOT NULL REFERENCES purchasing_requisition (id),
        position smallint NOT NULL,
        sku_id uuid NOT NULL REFERENCES sku (id),
        quantity integer NOT NULL CHECK (quantity > 0),
        price_fen bigint NOT NULL CHECK (price_fen >= 0),
        PRIMARY KEY (requisition_id, position),
        UNIQUE (requisition_id, sku_id)
      );
      CREATE TABLE purchasing_requisition_step (
        id uuid PRIMARY KEY,
        purchasing_requisition_id uuid NOT NULL REFERENCES purchasing_requisition (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX purchasing_requisition_step_thing ON purchasing_requisition_step (purchasing_requisition_id, at, id);
      CREATE TRIGGER purchasing_requisition_step_append_only BEFORE UPDATE OR DELETE ON purchasing_requisition_step
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE purchasing_approver (
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        user_id uuid NOT NULL REFERENCES app_user (id),
        position smallint NOT NULL,
        per_order_fen bigint CHECK (per_order_fen >= 0),
        per_month_fen bigint CHECK (per_month_fen >= 0),
        PRIMARY KEY (unit_id, user_id)
      );
      CREATE TABLE purchasing_delegation (
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        from_id uuid NOT NULL REFERENCES app_user (id),
        to_id uuid NOT NULL REFERENCES app_user (id),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        PRIMARY KEY (unit_id, from_id),
        CONSTRAINT purchasing_delegation_other CHECK (from_id <> to_id),
        CONSTRAINT purchasing_delegation_period CHECK (starts_on <= ends_on)
      );
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'purchasing.approval_days', '7', '由各地规定'),
        (gen_random_uuid(), 'purchasing.split_window_days', '7', '由各地规定');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name LIKE 'purchasing.%';
      DROP TABLE purchasing_delegation, purchasing_approver, purchasing_requisition_step, purchasing_requisition_line, purchasing_requisition;
    `);
  }
}
