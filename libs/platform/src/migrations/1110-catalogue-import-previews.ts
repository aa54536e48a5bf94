import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file of products is read and compared first, and written once somebody has confirmed what it would do. What was on its way is looked at anew. */
export class CatalogueImportPreviews1606000001110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_run DROP CONSTRAINT import_run_status_check;
      UPDATE import_run SET status = CASE status WHEN 'done' THEN 'applied' WHEN 'failed' THEN 'refused' ELSE 'reading' END;
      ALTER TABLE import_run
        ADD CONSTRAINT import_run_status_check CHECK (status IN ('reading', 'previewed', 'applying', 'applied', 'refused', 'discarded')),
        ADD COLUMN preview jsonb,
        ADD COLUMN plan text[] NOT NULL DEFAULT '{}',
        ADD COLUMN batches_done integer NOT NULL DEFAULT 0,
        ADD COLUMN round integer NOT NULL DEFAULT 0,
        ADD COLUMN confirmed_by uuid REFERENCES app_user (id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_run DROP CONSTRAINT import_run_status_check;
      UPDATE import_run SET status = CASE WHEN status = 'applied' THEN 'done' WHEN status IN ('refused', 'discarded') THEN 'failed' ELSE 'queued' END;
      ALTER TABLE import_run
        ADD CONSTRAINT import_run_status_check CHECK (status IN ('queued', 'running', 'done', 'failed')),
        DROP COLUMN preview, DROP COLUMN plan, DROP COLUMN batches_done, DROP COLUMN round, DROP COLUMN confirmed_by;
    `);
  }
}
