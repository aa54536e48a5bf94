import type { MigrationInterface, QueryRunner } from 'typeorm';

const PERIODS = ['budget_unit_place', 'budget_unit_path'];

/**
 * A unit may end on the day on which it came or was moved: that place held on no day, and still says where it stood last. What was made or looked at of the years of units
 * that have ended lapses, as it does from now on when they end (R12).
 */
export class ProcurementUnitEndings1606000000770 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of PERIODS)
      await runner.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${table}_period, ADD CONSTRAINT ${table}_period CHECK (valid_from <= valid_to)`,
      );
    await runner.query(`
      WITH open AS (SELECT f.id, f.status, CASE u.ending WHEN 'merged' THEN '单位已并入' || o.name ELSE '单位已撤销' END AS reason
        FROM share_filing f JOIN budget_unit u ON u.organisation_id = f.unit_id LEFT JOIN organisation o ON o.id = u.successor_id
        WHERE u.ending IS NOT NULL AND f.status IN ('draft', 'submitted', 'reviewed', 'returned')),
      moved AS (UPDATE share_filing f SET status = 'discarded', due_on = NULL, lock_version = f.lock_version + 1 FROM open WHERE f.id = open.id)
      INSERT INTO share_filing_step (id, share_filing_id, action, from_status, to_status, reason)
      SELECT gen_random_uuid(), id, 'lapse', status, 'discarded', reason FROM open`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of PERIODS)
      await runner.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${table}_period, ADD CONSTRAINT ${table}_period CHECK (valid_from < valid_to) NOT VALID`,
      );
  }
}
