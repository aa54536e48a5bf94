import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import read and did not use, beside the rows that it refused. */
export class CatalogueImportNotices1606000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE import_run ADD COLUMN notices jsonb NOT NULL DEFAULT '[]'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_run DROP COLUMN notices');
  }
}
