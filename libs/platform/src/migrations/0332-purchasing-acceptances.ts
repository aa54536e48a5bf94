import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acceptance sheets (验收单): what one person of a unit recorded of what came, and another signed or sent back. */
export class PurchasingAcceptances1606000000332 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE purchasing_acceptance_number;
      CREATE TABLE purchasing_acceptance (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        order_id uuid NOT NULL REFERENCES sales_order (id),
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        status text NOT NULL CHECK (status IN ('signed', 'confirmed', 'returned', 'lapsed')),
        remark text NOT NULL DEFAULT '',
        reason text NOT NULL DEFAULT '',
        recorded_at timestamptz NOT NULL,
        first_id uuid NOT NULL REFERENCES app_user (id),
        signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        second_id uuid REFERENCES app_user (id),
        decided_at timestamptz,
        refund_fen bigint NOT NULL CHECK (refund_fen >= 0),
        CONSTRAINT purchasing_acceptance_two_people CHECK (second_id IS NULL OR second_id <> first_id),
        CONSTRAINT purchasing_acceptance_decided CHECK ((status IN ('confirmed', 'returned')) = (second_id IS NOT NULL)),
        CONSTRAINT purchasing_acceptance_decided_at CHECK ((status = 'signed') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX purchasing_acceptance_open ON purchasing_acceptance (order_id) WHERE status = 'signed';
      CREATE INDEX purchasing_acceptance_order ON purchasing_acceptance (order_id);
      CREATE INDEX purchasing_acceptance_unit ON purchasing_acceptance (unit_id, signed_at, id);
      CREATE INDEX purchasing_acceptance_ledger ON purchasing_acceptance (unit_id, decided_at) WHERE status = 'confirmed';
      CREATE TABLE purchasing_acceptance_line (
        acceptance_id uuid NOT NULL REFERENCES purchasing_acceptance (id),
        position smallint NOT NULL,
        order_line_id uuid NOT NULL REFERENCES order_line (id),
        accepted integer NOT NULL CHECK (accepted >= 0),
        short integer NOT NULL CHECK (short >= 0),
        refused integer NOT NULL CHECK (refused >= 0),
        refusal text CHECK (refusal IN ('damaged', 'spoiled', 'expired', 'different', 'unproven', 'other')),
        note text NOT NULL DEFAULT '',
        batch text NOT NULL DEFAULT '',
        produced_on date,
        shelf_life_days integer CHECK (shelf_life_days > 0),
        papers text[] NOT NULL CHECK (papers <@ ARRAY['conformity', 'inspection', 'quarantine', 'delivery']),
        photos uuid[] NOT NULL,
        PRIMARY KEY (acceptance_id, position),
        UNIQUE (acceptance_id, order_line_id),
        CONSTRAINT purchasing_acceptance_line_something CHECK (accepted + short + refused > 0),
        CONSTRAINT purchasing_acceptance_line_refusal CHECK ((refused > 0) = (refusal IS NOT NULL))
      );
      CREATE INDEX purchasing_acceptance_line_of_order ON purchasing_acceptance_line (order_line_id);
      CREATE TABLE purchasing_acceptance_step (
        id uuid PRIMARY KEY,
        purchasing_acceptance_id uuid NOT NULL REFERENCES purchasing_acceptance (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX purchasing_acceptance_step_thing ON purchasing_acceptance_step (purchasing_acceptance_id, at, id);
      CREATE TRIGGER purchasing_acceptance_step_append_only BEFORE UPDATE OR DELETE ON purchasing_acceptance_step
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE purchasing_acceptance_step, purchasing_acceptance_line, purchasing_acceptance;
      DROP SEQUENCE purchasing_acceptance_number;
    `);
  }
}
