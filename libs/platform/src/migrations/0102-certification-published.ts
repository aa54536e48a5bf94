import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a supplier has been certified for, for those who decide about its admission. */
export class CertificationPublished1606000000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW certification_record AS
        SELECT o.id AS supplier_id,
          (SELECT count(*)::int FROM certificate c WHERE c.supplier_id = o.id) AS certificates,
          (SELECT count(*)::int FROM application a WHERE a.supplier_id = o.id) AS applications
        FROM organisation o WHERE o.kind = 'supplier';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW certification_record');
  }
}
