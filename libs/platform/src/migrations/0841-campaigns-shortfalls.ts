import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a place is not supplied after it was paid, and how far those who paid for it have been told. */
export class CampaignsShortfalls1606000000841 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaigns_shortfall (
        refund_id uuid PRIMARY KEY REFERENCES refund (id),
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        consignment_id uuid NOT NULL REFERENCES campaigns_consignment (id),
        lacking text NOT NULL CHECK (lacking <> ''),
        told_until uuid,
        told_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_shortfall_untold ON campaigns_shortfall (refund_id) WHERE told_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE campaigns_shortfall');
  }
}
