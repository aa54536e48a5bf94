import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A place ends too when its pool could not be filled and was taken apart: its orders were cancelled before they were paid. */
export class CampaignsDissolvedPlaces1606000000843 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_consignment ADD COLUMN dissolved_at timestamptz, ADD COLUMN stuck_at timestamptz,
        DROP CONSTRAINT campaigns_consignment_ended,
        ADD CONSTRAINT campaigns_consignment_ended CHECK (
          ended_at IS NULL OR funded_at IS NOT NULL OR dissolved_at IS NOT NULL OR (reckoned_at IS NOT NULL AND placed_at IS NULL AND goods_share_fen = 0)),
        ADD CONSTRAINT campaigns_consignment_dissolved CHECK (dissolved_at IS NULL OR (placed_at IS NOT NULL AND funded_at IS NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_consignment DROP CONSTRAINT campaigns_consignment_dissolved, DROP CONSTRAINT campaigns_consignment_ended,
        DROP COLUMN dissolved_at, DROP COLUMN stuck_at,
        ADD CONSTRAINT campaigns_consignment_ended CHECK (
          ended_at IS NULL OR funded_at IS NOT NULL OR (reckoned_at IS NOT NULL AND placed_at IS NULL AND goods_share_fen = 0));
    `);
  }
}
