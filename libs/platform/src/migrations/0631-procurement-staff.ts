import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staff (职工) who bind their account to a unit with its code, so that what they buy for themselves counts to it (R8). */
export class ProcurementStaff1606000000631 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_code (
        unit_id uuid PRIMARY KEY REFERENCES budget_unit (organisation_id),
        code text NOT NULL UNIQUE,
        made_by uuid NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TABLE staff_binding (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        user_id uuid NOT NULL REFERENCES app_user (id),
        bound_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        left_at timestamptz,
        CONSTRAINT staff_binding_period CHECK (bound_at <= left_at)
      );
      CREATE UNIQUE INDEX staff_binding_one ON staff_binding (user_id) WHERE left_at IS NULL;
      CREATE INDEX staff_binding_user ON staff_binding (user_id, unit_id);
      CREATE INDEX staff_binding_unit ON staff_binding (unit_id) WHERE left_at IS NULL;
      ALTER TABLE share_sale DROP CONSTRAINT share_sale_kind_check,
        ADD CONSTRAINT share_sale_kind_check CHECK (kind IN ('canteen', 'union', 'project', 'staff'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE share_sale DROP CONSTRAINT share_sale_kind_check,
        ADD CONSTRAINT share_sale_kind_check CHECK (kind IN ('canteen', 'union', 'project'));
      DROP TABLE staff_binding, staff_code;
    `);
  }
}
