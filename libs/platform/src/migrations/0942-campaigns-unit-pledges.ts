import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What budget units take of group purchases, for whoever reads what a unit’s procurement leaves behind; sums in fen. */
export class CampaignsUnitPledges1606000000942 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW campaigns_unit_pledge AS
        SELECT p.id, p.number, p.organisation_id AS unit_id, p.user_id, p.budget_id, p.status, p.shares, coalesce(p.final_fen, p.amount_fen) AS amount_fen,
          p.created_at, p.counted_at, c.number AS campaign_number, c.title, c.organiser_name
        FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id WHERE p.budget_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW campaigns_unit_pledge');
  }
}
