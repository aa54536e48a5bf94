import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of goods that a unit's buyers keep under a name and order from again (采购模板). */
export class PurchasingTemplates1606000000650 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE purchasing_template (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        name text NOT NULL CHECK (name <> ''),
        lines jsonb NOT NULL CHECK (jsonb_array_length(lines) > 0),
        created_by uuid NOT NULL REFERENCES app_user (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT purchasing_template_name UNIQUE (unit_id, name)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE purchasing_template');
  }
}
