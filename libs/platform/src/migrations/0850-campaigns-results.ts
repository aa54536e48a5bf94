import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Results that were made public are listed, the latest first. */
export class CampaignsResults1606000000850 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX campaigns_publication_latest ON campaigns_publication (published_at, campaign_id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX campaigns_publication_latest');
  }
}
