import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What households and their helpers have to do with suppliers: who supplies whom, where suppliers lie, and who decided about them. */
export class SuppliersPublished1606000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row per mechanism that a household stands in today. LEFT: who asks for the household alone reads the links alone.
      CREATE VIEW household_supply AS
        SELECT l.household_id, l.mechanism_id, m.supplier_id
        FROM benefit_link l LEFT JOIN benefit_mechanism m ON m.id = l.mechanism_id WHERE l.ended_at IS NULL;
      -- Simple, so that whoever grants something for the supplier may lock it.
      CREATE VIEW supplier_site AS
        SELECT f.supplier_id, f.region_code, f.township FROM supplier_file f WHERE f.region_code IS NOT NULL;
      CREATE VIEW supplier_reviewer AS
        SELECT s.supplier_id, s.actor_id FROM supplier_step s WHERE s.action IN ('recommend', 'admit', 'return', 'refuse');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW household_supply, supplier_site, supplier_reviewer');
  }
}
