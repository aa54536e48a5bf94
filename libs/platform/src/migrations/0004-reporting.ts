import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the console and the exports read: one definition each of a sale, a certificate's worth today, a product's price and stock. */
export class Reporting1606000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A sale is an order that is paid and not taken back. Its day is the day of payment where the market is.
      CREATE INDEX sales_order_sold ON sales_order (paid_at) WHERE status IN ('to_ship', 'part_shipped', 'shipped', 'completed');
      CREATE INDEX sales_order_supplier_sold ON sales_order (supplier_id) WHERE status IN ('to_ship', 'part_shipped', 'shipped', 'completed');
      CREATE VIEW report_sale AS
        SELECT o.id AS order_id, o.user_id, o.supplier_id, o.region_code, o.total_fen, o.paid_at,
          (o.paid_at AT TIME ZONE 'Asia/Shanghai')::date AS day
        FROM sales_order o WHERE o.status IN ('to_ship', 'part_shipped', 'shipped', 'completed');

      -- Figures that cost something are scalar subqueries in the select list, so that a query that does not ask for them does not pay.
      CREATE VIEW report_supplier AS
        SELECT s.id, s.name, s.supplier_kind, s.credit_code, s.region_code, r.name AS region_name, r.path AS region_path, s.demo, s.created_at
        FROM organisation s LEFT JOIN region r ON r.code = s.region_code WHERE s.kind = 'supplier';

      CREATE VIEW report_certificate AS
        SELECT c.id, c.number, c.version, c.product_name, s.name AS supplier_name, c.region_code, r.name AS region_name,
          r.path AS region_path, c.level, c.valid_from, c.valid_to, c.households, c.people, c.mechanisms, c.source_url, c.demo,
          CASE WHEN c.status <> 'valid' THEN c.status
               WHEN c.valid_to < (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'expired'
               WHEN c.valid_from > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'suspended'
               ELSE 'valid' END AS status
        FROM certificate c JOIN organisation s ON s.id = c.supplier_id LEFT JOIN region r ON r.code = c.region_code;

      CREATE INDEX product_updated ON product (updated_at, id);
      CREATE VIEW report_product AS
        SELECT p.id, p.name, p.supplier_id, s.name AS supplier_name, p.county_code AS region_code, r.name AS region_name,
          r.path AS region_path, p.category_slug, c.parent_slug AS category_parent, c.name AS category_name, p.status, p.sold_count,
          p.demo, p.updated_at, t.number AS certificate_number,
          (SELECT k.price_fen FROM sku k WHERE k.product_id = p.id AND k.active
            ORDER BY k.price_fen, k.position, k.id LIMIT 1) AS price_fen,
          -- Per 500 g, rounded half up, of the SKU that gives the price.
          (SELECT (k.price_fen * 1000 + k.net_weight_grams) / (2 * k.net_weight_grams) FROM sku k
            WHERE k.product_id = p.id AND k.active ORDER BY k.price_fen, k.position, k.id LIMIT 1) AS unit_price_fen,
          (SELECT coalesce(sum(w.on_hand - w.reserved), 0)::int FROM sku k JOIN stock w ON w.sku_id = k.id
            WHERE k.product_id = p.id AND k.active) AS available
        FROM product p JOIN organisation s ON s.id = p.supplier_id JOIN category c ON c.slug = p.category_slug
          LEFT JOIN region r ON r.code = p.county_code LEFT JOIN certificate t ON t.id = p.certificate_id;

      CREATE VIEW report_order AS
        SELECT o.id, o.number, o.status, o.supplier_id, s.name AS supplier_name, o.user_id, u.name AS buyer_name, o.region_code,
          r.name AS region_name, r.path AS county_path, o.goods_fen, o.freight_fen, o.discount_fen, o.total_fen, o.receiver, o.phone,
          o.region_path, o.detail, o.remark, o.created_at, o.paid_at, o.shipped_at, o.completed_at, o.closed_at,
          (SELECT coalesce(sum(f.amount_fen), 0)::bigint FROM refund f WHERE f.holder = o.id AND f.status = 'succeeded') AS refunded_fen,
          (SELECT sum(l.quantity)::int FROM order_line l WHERE l.order_id = o.id) AS pieces,
          (SELECT string_agg(l.product_name || ' ' || l.sku_name || ' × ' || l.quantity, '；' ORDER BY l.id)
            FROM order_line l WHERE l.order_id = o.id) AS goods
        FROM sales_order o JOIN organisation s ON s.id = o.supplier_id JOIN app_user u ON u.id = o.user_id
          LEFT JOIN region r ON r.code = o.region_code;

      CREATE INDEX payment_amount ON payment (amount_fen, id);
      CREATE VIEW report_payment AS
        SELECT p.id, p.holder AS checkout_id, p.status, p.amount_fen, p.captured_fen, p.refunded_fen, p.created_at, p.paid_at,
          (SELECT a.provider_ref FROM payment_attempt a WHERE a.payment_id = p.id AND a.provider_ref IS NOT NULL
            ORDER BY (a.status = 'succeeded') DESC, a.id DESC LIMIT 1) AS provider_ref,
          (SELECT coalesce(array_agg(o.number ORDER BY o.number), '{}') FROM sales_order o WHERE o.checkout_id = p.holder) AS order_numbers
        FROM payment p;

      CREATE VIEW report_audit AS
        SELECT a.id, a.at, a.actor_name, g.name AS organisation_name, a.action, a.subject_kind, a.subject_id, a.summary, a.request_id, a.address
        FROM audit_entry a LEFT JOIN organisation g ON g.id = a.organisation_id;

      CREATE INDEX mail_created ON mail (created_at, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('The baseline has no way back: restore a backup instead.');
  }
}
