import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which rows of a file of products were refused and why, all of them: the file that is given back is made of these and of what was sent. */
export class CatalogueImportRefusals1606000001310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import_refusal (
        run_id uuid NOT NULL REFERENCES import_run (id),
        row integer NOT NULL,
        reason text NOT NULL,
        PRIMARY KEY (run_id, row)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_refusal');
  }
}
