import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a batch is recalled: nothing of it is sent any more. */
export class TraceabilityRecalled1606000001131 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batch ADD COLUMN recalled_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batch DROP COLUMN recalled_at');
  }
}
