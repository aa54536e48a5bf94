import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a unit asks to stand below another (R21), and what became of it. A unit that was admitted has a place; one that waits has none. */
export class ProcurementUnitAdmissions1606000000260 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit_admission (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        parent_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        region_code text NOT NULL,
        status text NOT NULL CHECK (status IN ('waiting', 'accepted', 'refused', 'withdrawn')),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT unit_admission_parent CHECK (parent_id <> unit_id)
      );
      CREATE UNIQUE INDEX unit_admission_open ON unit_admission (unit_id) WHERE status = 'waiting';
      CREATE INDEX unit_admission_of_unit ON unit_admission (unit_id, created_at, id);
      CREATE INDEX unit_admission_of_parent ON unit_admission (parent_id, status);
      CREATE INDEX unit_admission_region ON unit_admission (region_code text_pattern_ops, status);
      CREATE TABLE unit_admission_step (
        id uuid PRIMARY KEY,
        unit_admission_id uuid NOT NULL REFERENCES unit_admission (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid NOT NULL,
        by_organisation_id uuid NOT NULL REFERENCES organisation (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX unit_admission_step_admission ON unit_admission_step (unit_admission_id, at, id);
      CREATE TRIGGER unit_admission_step_append_only BEFORE UPDATE OR DELETE ON unit_admission_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unit_admission_step, unit_admission');
  }
}
