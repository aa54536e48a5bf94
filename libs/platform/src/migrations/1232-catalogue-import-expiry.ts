import type { MigrationInterface, QueryRunner } from 'typeorm';

const status = (codes: readonly string[]): string =>
  `DROP CONSTRAINT import_run_status_check, ADD CONSTRAINT import_run_status_check CHECK (status IN (${codes.map((code) => `'${code}'`).join(', ')}))`;
const BEFORE = ['reading', 'previewed', 'applying', 'applied', 'refused', 'discarded', 'undoing', 'undone'];

/** A preview that nobody confirms ends by itself, after hours of policy. What waits already has as long from now. */
export class CatalogueImportExpiry1606000001232 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_run ${status([...BEFORE, 'expired'])}, ADD COLUMN expires_at timestamptz;
      UPDATE import_run SET expires_at = now() + interval '72 hours' WHERE status = 'previewed';
      CREATE INDEX import_run_expiry ON import_run (expires_at) WHERE status = 'previewed';
      INSERT INTO policy_parameter (id, name, value, source) VALUES (gen_random_uuid(), 'catalogue.import_preview_hours', '72', '平台规则');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name = 'catalogue.import_preview_hours';
      DROP INDEX import_run_expiry;
      UPDATE import_run SET status = 'discarded' WHERE status = 'expired';
      ALTER TABLE import_run ${status(BEFORE)}, DROP COLUMN expires_at;
    `);
  }
}
