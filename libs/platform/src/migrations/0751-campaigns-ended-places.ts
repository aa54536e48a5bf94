import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A place ends too when all of its orders, which were paid, were cancelled: what they cost goes back to its pledges. */
export class CampaignsEndedPlaces1606000000751 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_consignment DROP CONSTRAINT campaigns_consignment_ended;
      ALTER TABLE campaigns_consignment ADD CONSTRAINT campaigns_consignment_ended CHECK (
        ended_at IS NULL OR funded_at IS NOT NULL OR (reckoned_at IS NOT NULL AND placed_at IS NULL AND goods_share_fen = 0));
      CREATE INDEX campaigns_consignment_live ON campaigns_consignment (id) WHERE funded_at IS NOT NULL AND ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX campaigns_consignment_live;
      ALTER TABLE campaigns_consignment DROP CONSTRAINT campaigns_consignment_ended;
      ALTER TABLE campaigns_consignment ADD CONSTRAINT campaigns_consignment_ended CHECK (
        ended_at IS NULL OR (reckoned_at IS NOT NULL AND placed_at IS NULL AND goods_share_fen = 0));
    `);
  }
}
