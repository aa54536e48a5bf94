import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What closing finds its work by, and the one pledge of a person that may wait to be paid. */
export class CampaignsClosing1606000000730 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_campaign ADD COLUMN pledges_done_at timestamptz,
        ADD CONSTRAINT campaigns_campaign_pledges_done CHECK (pledges_done_at IS NULL OR closed_at IS NOT NULL);
      CREATE INDEX campaigns_campaign_undone ON campaigns_campaign (closed_at, id) WHERE closed_at IS NOT NULL AND pledges_done_at IS NULL;
      CREATE UNIQUE INDEX campaigns_pledge_one_pending ON campaigns_pledge (campaign_id, user_id) WHERE status = 'pending';
      INSERT INTO policy_parameter (id, name, value, source) VALUES (gen_random_uuid(), 'campaigns.pay_minutes', '30', '平台规则');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name = 'campaigns.pay_minutes';
      DROP INDEX campaigns_pledge_one_pending, campaigns_campaign_undone;
      ALTER TABLE campaigns_campaign DROP CONSTRAINT campaigns_campaign_pledges_done, DROP COLUMN pledges_done_at;
    `);
  }
}
