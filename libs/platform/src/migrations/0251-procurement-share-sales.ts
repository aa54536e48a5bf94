import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What finished orders of units come to, so that lists and charts of a year read no orders. */
export class ProcurementShareSales1606000000251 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE share_year (
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2999),
        bought_fen bigint NOT NULL,
        counted_fen bigint NOT NULL,
        PRIMARY KEY (unit_id, year),
        CONSTRAINT share_year_counted CHECK (0 <= counted_fen AND counted_fen <= bought_fen)
      );
      CREATE TABLE share_sale (
        unit_id uuid NOT NULL,
        year smallint NOT NULL,
        month smallint NOT NULL CHECK (month BETWEEN 1 AND 12),
        kind text NOT NULL CHECK (kind IN ('canteen', 'union', 'project')),
        category_slug text NOT NULL,
        county_code text NOT NULL,
        bought_fen bigint NOT NULL,
        counted_fen bigint NOT NULL,
        PRIMARY KEY (unit_id, year, month, kind, category_slug, county_code),
        FOREIGN KEY (unit_id, year) REFERENCES share_year (unit_id, year),
        CONSTRAINT share_sale_counted CHECK (0 <= counted_fen AND counted_fen <= bought_fen)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE share_sale, share_year');
  }
}
