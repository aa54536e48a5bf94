import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations that register to organise or to be given goods; what recipients need; and what campaigns promise of it, never more than is needed. */
export class CampaignsRecipients1606000000760 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE campaigns_need_number;
      CREATE TABLE campaigns_registration (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES app_user (id),
        kind text NOT NULL CHECK (kind IN ('company', 'recipient')),
        type text NOT NULL CHECK (type IN ('enterprise', 'union', 'school', 'street', 'charity', 'hospital', 'welfare', 'disaster_office')),
        name text NOT NULL,
        credit_code text NOT NULL,
        region_code text NOT NULL,
        contact_sealed text NOT NULL,
        proof uuid[] NOT NULL CHECK (cardinality(proof) > 0),
        status text NOT NULL CHECK (status IN ('waiting', 'approved', 'returned', 'withdrawn')),
        organisation_id uuid REFERENCES organisation (id),
        submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT campaigns_registration_seat CHECK ((status = 'approved') = (organisation_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX campaigns_registration_waiting ON campaigns_registration (credit_code) WHERE status = 'waiting';
      CREATE INDEX campaigns_registration_user ON campaigns_registration (user_id, submitted_at DESC, id DESC);
      CREATE INDEX campaigns_registration_region ON campaigns_registration (region_code text_pattern_ops, status);
      CREATE TABLE campaigns_registration_step (
        id uuid PRIMARY KEY,
        campaigns_registration_id uuid NOT NULL REFERENCES campaigns_registration (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid NOT NULL REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_registration_step_thing ON campaigns_registration_step (campaigns_registration_id, at, id);
      CREATE TRIGGER campaigns_registration_step_append_only BEFORE UPDATE OR DELETE ON campaigns_registration_step
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE campaigns_need (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        recipient_id uuid NOT NULL REFERENCES organisation (id),
        status text NOT NULL CHECK (status IN ('waiting', 'open', 'returned', 'closed', 'withdrawn')),
        title text NOT NULL,
        category_slug text REFERENCES category (slug),
        quantity integer NOT NULL CHECK (quantity > 0),
        unit text NOT NULL,
        until date NOT NULL,
        why text NOT NULL,
        region_code text NOT NULL,
        place_sealed text NOT NULL,
        promised integer NOT NULL DEFAULT 0,
        delivered integer NOT NULL DEFAULT 0 CHECK (delivered >= 0),
        created_by uuid NOT NULL REFERENCES app_user (id),
        submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        opened_at timestamptz,
        CONSTRAINT campaigns_need_promised CHECK (promised BETWEEN 0 AND quantity),
        CONSTRAINT campaigns_need_open CHECK (status NOT IN ('open', 'closed') OR opened_at IS NOT NULL)
      );
      CREATE INDEX campaigns_need_board ON campaigns_need (opened_at DESC, id DESC) WHERE status = 'open';
      CREATE INDEX campaigns_need_recipient ON campaigns_need (recipient_id, submitted_at DESC, id DESC);
      CREATE INDEX campaigns_need_region ON campaigns_need (region_code text_pattern_ops, status);
      CREATE TABLE campaigns_need_step (
        id uuid PRIMARY KEY,
        campaigns_need_id uuid NOT NULL REFERENCES campaigns_need (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid NOT NULL REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_need_step_thing ON campaigns_need_step (campaigns_need_id, at, id);
      CREATE TRIGGER campaigns_need_step_append_only BEFORE UPDATE OR DELETE ON campaigns_need_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE campaigns_promise (
        campaign_id uuid PRIMARY KEY REFERENCES campaigns_campaign (id),
        need_id uuid REFERENCES campaigns_need (id),
        recipient_id uuid NOT NULL REFERENCES organisation (id),
        shares integer NOT NULL CHECK (shares > 0),
        quantity integer NOT NULL DEFAULT 0 CHECK (quantity >= 0),
        deliver_by date NOT NULL,
        held boolean NOT NULL DEFAULT true,
        delivered integer NOT NULL DEFAULT 0,
        answered_by uuid NOT NULL REFERENCES app_user (id),
        answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT campaigns_promise_quantity CHECK ((need_id IS NULL) = (quantity = 0)),
        CONSTRAINT campaigns_promise_delivered CHECK (delivered BETWEEN 0 AND quantity)
      );
      CREATE INDEX campaigns_promise_need ON campaigns_promise (need_id) WHERE need_id IS NOT NULL;
      ALTER TABLE campaigns_campaign ADD CONSTRAINT campaigns_campaign_need_id_fkey FOREIGN KEY (need_id) REFERENCES campaigns_need (id);
      CREATE INDEX campaigns_campaign_need ON campaigns_campaign (need_id) WHERE need_id IS NOT NULL;
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'campaigns.needs_reviewed', 'true', '慈善法：面向社会募集前核实受赠需求');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name = 'campaigns.needs_reviewed';
      DROP INDEX campaigns_campaign_need;
      ALTER TABLE campaigns_campaign DROP CONSTRAINT campaigns_campaign_need_id_fkey;
      DROP TABLE campaigns_promise, campaigns_need_step, campaigns_need, campaigns_registration_step, campaigns_registration;
      DROP SEQUENCE campaigns_need_number;
    `);
  }
}
