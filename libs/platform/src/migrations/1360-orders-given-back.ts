import type { MigrationInterface, QueryRunner } from 'typeorm';

const sale = (fen: string) => `
  CREATE OR REPLACE VIEW report_sale AS
    SELECT o.id AS order_id, o.user_id, o.supplier_id, o.region_code, ${fen} AS total_fen, o.paid_at,
      (o.paid_at AT TIME ZONE 'Asia/Shanghai')::date AS day
    FROM sales_order o WHERE o.status IN ('to_ship', 'part_shipped', 'shipped', 'completed') AND o.paid_at IS NOT NULL;
`;

/** What goes back of goods that were received: by line, before and after an order is finished. While somebody asks for it, receipt is not taken as confirmed. */
export class OrdersGivenBack1606000001360 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_give_back (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES sales_order (id),
        order_line_id uuid NOT NULL REFERENCES order_line (id),
        pieces integer NOT NULL CHECK (pieces > 0),
        goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
        freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
        reason text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT order_give_back_something CHECK (goods_fen + freight_fen > 0)
      );
      CREATE INDEX order_give_back_of_order ON order_give_back (order_id);
      CREATE TRIGGER order_give_back_append_only BEFORE UPDATE OR DELETE ON order_give_back FOR EACH ROW EXECUTE FUNCTION refuse_change();
      ALTER TABLE order_line ADD COLUMN given_back_fen bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT order_line_given_back CHECK (given_back_fen >= 0 AND given_back_fen <= line_fen - discount_fen);
      ALTER TABLE sales_order ADD COLUMN given_back_fen bigint NOT NULL DEFAULT 0,
        ADD COLUMN open_cases integer NOT NULL DEFAULT 0, ADD COLUMN confirm_paused_at timestamptz,
        ADD CONSTRAINT sales_order_given_back CHECK (given_back_fen >= 0 AND ended_fen + given_back_fen <= total_fen),
        ADD CONSTRAINT sales_order_open_cases CHECK (open_cases >= 0 AND (open_cases > 0) = (confirm_paused_at IS NOT NULL));
      ${sale('o.total_fen - o.ended_fen - o.given_back_fen')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${sale('o.total_fen - o.ended_fen')}
      ALTER TABLE sales_order DROP COLUMN given_back_fen, DROP COLUMN open_cases, DROP COLUMN confirm_paused_at;
      ALTER TABLE order_line DROP COLUMN given_back_fen;
      DROP TABLE order_give_back;
    `);
  }
}
