import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which columns the files have that an organisation or a person sends. A sender is either, so that no key points at one table. */
export class IdentityImportColumns1606000001120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import_columns (
        sender_id uuid NOT NULL,
        kind text NOT NULL,
        columns jsonb NOT NULL,
        updated_by uuid NOT NULL REFERENCES app_user (id),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (sender_id, kind)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_columns');
  }
}
