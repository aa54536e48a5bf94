import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file may be about a budget unit: its members may look, and the finance departments of its region. */
export class EvidenceOfUnits1606000000340 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE evidence ADD COLUMN unit_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE evidence DROP COLUMN unit_id');
  }
}
