import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rosters of units (单位名册) that were read and wait to be confirmed. */
export class ProcurementUnitRosters1606000000450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit_roster_import (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES organisation (id),
        file_name text NOT NULL,
        rows jsonb NOT NULL,
        plan_hash text NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        done jsonb,
        CONSTRAINT unit_roster_import_done CHECK ((confirmed_at IS NULL) = (done IS NULL))
      );
      CREATE INDEX unit_roster_import_waiting ON unit_roster_import (expires_at) WHERE confirmed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unit_roster_import');
  }
}
