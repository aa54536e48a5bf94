import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sub-leaders (帮卖团长) of campaigns: who asked, who gathers people under an own link, and at which point. What a point said of its leader and its link goes: nobody could
 * become one, so no pledge came by one.
 */
export class CampaignsLeaders1606000000820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_campaign ADD COLUMN leaders_open boolean NOT NULL DEFAULT true;
      UPDATE campaigns_pledge SET via_id = NULL WHERE via_id IS NOT NULL;
      DELETE FROM campaigns_point WHERE region_code IS NULL;
      ALTER TABLE campaigns_point DROP COLUMN leader_user_id, DROP COLUMN code, ALTER COLUMN region_code SET NOT NULL, ADD COLUMN closed_at timestamptz;
      CREATE TABLE campaigns_leader (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        user_id uuid NOT NULL REFERENCES app_user (id),
        status text NOT NULL CHECK (status IN ('asked', 'active', 'refused', 'withdrawn', 'lapsed', 'left', 'removed')),
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        point_id uuid REFERENCES campaigns_point (id),
        own_point boolean NOT NULL DEFAULT false,
        proposal_sealed text,
        asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (campaign_id, user_id),
        CONSTRAINT campaigns_leader_proposal CHECK (proposal_sealed IS NULL OR (status = 'asked' AND point_id IS NULL)),
        CONSTRAINT campaigns_leader_own_point CHECK (NOT own_point OR point_id IS NOT NULL)
      );
      CREATE UNIQUE INDEX campaigns_leader_one_at_point ON campaigns_leader (point_id) WHERE status = 'active';
      CREATE INDEX campaigns_leader_user ON campaigns_leader (user_id, id DESC);
      CREATE INDEX campaigns_leader_asked ON campaigns_leader (asked_at, id) WHERE status = 'asked';
      CREATE TABLE campaigns_leader_step (
        id uuid PRIMARY KEY,
        campaigns_leader_id uuid NOT NULL REFERENCES campaigns_leader (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_leader_step_thing ON campaigns_leader_step (campaigns_leader_id, at, id);
      CREATE TRIGGER campaigns_leader_step_append_only BEFORE UPDATE OR DELETE ON campaigns_leader_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      ALTER TABLE campaigns_pledge DROP CONSTRAINT campaigns_pledge_via_id_fkey, ADD FOREIGN KEY (via_id) REFERENCES campaigns_leader (id);
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'campaigns.leaders_per_campaign', '50', '平台规则'),
        (gen_random_uuid(), 'campaigns.led_per_person', '5', '平台规则'),
        (gen_random_uuid(), 'campaigns.leader_names_days', '30', '个人信息保护法第十九条：保存期限为实现处理目的所必要的最短时间');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN ('campaigns.leaders_per_campaign', 'campaigns.led_per_person', 'campaigns.leader_names_days');
      UPDATE campaigns_pledge SET via_id = NULL WHERE via_id IS NOT NULL;
      ALTER TABLE campaigns_pledge DROP CONSTRAINT campaigns_pledge_via_id_fkey, ADD FOREIGN KEY (via_id) REFERENCES campaigns_point (id);
      DROP TABLE campaigns_leader_step, campaigns_leader;
      ALTER TABLE campaigns_point DROP COLUMN closed_at, ALTER COLUMN region_code DROP NOT NULL, ADD COLUMN leader_user_id uuid REFERENCES app_user (id),
        ADD COLUMN code text NOT NULL UNIQUE DEFAULT gen_random_uuid()::text, ADD UNIQUE (campaign_id, leader_user_id),
        ADD CONSTRAINT campaigns_point_place CHECK (region_code IS NOT NULL OR leader_user_id IS NOT NULL);
      ALTER TABLE campaigns_point ALTER COLUMN code DROP DEFAULT;
      CREATE INDEX campaigns_point_leader ON campaigns_point (leader_user_id, created_at DESC, id DESC) WHERE leader_user_id IS NOT NULL;
      ALTER TABLE campaigns_campaign DROP COLUMN leaders_open;
    `);
  }
}
