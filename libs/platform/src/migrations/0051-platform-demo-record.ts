import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the demo has made: it is written once, and whatever stands here is all that was ever its own. */
export class PlatformDemoRecord1606000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE demo_object (
        kind text NOT NULL CHECK (kind IN ('supplier', 'product', 'certificate', 'office', 'account', 'household')),
        id uuid NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (kind, id)
      );
    `);
    // A demo that an earlier version has written: its accounts come last, so that where they are it is whole.
    await runner.query(`
      INSERT INTO demo_object (kind, id) SELECT 'account', id FROM app_user
      WHERE login ~ '^1380000000[1-9]$' AND EXISTS (SELECT FROM import_run WHERE object_key LIKE 'seed/demo-products-%' AND status = 'done')
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE demo_object');
  }
}
