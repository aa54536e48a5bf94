import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What recurs, when it ran last and when it runs next: by the clock of the database, whatever becomes of Redis or of a worker's clock. */
export class PlatformSchedules1606000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE schedule (
        name text PRIMARY KEY,
        every_ms integer NOT NULL CHECK (every_ms > 0),
        due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- Who runs it now, and until when that holds without a sign of life.
        holder uuid,
        held_until timestamptz,
        planned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        started_at timestamptz,
        finished_at timestamptz,
        failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
        failure text,
        CHECK ((holder IS NULL) = (held_until IS NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE schedule');
  }
}
