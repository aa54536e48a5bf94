import type { MigrationInterface, QueryRunner } from 'typeorm';

const DAYS = (
  row: string,
): string => `make_interval(days => coalesce((SELECT (p.value #>> '{}')::int FROM policy_parameter p
  WHERE p.name = 'appeal.filing_days' AND p.category = '' AND coalesce(${row}.region_code, '') LIKE p.region_prefix || '%'
    AND p.effective_from <= now() AND now() < p.effective_to
  ORDER BY length(p.region_prefix) DESC, p.effective_from DESC LIMIT 1), 30))`;

/**
 * Until when a decision may be appealed against is kept with it, and until when once more with the appeal that was rejected: SQL reckons no working days, and what a supplier was
 * told does not change with the policy. What was decided before keeps the moment that its page has shown.
 */
export class SupervisionAppealDates1606000001241 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sanction ADD COLUMN appeal_by timestamptz;
      UPDATE sanction v SET appeal_by = v.decided_at + ${DAYS('v')};
      ALTER TABLE sanction ALTER COLUMN appeal_by SET NOT NULL;
      ALTER TABLE appeal ADD COLUMN again_by timestamptz;
      UPDATE appeal v SET again_by = v.decided_at + ${DAYS('v')} WHERE v.instance = 1 AND v.status = 'rejected';
      ALTER TABLE appeal ADD CONSTRAINT appeal_check3 CHECK ((instance = 1 AND status = 'rejected') = (again_by IS NOT NULL));
      CREATE OR REPLACE VIEW application_appeal AS
        SELECT p.id, p.application_id, p.refusal_id, p.instance, p.status, p.decided_at, p.again_by FROM appeal p WHERE p.application_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW application_appeal;
      CREATE VIEW application_appeal AS
        SELECT p.id, p.application_id, p.refusal_id, p.instance, p.status, p.decided_at FROM appeal p WHERE p.application_id IS NOT NULL;
      ALTER TABLE appeal DROP COLUMN again_by;
      ALTER TABLE sanction DROP COLUMN appeal_by;
    `);
  }
}
