import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What organisers, offices and the public say of campaigns: reviews, progress reports, complaints, and lists of addresses, sealed. */
export class CampaignsAuthoring1606000000720 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_campaign ADD COLUMN review_prefix text NOT NULL DEFAULT '', ADD COLUMN review_notes jsonb NOT NULL DEFAULT '{}';
      CREATE TABLE campaigns_report (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        text text NOT NULL,
        photo_ids uuid[] NOT NULL DEFAULT '{}',
        by_id uuid NOT NULL REFERENCES app_user (id),
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_report_campaign ON campaigns_report (campaign_id, at, id);
      CREATE TABLE campaigns_complaint (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        kind text NOT NULL CHECK (kind IN ('untrue', 'price', 'illegal', 'organiser', 'other')),
        content text NOT NULL,
        contact_sealed text,
        answer text NOT NULL DEFAULT '',
        closed_by uuid REFERENCES app_user (id),
        closed_at timestamptz,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT campaigns_complaint_closed CHECK ((closed_by IS NULL) = (closed_at IS NULL))
      );
      CREATE INDEX campaigns_complaint_campaign ON campaigns_complaint (campaign_id, at, id);
      CREATE INDEX campaigns_complaint_open ON campaigns_complaint (at, id) WHERE closed_at IS NULL;
      CREATE TABLE campaigns_address_list (
        campaign_id uuid PRIMARY KEY REFERENCES campaigns_campaign (id),
        file_name text NOT NULL,
        people integer NOT NULL CHECK (people > 0),
        packs integer NOT NULL CHECK (packs >= people),
        uploaded_by uuid NOT NULL REFERENCES app_user (id),
        uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        deleted_at timestamptz
      );
      CREATE INDEX campaigns_address_list_kept ON campaigns_address_list (uploaded_at, campaign_id) WHERE deleted_at IS NULL;
      CREATE TABLE campaigns_address (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        position integer NOT NULL,
        sealed text NOT NULL,
        packs integer NOT NULL CHECK (packs > 0),
        UNIQUE (campaign_id, position)
      );
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'campaigns.max_days', '60', '平台规则'),
        (gen_random_uuid(), 'campaigns.open_per_organiser', '5', '平台规则'),
        (gen_random_uuid(), 'campaigns.report_days', '15', '平台规则'),
        (gen_random_uuid(), 'campaigns.address_days', '30', '个人信息保护法第十九条：保存期限为实现处理目的所必要的最短时间');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN ('campaigns.max_days', 'campaigns.open_per_organiser', 'campaigns.report_days', 'campaigns.address_days');
      DROP TABLE campaigns_address, campaigns_address_list, campaigns_complaint, campaigns_report;
      ALTER TABLE campaigns_campaign DROP COLUMN review_notes, DROP COLUMN review_prefix;
    `);
  }
}
