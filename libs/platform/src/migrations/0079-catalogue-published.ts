import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What everybody may know of the catalogue: its categories, and how many goods of a county are on the shelves. */
export class CataloguePublished1606000000079 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW goods_category AS
        SELECT k.slug, k.name, k.parent_slug FROM category k;
      CREATE VIEW county_shelf AS
        SELECT l.county_code, count(*) AS goods FROM listing l
        WHERE l.county_code IS NOT NULL AND (l.shelf_to IS NULL OR l.shelf_to >= (SELECT (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date))
        GROUP BY l.county_code;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW goods_category, county_shelf');
  }
}
