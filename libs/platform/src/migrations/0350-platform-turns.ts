import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The queue before rows that many want: `stock_turn` for rows of every kind. Rows alone have no queue: every commit makes a new version of the row, for which
 * those who waited for the old one contend anew with all who come later, so that some are overtaken until their time is up.
 */
export class PlatformTurns1606000000350 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- By key, so that no two wait for each other. A lock that is not handed on within lock_timeout is stuck; here others go first, one after the other, and the statement's
      -- own limit says how long one may wait for them.
      CREATE FUNCTION row_turn(kind text, ids uuid[]) RETURNS boolean LANGUAGE sql VOLATILE SET lock_timeout = 0 AS $$
        SELECT count(pg_advisory_xact_lock(key)) >= 0
        FROM (SELECT DISTINCT hashtextextended(kind || ' ' || id, 0) AS key FROM unnest(ids) AS id ORDER BY key) AS keys
      $$;
      DROP FUNCTION stock_turn(uuid[]);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION stock_turn(sku_ids uuid[]) RETURNS boolean LANGUAGE sql VOLATILE SET lock_timeout = 0 AS $$
        SELECT count(pg_advisory_xact_lock(key)) >= 0
        FROM (SELECT DISTINCT hashtextextended('stock ' || sku_id, 0) AS key FROM unnest(sku_ids) AS sku_id ORDER BY key) AS keys
      $$;
      DROP FUNCTION row_turn(text, uuid[]);
    `);
  }
}
