import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What recipients sign for of donations, piece by piece, and what of it they offer to others. */
export class CampaignsDeliveries1606000000761 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaigns_delivery (
        order_id uuid PRIMARY KEY REFERENCES campaigns_order (order_id),
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        recipient_id uuid NOT NULL REFERENCES organisation (id),
        signed_by uuid NOT NULL REFERENCES app_user (id),
        recorded_at timestamptz NOT NULL,
        signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        remark text NOT NULL DEFAULT ''
      );
      CREATE INDEX campaigns_delivery_campaign ON campaigns_delivery (campaign_id);
      CREATE TRIGGER campaigns_delivery_append_only BEFORE UPDATE OR DELETE ON campaigns_delivery FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE campaigns_delivery_line (
        order_line_id uuid PRIMARY KEY REFERENCES order_line (id),
        order_id uuid NOT NULL REFERENCES campaigns_delivery (order_id),
        received integer NOT NULL CHECK (received >= 0),
        short integer NOT NULL CHECK (short >= 0),
        damaged integer NOT NULL CHECK (damaged >= 0),
        note text NOT NULL DEFAULT '',
        photos uuid[] NOT NULL DEFAULT '{}',
        offered integer NOT NULL DEFAULT 0,
        CONSTRAINT campaigns_delivery_line_offered CHECK (offered BETWEEN 0 AND received)
      );
      CREATE INDEX campaigns_delivery_line_order ON campaigns_delivery_line (order_id);
      CREATE TABLE campaigns_surplus (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        order_line_id uuid NOT NULL REFERENCES campaigns_delivery_line (order_line_id),
        from_id uuid NOT NULL REFERENCES organisation (id),
        to_id uuid NOT NULL REFERENCES organisation (id),
        pieces integer NOT NULL CHECK (pieces > 0),
        note text NOT NULL DEFAULT '',
        status text NOT NULL CHECK (status IN ('offered', 'accepted', 'refused', 'withdrawn')),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT campaigns_surplus_other CHECK (from_id <> to_id)
      );
      CREATE INDEX campaigns_surplus_from ON campaigns_surplus (from_id, created_at DESC, id DESC);
      CREATE INDEX campaigns_surplus_to ON campaigns_surplus (to_id, created_at DESC, id DESC);
      CREATE INDEX campaigns_surplus_campaign ON campaigns_surplus (campaign_id);
      CREATE TABLE campaigns_surplus_step (
        id uuid PRIMARY KEY,
        campaigns_surplus_id uuid NOT NULL REFERENCES campaigns_surplus (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid NOT NULL REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_surplus_step_thing ON campaigns_surplus_step (campaigns_surplus_id, at, id);
      CREATE TRIGGER campaigns_surplus_step_append_only BEFORE UPDATE OR DELETE ON campaigns_surplus_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE campaigns_surplus_step, campaigns_surplus, campaigns_delivery_line, campaigns_delivery',
    );
  }
}
