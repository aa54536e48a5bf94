import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Group purchase (以购代捐): campaigns with what a share holds and who supplies it, the places left by shard, pick-up points, pledges and the orders made of them. */
export class CampaignsCampaigns1606000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE campaigns_number;
      CREATE SEQUENCE campaigns_pledge_number;
      CREATE TABLE campaigns_campaign (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        form text NOT NULL CHECK (form IN ('group_buy', 'donation', 'gift_pack', 'pre_sale', 'inputs')),
        status text NOT NULL CHECK (status IN ('draft', 'to_recipient', 'agreeing', 'to_review', 'recruiting', 'succeeded', 'failed', 'purchasing',
          'shipping', 'received', 'reallocating', 'handed_out', 'published', 'settled', 'cancelled')),
        organiser_user_id uuid NOT NULL REFERENCES app_user (id),
        organiser_id uuid REFERENCES organisation (id),
        organiser_name text NOT NULL,
        title text NOT NULL,
        story text NOT NULL DEFAULT '',
        photo_key text,
        threshold_shares integer NOT NULL CHECK (threshold_shares > 0),
        cap_shares integer NOT NULL CHECK (cap_shares <= 1000000),
        per_pledge_shares integer NOT NULL CHECK (per_pledge_shares > 0),
        deadline timestamptz,
        tier_from integer[] NOT NULL,
        freight_share_fen bigint NOT NULL DEFAULT 0 CHECK (freight_share_fen >= 0),
        deposit_bp integer CHECK (deposit_bp BETWEEN 1 AND 9999),
        ship_on date,
        delivery_mode text NOT NULL CHECK (delivery_mode IN ('pickup', 'each', 'recipient')),
        recipient_id uuid REFERENCES organisation (id),
        need_id uuid,
        place jsonb,
        opened_at timestamptz,
        closed_at timestamptz,
        reached_tier integer,
        final_shares integer,
        fail_reason text NOT NULL DEFAULT '',
        report_due_on date,
        lock_version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT campaigns_campaign_cap CHECK (cap_shares >= threshold_shares),
        CONSTRAINT campaigns_campaign_tiers CHECK (cardinality(tier_from) BETWEEN 1 AND 10 AND tier_from[1] = 1),
        CONSTRAINT campaigns_campaign_open CHECK (status IN ('draft', 'to_recipient', 'agreeing', 'to_review', 'cancelled') OR (opened_at IS NOT NULL AND deadline IS NOT NULL)),
        CONSTRAINT campaigns_campaign_donation CHECK (form <> 'donation' OR status IN ('draft', 'cancelled') OR recipient_id IS NOT NULL),
        CONSTRAINT campaigns_campaign_closed CHECK ((closed_at IS NULL) = (status IN ('draft', 'to_recipient', 'agreeing', 'to_review', 'recruiting'))),
        CONSTRAINT campaigns_campaign_final CHECK ((final_shares IS NULL) = (reached_tier IS NULL)),
        CONSTRAINT campaigns_campaign_reached CHECK (final_shares IS NULL OR final_shares BETWEEN threshold_shares AND cap_shares)
      );
      CREATE INDEX campaigns_campaign_due ON campaigns_campaign (deadline, id) WHERE status = 'recruiting';
      CREATE INDEX campaigns_campaign_status ON campaigns_campaign (status, created_at DESC, id DESC);
      CREATE INDEX campaigns_campaign_organiser ON campaigns_campaign (organiser_user_id, created_at DESC, id DESC);
      CREATE INDEX campaigns_campaign_organisation ON campaigns_campaign (organiser_id, created_at DESC, id DESC) WHERE organiser_id IS NOT NULL;
      CREATE INDEX campaigns_campaign_recipient ON campaigns_campaign (recipient_id, created_at DESC, id DESC) WHERE recipient_id IS NOT NULL;
      CREATE TABLE campaigns_campaign_step (
        id uuid PRIMARY KEY,
        campaigns_campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid REFERENCES app_user (id),
        by_name text NOT NULL DEFAULT '',
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_campaign_step_thing ON campaigns_campaign_step (campaigns_campaign_id, at, id);
      CREATE TRIGGER campaigns_campaign_step_append_only BEFORE UPDATE OR DELETE ON campaigns_campaign_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE campaigns_supplier (
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        answer text NOT NULL DEFAULT 'asked' CHECK (answer IN ('asked', 'agreed', 'declined')),
        reason text NOT NULL DEFAULT '',
        answered_at timestamptz,
        answered_by uuid REFERENCES app_user (id),
        PRIMARY KEY (campaign_id, supplier_id),
        CONSTRAINT campaigns_supplier_answer CHECK ((answer = 'asked') = (answered_at IS NULL))
      );
      CREATE INDEX campaigns_supplier_asked ON campaigns_supplier (supplier_id, campaign_id);
      CREATE TABLE campaigns_goods (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        position smallint NOT NULL,
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        sku_id uuid NOT NULL REFERENCES sku (id),
        pieces integer NOT NULL CHECK (pieces > 0),
        prices_fen bigint[] NOT NULL,
        UNIQUE (campaign_id, position),
        UNIQUE (campaign_id, sku_id)
      );
      CREATE TABLE campaigns_slot (
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        shard smallint NOT NULL CHECK (shard BETWEEN 0 AND 15),
        capacity integer NOT NULL CHECK (capacity >= 0),
        held integer NOT NULL DEFAULT 0 CHECK (held >= 0),
        paid integer NOT NULL DEFAULT 0 CHECK (paid >= 0),
        PRIMARY KEY (campaign_id, shard),
        CONSTRAINT campaigns_slot_full CHECK (held + paid <= capacity)
      ) WITH (fillfactor = 20);
      CREATE TABLE campaigns_point (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        leader_user_id uuid REFERENCES app_user (id),
        contact text NOT NULL DEFAULT '',
        phone text NOT NULL DEFAULT '',
        region_code text,
        region_path text NOT NULL DEFAULT '',
        detail text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (campaign_id, leader_user_id),
        CONSTRAINT campaigns_point_place CHECK (region_code IS NOT NULL OR leader_user_id IS NOT NULL)
      );
      CREATE INDEX campaigns_point_leader ON campaigns_point (leader_user_id, created_at DESC, id DESC) WHERE leader_user_id IS NOT NULL;
      CREATE TABLE campaigns_pledge (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        user_id uuid NOT NULL REFERENCES app_user (id),
        organisation_id uuid REFERENCES organisation (id),
        status text NOT NULL CHECK (status IN ('pending', 'paid', 'expired', 'cancelled', 'withdrawn', 'confirmed', 'refunded', 'done')),
        shares integer NOT NULL CHECK (shares > 0),
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        final_fen bigint,
        freight_final_fen bigint,
        payment_id uuid NOT NULL UNIQUE REFERENCES payment (id),
        point_id uuid REFERENCES campaigns_point (id),
        via_id uuid REFERENCES campaigns_point (id),
        address_sealed text,
        address_key text,
        address_region text,
        shown_name text NOT NULL DEFAULT '',
        message text NOT NULL DEFAULT '',
        invoice_title text NOT NULL DEFAULT '',
        invoice_code text NOT NULL DEFAULT '',
        slot_shards smallint[] NOT NULL,
        slot_shares integer[] NOT NULL,
        hand_code text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz,
        paid_at timestamptz,
        closed_at timestamptz,
        handed_at timestamptz,
        handed_by uuid REFERENCES app_user (id),
        CONSTRAINT campaigns_pledge_final CHECK ((final_fen IS NULL) = (freight_final_fen IS NULL) AND freight_final_fen >= 0 AND final_fen BETWEEN freight_final_fen AND amount_fen),
        CONSTRAINT campaigns_pledge_slots CHECK (cardinality(slot_shards) = cardinality(slot_shares) AND cardinality(slot_shards) > 0),
        CONSTRAINT campaigns_pledge_paid CHECK (status NOT IN ('paid', 'confirmed', 'done', 'withdrawn', 'refunded') OR paid_at IS NOT NULL),
        CONSTRAINT campaigns_pledge_pending CHECK ((status = 'pending') = (expires_at IS NOT NULL)),
        CONSTRAINT campaigns_pledge_done CHECK ((status = 'done') = (handed_at IS NOT NULL)),
        CONSTRAINT campaigns_pledge_sealed CHECK ((address_sealed IS NULL) = (address_key IS NULL))
      );
      CREATE INDEX campaigns_pledge_campaign ON campaigns_pledge (campaign_id, status, id);
      CREATE INDEX campaigns_pledge_user ON campaigns_pledge (user_id, created_at DESC, id DESC);
      CREATE INDEX campaigns_pledge_expiry ON campaigns_pledge (expires_at, id) WHERE status = 'pending';
      CREATE INDEX campaigns_pledge_via ON campaigns_pledge (via_id, id) WHERE via_id IS NOT NULL;
      CREATE INDEX campaigns_pledge_point ON campaigns_pledge (point_id, id) WHERE point_id IS NOT NULL;
      CREATE TABLE campaigns_pledge_step (
        id uuid PRIMARY KEY,
        campaigns_pledge_id uuid NOT NULL REFERENCES campaigns_pledge (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_pledge_step_thing ON campaigns_pledge_step (campaigns_pledge_id, at, id);
      CREATE TRIGGER campaigns_pledge_step_append_only BEFORE UPDATE OR DELETE ON campaigns_pledge_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE campaigns_order (
        order_id uuid PRIMARY KEY REFERENCES sales_order (id),
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        point_id uuid REFERENCES campaigns_point (id),
        checkout_id uuid NOT NULL REFERENCES checkout (id)
      );
      CREATE UNIQUE INDEX campaigns_order_once ON campaigns_order (campaign_id, supplier_id, point_id) NULLS NOT DISTINCT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE campaigns_order, campaigns_pledge_step, campaigns_pledge, campaigns_point, campaigns_slot, campaigns_goods, campaigns_supplier,
        campaigns_campaign_step, campaigns_campaign;
      DROP SEQUENCE campaigns_pledge_number, campaigns_number;
    `);
  }
}
