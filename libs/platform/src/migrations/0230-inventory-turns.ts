import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The queue before the stock of some SKUs. Rows alone have no queue: every commit makes a new version of the row, for which those who waited for the old one contend anew with
 * all who come later, so that some are overtaken until their time is up. The lock of a queue is handed on in the order of coming.
 */
export class InventoryTurns1606000000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- By key, so that no two wait for each other. A lock that is not handed on within lock_timeout is stuck; here others go first, one after the other, and the statement's
      -- own limit says how long one may wait for them.
      CREATE FUNCTION stock_turn(sku_ids uuid[]) RETURNS boolean LANGUAGE sql VOLATILE SET lock_timeout = 0 AS $$
        SELECT count(pg_advisory_xact_lock(key)) >= 0
        FROM (SELECT DISTINCT hashtextextended('stock ' || sku_id, 0) AS key FROM unnest(sku_ids) AS sku_id ORDER BY key) AS keys
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION stock_turn(uuid[])');
  }
}
