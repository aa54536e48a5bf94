import type { MigrationInterface, QueryRunner } from 'typeorm';

const status = (codes: readonly string[]): string =>
  `DROP CONSTRAINT import_run_status_check, ADD CONSTRAINT import_run_status_check CHECK (status IN (${codes.map((code) => `'${code}'`).join(', ')}))`;
const BEFORE = ['reading', 'previewed', 'applying', 'applied', 'refused', 'discarded'];

/** What a run of an import made and changed is written down with it, so that it can be undone while nothing has built on it. Runs of before cannot. */
export class CatalogueImportUndo1606000001231 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_run ${status([...BEFORE, 'undoing', 'undone'])},
        ADD COLUMN undone_by uuid REFERENCES app_user (id),
        ADD COLUMN undo jsonb;
      CREATE TABLE import_change (
        run_id uuid NOT NULL REFERENCES import_run (id),
        subject_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('supplier', 'product', 'sku')),
        product_id uuid,
        made boolean NOT NULL,
        before jsonb NOT NULL DEFAULT '{}',
        after jsonb NOT NULL DEFAULT '{}',
        delta integer NOT NULL DEFAULT 0,
        at timestamptz NOT NULL DEFAULT now(),
        outcome text CHECK (outcome IN ('undone', 'kept')),
        obstacle text,
        PRIMARY KEY (run_id, subject_id)
      );
      CREATE INDEX import_change_open ON import_change (run_id, product_id) WHERE outcome IS NULL;
      ALTER TABLE product ADD COLUMN undone_import uuid REFERENCES import_run (id);
      ALTER TABLE sku ADD COLUMN undone_import uuid REFERENCES import_run (id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sku DROP COLUMN undone_import;
      ALTER TABLE product DROP COLUMN undone_import;
      DROP TABLE import_change;
      UPDATE import_run SET status = 'applied' WHERE status IN ('undoing', 'undone');
      ALTER TABLE import_run ${status(BEFORE)}, DROP COLUMN undone_by, DROP COLUMN undo;
    `);
  }
}
