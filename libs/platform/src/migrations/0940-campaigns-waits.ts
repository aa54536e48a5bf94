import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a place waits for money that is missing, how long people may be given to answer to other goods, and how many points sub-leaders may bring: decided by policy, and kept with what began under it. */
export class CampaignsWaits1606000000940 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_consignment ADD COLUMN stuck_until timestamptz;
      UPDATE campaigns_consignment SET stuck_until = stuck_at + interval '48 hours' WHERE stuck_at IS NOT NULL;
      ALTER TABLE campaigns_consignment ADD CONSTRAINT campaigns_consignment_stuck CHECK ((stuck_at IS NULL) = (stuck_until IS NULL));
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'campaigns.pool_wait_hours', '48', '平台规则'),
        (gen_random_uuid(), 'campaigns.substitute_days', '14', '平台规则'),
        (gen_random_uuid(), 'campaigns.own_points', '10', '平台规则');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN ('campaigns.pool_wait_hours', 'campaigns.substitute_days', 'campaigns.own_points');
      ALTER TABLE campaigns_consignment DROP CONSTRAINT campaigns_consignment_stuck, DROP COLUMN stuck_until;
    `);
  }
}
