import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was answered of an import's names that are near to others: the name that is meant, or null for something new, by the key of the question. */
export class CatalogueImportAnswers1606000001312 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_run ADD COLUMN answers jsonb NOT NULL DEFAULT '{}';
      UPDATE import_run SET preview = preview || '{"near": [], "moreNear": 0}' WHERE preview IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE import_run SET preview = preview - ARRAY['near', 'moreNear'] WHERE preview IS NOT NULL;
      ALTER TABLE import_run DROP COLUMN answers;
    `);
  }
}
