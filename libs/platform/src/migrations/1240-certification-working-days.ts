import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Clocks of an application in working days: what is left of a publication that an objection stopped, and until when a refusal may be appealed against, which is kept
 * with the refusal. What was due already, or was being published, keeps the day that people were told; days that were left are rounded up.
 */
export class CertificationWorkingDays1606000001240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE application DROP CONSTRAINT application_check2;
      ALTER TABLE application
        ALTER COLUMN publicity_left TYPE integer USING greatest(1, ceil(extract(epoch FROM publicity_left) / 86400))::int,
        ADD CONSTRAINT application_check2 CHECK ((status = 'examination') = (publicity_left IS NOT NULL)),
        ADD COLUMN appeal_by timestamptz;
      UPDATE application a SET appeal_by = coalesce(
          (SELECT max(s.at) FROM application_step s WHERE s.application_id = a.id AND s.action = 'refuse'), a.status_since)
        + make_interval(days => coalesce((SELECT (p.value #>> '{}')::int FROM policy_parameter p
            WHERE p.name = 'appeal.filing_days' AND p.category = '' AND a.region_code LIKE p.region_prefix || '%'
              AND p.effective_from <= now() AND now() < p.effective_to
            ORDER BY length(p.region_prefix) DESC, p.effective_from DESC LIMIT 1), 30))
      WHERE a.status = 'refused';
      ALTER TABLE application ADD CONSTRAINT application_check3 CHECK (status <> 'refused' OR appeal_by IS NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE application DROP COLUMN appeal_by, DROP CONSTRAINT application_check2;
      ALTER TABLE application
        ALTER COLUMN publicity_left TYPE interval USING make_interval(days => publicity_left),
        ADD CONSTRAINT application_check2 CHECK ((status = 'examination') = (publicity_left IS NOT NULL));
    `);
  }
}
