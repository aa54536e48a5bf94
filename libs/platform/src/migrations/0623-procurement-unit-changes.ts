import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a unit reports of itself that it was renamed, merged or abolished (R12), and what became of the report; who stands above whom, by day, is published for what such a report shows. */
export class ProcurementUnitChanges1606000000623 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit_change (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        kind text NOT NULL CHECK (kind IN ('renamed', 'merged', 'abolished')),
        new_name text,
        successor_id uuid REFERENCES budget_unit (organisation_id),
        effective_on date NOT NULL,
        proof_id uuid NOT NULL,
        remark text NOT NULL DEFAULT '',
        status text NOT NULL CHECK (status IN ('waiting', 'accepted', 'returned', 'withdrawn', 'lapsed')),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT unit_change_said CHECK ((new_name IS NOT NULL) = (kind = 'renamed') AND (successor_id IS NOT NULL) = (kind = 'merged')),
        CONSTRAINT unit_change_successor CHECK (successor_id <> unit_id)
      );
      CREATE UNIQUE INDEX unit_change_open ON unit_change (unit_id) WHERE status = 'waiting';
      CREATE INDEX unit_change_of_unit ON unit_change (unit_id, created_at, id);
      CREATE TABLE unit_change_step (
        id uuid PRIMARY KEY,
        unit_change_id uuid NOT NULL REFERENCES unit_change (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid NOT NULL,
        by_organisation_id uuid NOT NULL REFERENCES organisation (id),
        reason text NOT NULL DEFAULT '',
        field_notes jsonb NOT NULL DEFAULT '{}',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX unit_change_step_change ON unit_change_step (unit_change_id, at, id);
      CREATE TRIGGER unit_change_step_append_only BEFORE UPDATE OR DELETE ON unit_change_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE VIEW unit_above AS SELECT unit_id, ancestor_id AS above_id, valid_from, valid_to FROM budget_unit_path WHERE depth > 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW unit_above; DROP TABLE unit_change_step, unit_change');
  }
}
