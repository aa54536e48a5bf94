import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What follows when a campaign has succeeded: what goes to each place and how its money is put together (到货单), who fetched what and on which proof (领取), and the figures
 * that were published (公示).
 */
export class CampaignsFulfilment1606000000750 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaigns_consignment (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        point_id uuid REFERENCES campaigns_point (id),
        shares integer NOT NULL CHECK (shares > 0),
        plan integer NOT NULL DEFAULT 1 CHECK (plan > 0),
        goods uuid[] NOT NULL,
        goods_share_fen bigint NOT NULL CHECK (goods_share_fen >= 0),
        freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
        freights jsonb NOT NULL,
        freight_split jsonb NOT NULL,
        reckoned_until uuid,
        reckoned_at timestamptz,
        checkout_id uuid UNIQUE REFERENCES checkout (id),
        payment_id uuid UNIQUE REFERENCES payment (id),
        placed_at timestamptz,
        funded_until uuid,
        funded_at timestamptz,
        ended_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT campaigns_consignment_place UNIQUE NULLS NOT DISTINCT (campaign_id, point_id),
        CONSTRAINT campaigns_consignment_order CHECK (
          (placed_at IS NULL OR reckoned_at IS NOT NULL) AND (funded_at IS NULL OR placed_at IS NOT NULL)
          AND (placed_at IS NULL) = (payment_id IS NULL) AND (placed_at IS NULL) = (checkout_id IS NULL)),
        CONSTRAINT campaigns_consignment_goods CHECK ((cardinality(goods) = 0) = (goods_share_fen = 0) AND (goods_share_fen > 0 OR freight_fen = 0)),
        CONSTRAINT campaigns_consignment_ended CHECK (ended_at IS NULL OR (reckoned_at IS NOT NULL AND placed_at IS NULL AND goods_share_fen = 0))
      );
      CREATE INDEX campaigns_consignment_open ON campaigns_consignment (campaign_id, id) WHERE funded_at IS NULL AND ended_at IS NULL;
      CREATE TABLE campaigns_hand_out (
        pledge_id uuid PRIMARY KEY REFERENCES campaigns_pledge (id),
        proof text NOT NULL CHECK (proof IN ('code', 'signature')),
        signed_name text NOT NULL DEFAULT '',
        signature text NOT NULL DEFAULT '',
        said_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        recorded_by uuid NOT NULL REFERENCES app_user (id),
        CONSTRAINT campaigns_hand_out_signed CHECK ((proof = 'signature') = (signed_name <> '' AND signature <> ''))
      );
      CREATE TRIGGER campaigns_hand_out_append_only BEFORE UPDATE OR DELETE ON campaigns_hand_out FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE campaigns_publication (
        campaign_id uuid PRIMARY KEY REFERENCES campaigns_campaign (id),
        grams bigint NOT NULL,
        products integer NOT NULL,
        counties integer NOT NULL,
        households integer NOT NULL,
        people integer NOT NULL,
        paid_fen bigint NOT NULL,
        participants integer NOT NULL,
        shares integer NOT NULL,
        handed_shares integer NOT NULL,
        published_by uuid NOT NULL REFERENCES app_user (id),
        published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        settles_at timestamptz NOT NULL
      );
      CREATE INDEX campaigns_publication_settles ON campaigns_publication (settles_at, campaign_id);
      CREATE TRIGGER campaigns_publication_append_only BEFORE UPDATE OR DELETE ON campaigns_publication FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE INDEX campaigns_order_campaign ON campaigns_order (campaign_id, order_id);
      CREATE INDEX campaigns_order_supplier ON campaigns_order (supplier_id, order_id);
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'campaigns.settle_days', '15', '由平台规定'),
        (gen_random_uuid(), 'campaigns.stock_wait_days', '15', '由平台规定');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN ('campaigns.settle_days', 'campaigns.stock_wait_days');
      DROP INDEX campaigns_order_campaign, campaigns_order_supplier;
      DROP TABLE campaigns_publication, campaigns_hand_out, campaigns_consignment;
    `);
  }
}
