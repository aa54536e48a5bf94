import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What something else than an order of a unit counts to its share, by its holder: the summary can be proved of it. */
export class ProcurementShareContributions1606000000830 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE share_contribution (
        holder uuid NOT NULL,
        category_slug text NOT NULL,
        county_code text NOT NULL,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        year smallint NOT NULL,
        month smallint NOT NULL CHECK (month BETWEEN 1 AND 12),
        kind text NOT NULL CHECK (kind IN ('canteen', 'union', 'project')),
        bought_fen bigint NOT NULL,
        counted_fen bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (holder, category_slug, county_code),
        CONSTRAINT share_contribution_counted CHECK (0 <= counted_fen AND counted_fen <= bought_fen)
      );
      CREATE TRIGGER share_contribution_append_only BEFORE UPDATE OR DELETE ON share_contribution FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE share_contribution');
  }
}
