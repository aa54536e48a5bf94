import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Goods that a supplier offers in place of some that it cannot deliver (替代商品), before their orders are placed: who pledged answers, and what was accepted is a consignment of its own.
 */
export class CampaignsSubstitutes1606000000844 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaigns_substitute (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        goods_id uuid NOT NULL REFERENCES campaigns_goods (id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        sku_id uuid NOT NULL REFERENCES sku (id),
        pieces integer NOT NULL CHECK (pieces > 0),
        price_fen bigint NOT NULL CHECK (price_fen > 0),
        reason text NOT NULL CHECK (reason <> ''),
        status text NOT NULL CHECK (status IN ('open', 'closed', 'withdrawn')),
        answer_by timestamptz NOT NULL,
        accepted_shares integer,
        applied_at timestamptz,
        told_until uuid,
        told_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT campaigns_substitute_closed CHECK ((status = 'closed') = (accepted_shares IS NOT NULL) AND (applied_at IS NULL OR status = 'closed'))
      );
      CREATE UNIQUE INDEX campaigns_substitute_once ON campaigns_substitute (goods_id) WHERE status <> 'withdrawn';
      CREATE INDEX campaigns_substitute_campaign ON campaigns_substitute (campaign_id, status);
      CREATE INDEX campaigns_substitute_due ON campaigns_substitute (answer_by, id) WHERE status = 'open';
      CREATE INDEX campaigns_substitute_untold ON campaigns_substitute (id) WHERE told_at IS NULL;
      CREATE TABLE campaigns_substitute_step (
        id uuid PRIMARY KEY,
        campaigns_substitute_id uuid NOT NULL REFERENCES campaigns_substitute (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid REFERENCES app_user (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX campaigns_substitute_step_thing ON campaigns_substitute_step (campaigns_substitute_id, at, id);
      CREATE TRIGGER campaigns_substitute_step_append_only BEFORE UPDATE OR DELETE ON campaigns_substitute_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE campaigns_substitute_answer (
        substitute_id uuid NOT NULL REFERENCES campaigns_substitute (id),
        pledge_id uuid NOT NULL REFERENCES campaigns_pledge (id),
        accepts boolean NOT NULL,
        answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (substitute_id, pledge_id)
      );
      CREATE INDEX campaigns_substitute_answer_pledge ON campaigns_substitute_answer (pledge_id);
      ALTER TABLE campaigns_consignment ADD COLUMN substitute_id uuid REFERENCES campaigns_substitute (id),
        DROP CONSTRAINT campaigns_consignment_place,
        ADD CONSTRAINT campaigns_consignment_place UNIQUE NULLS NOT DISTINCT (campaign_id, point_id, substitute_id);
      DROP INDEX campaigns_order_once;
      CREATE UNIQUE INDEX campaigns_order_once ON campaigns_order (campaign_id, supplier_id, point_id, checkout_id) NULLS NOT DISTINCT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX campaigns_order_once;
      CREATE UNIQUE INDEX campaigns_order_once ON campaigns_order (campaign_id, supplier_id, point_id) NULLS NOT DISTINCT;
      ALTER TABLE campaigns_consignment DROP CONSTRAINT campaigns_consignment_place, DROP COLUMN substitute_id,
        ADD CONSTRAINT campaigns_consignment_place UNIQUE NULLS NOT DISTINCT (campaign_id, point_id);
      DROP TABLE campaigns_substitute_answer, campaigns_substitute_step, campaigns_substitute;
    `);
  }
}
