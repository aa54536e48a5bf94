import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies against suppliers and certificates, for the pages of those who decide about them: how much and with what result, without what was told in confidence. */
export class SupervisionPublished1606000000077 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW supervision_record AS
        SELECT o.id AS supplier_id,
          (SELECT count(*)::int FROM complaint q WHERE q.supplier_id = o.id) AS complaints,
          (SELECT count(*)::int FROM inspection i WHERE i.supplier_id = o.id AND i.status = 'failed') AS inspections_failed,
          (SELECT count(*)::int FROM sanction s WHERE s.supplier_id = o.id) AS sanctions
        FROM organisation o WHERE o.kind = 'supplier';
      CREATE VIEW certificate_complaint AS
        SELECT q.id, q.certificate_id FROM complaint q WHERE q.certificate_id IS NOT NULL;
      CREATE VIEW inspection_result AS
        SELECT i.id, i.certificate_id, i.number, i.status, i.recorded_at, coalesce(i.findings, '') AS findings
        FROM inspection i WHERE i.recorded_at IS NOT NULL;
      -- Simple, so that whoever decides by it may lock what it shows.
      CREATE VIEW certificate_suspension AS
        SELECT s.id, s.certificate_id FROM sanction s WHERE s.kind = 'suspension' AND s.status = 'in_force';
      CREATE VIEW application_appeal AS
        SELECT p.id, p.application_id, p.refusal_id, p.instance, p.status, p.decided_at FROM appeal p WHERE p.application_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP VIEW supervision_record, certificate_complaint, inspection_result, certificate_suspension, application_appeal',
    );
  }
}
