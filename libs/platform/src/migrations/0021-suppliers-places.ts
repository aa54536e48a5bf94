import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where suppliers and their certificates lie, for those who may see a township alone: published by the suppliers' files, read by lists of other contexts. */
export class SuppliersPlaces1606000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW supplier_place AS
        SELECT f.supplier_id, coalesce(f.region_code, o.region_code) AS region_code, f.township
        FROM supplier_file f JOIN organisation o ON o.id = f.supplier_id;
      CREATE VIEW certificate_place AS
        SELECT c.id AS certificate_id, c.region_code, p.township
        FROM certificate c LEFT JOIN supplier_place p ON p.supplier_id = c.supplier_id AND p.region_code = c.region_code;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW certificate_place; DROP VIEW supplier_place;');
  }
}
