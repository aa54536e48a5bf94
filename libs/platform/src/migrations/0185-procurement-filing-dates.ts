import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a unit's canteen is run when it registers, what a filing was held against, when whoever has it must have looked, and who was reminded. */
export class ProcurementFilingDates1606000000185 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE budget_unit ADD COLUMN canteen text NOT NULL DEFAULT 'own' CHECK (canteen IN ('own', 'contracted', 'shared', 'none'));
      ALTER TABLE share_filing ADD COLUMN minimum_bp integer NOT NULL DEFAULT 0 CHECK (minimum_bp BETWEEN 0 AND 10000), ADD COLUMN due_on date;
      CREATE TABLE share_reminder (
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2999),
        reminded_on date NOT NULL,
        by_id uuid NOT NULL,
        PRIMARY KEY (unit_id, year, reminded_on)
      );
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'share.review_working_days', '5', '由各地规定；832 平台规则办理时限为 3 至 5 个工作日'),
        (gen_random_uuid(), 'share.confirm_working_days', '5', '由各地规定；832 平台规则办理时限为 3 至 5 个工作日');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN ('share.review_working_days', 'share.confirm_working_days');
      DROP TABLE share_reminder;
      ALTER TABLE share_filing DROP COLUMN minimum_bp, DROP COLUMN due_on;
      ALTER TABLE budget_unit DROP COLUMN canteen;
    `);
  }
}
