import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Shares that a budget unit takes are held of a budget of its own, and counted once their goods are there. The column has no foreign key: its check would take a lock of the budget
 * before the queue in which everybody waits for it, and two who join at once would wait for each other. The ledger has the budget under its lock in the same transaction.
 */
export class CampaignsUnitPledges1606000000831 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_pledge ADD COLUMN budget_id uuid, ADD COLUMN counted_at timestamptz;
      ALTER TABLE campaigns_pledge ADD CONSTRAINT campaigns_pledge_budget CHECK (budget_id IS NULL OR organisation_id IS NOT NULL);
      ALTER TABLE campaigns_pledge ADD CONSTRAINT campaigns_pledge_counted CHECK (
        counted_at IS NULL OR (budget_id IS NOT NULL AND status IN ('confirmed', 'done')));
      CREATE INDEX campaigns_pledge_unit ON campaigns_pledge (organisation_id, created_at DESC, id DESC) WHERE budget_id IS NOT NULL;
      CREATE INDEX campaigns_pledge_uncounted ON campaigns_pledge (id) WHERE budget_id IS NOT NULL AND counted_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX campaigns_pledge_unit, campaigns_pledge_uncounted;
      ALTER TABLE campaigns_pledge DROP CONSTRAINT campaigns_pledge_budget, DROP CONSTRAINT campaigns_pledge_counted;
      ALTER TABLE campaigns_pledge DROP COLUMN budget_id, DROP COLUMN counted_at;
    `);
  }
}
