import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulletins (通报) of finance departments, as they were published: none is ever changed, a correction is a version of its own. */
export class ProcurementBulletins1606000000342 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE share_bulletin (
        id uuid PRIMARY KEY,
        region_prefix text NOT NULL,
        year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2999),
        period text NOT NULL CHECK (period IN ('month', 'quarter', 'half')),
        part smallint NOT NULL CHECK (part BETWEEN 1 AND 12),
        version integer NOT NULL CHECK (version > 0),
        reason text NOT NULL DEFAULT '',
        content jsonb NOT NULL,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        published_by uuid NOT NULL,
        published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT share_bulletin_version UNIQUE (region_prefix, year, period, part, version),
        CONSTRAINT share_bulletin_corrected CHECK ((version = 1) = (reason = ''))
      );
      CREATE TRIGGER share_bulletin_append_only BEFORE UPDATE OR DELETE ON share_bulletin FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE share_bulletin');
  }
}
