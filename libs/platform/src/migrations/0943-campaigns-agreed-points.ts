import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many points of sub-leaders a supplier agreed to send to beside those of the organiser; unknown of what was agreed before. */
export class CampaignsAgreedPoints1606000000943 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE campaigns_supplier ADD COLUMN own_points integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE campaigns_supplier DROP COLUMN own_points');
  }
}
