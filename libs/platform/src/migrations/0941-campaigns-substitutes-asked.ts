import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The recipient of a donation says whether it takes other goods than it confirmed, and whoever was told of an offer is told when it is taken back. What was closed before stands as it was decided. */
export class CampaignsSubstitutesAsked1606000000941 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_substitute ADD COLUMN recipient_accepts boolean, ADD COLUMN recipient_answered_at timestamptz,
        ADD COLUMN recalled_until uuid, ADD COLUMN recalled_at timestamptz;
      UPDATE campaigns_substitute s SET recipient_accepts = true, recipient_answered_at = s.answer_by FROM campaigns_campaign c
        WHERE c.id = s.campaign_id AND c.recipient_id IS NOT NULL AND s.status = 'closed';
      UPDATE campaigns_substitute SET recalled_at = clock_timestamp() WHERE status = 'withdrawn';
      ALTER TABLE campaigns_substitute ADD CONSTRAINT campaigns_substitute_recipient CHECK ((recipient_accepts IS NULL) = (recipient_answered_at IS NULL));
      CREATE INDEX campaigns_substitute_unrecalled ON campaigns_substitute (id) WHERE status = 'withdrawn' AND recalled_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX campaigns_substitute_unrecalled;
      ALTER TABLE campaigns_substitute DROP CONSTRAINT campaigns_substitute_recipient, DROP COLUMN recipient_accepts, DROP COLUMN recipient_answered_at,
        DROP COLUMN recalled_until, DROP COLUMN recalled_at;
    `);
  }
}
