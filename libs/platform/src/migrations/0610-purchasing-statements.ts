import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A monthly statement of account (对账单) for each unit and supplier that dealt with each other, in versions, for both to confirm; and which months and pairs are still to be done. */
export class PurchasingStatements1606000000610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE purchasing_statement (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        status text NOT NULL CHECK (status IN
          ('issued', 'unit_confirmed', 'supplier_confirmed', 'unit_objected', 'supplier_objected', 'confirmed')),
        version integer NOT NULL CHECK (version > 0),
        CONSTRAINT purchasing_statement_once UNIQUE (unit_id, supplier_id, month)
      );
      CREATE INDEX purchasing_statement_unit ON purchasing_statement (unit_id, month, id);
      CREATE INDEX purchasing_statement_supplier ON purchasing_statement (supplier_id, month, id);
      CREATE INDEX purchasing_statement_open ON purchasing_statement (id) WHERE status <> 'confirmed';
      CREATE TABLE purchasing_statement_version (
        statement_id uuid NOT NULL REFERENCES purchasing_statement (id),
        version integer NOT NULL CHECK (version > 0),
        content text NOT NULL,
        hash text NOT NULL,
        opening_fen bigint NOT NULL,
        closing_fen bigint NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (statement_id, version)
      );
      CREATE TRIGGER purchasing_statement_version_append_only BEFORE UPDATE OR DELETE ON purchasing_statement_version
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE purchasing_statement_step (
        id uuid PRIMARY KEY,
        purchasing_statement_id uuid NOT NULL REFERENCES purchasing_statement (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        version integer NOT NULL,
        line integer,
        by_id uuid REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX purchasing_statement_step_thing ON purchasing_statement_step (purchasing_statement_id, at, id);
      CREATE TRIGGER purchasing_statement_step_append_only BEFORE UPDATE OR DELETE ON purchasing_statement_step
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE purchasing_statement_month (
        month date PRIMARY KEY CHECK (extract(day FROM month) = 1),
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TABLE purchasing_statement_due (
        month date NOT NULL,
        unit_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        PRIMARY KEY (month, unit_id, supplier_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE purchasing_statement_due, purchasing_statement_month, purchasing_statement_step, purchasing_statement_version, purchasing_statement;
    `);
  }
}
