import type { MigrationInterface, QueryRunner } from 'typeorm';

const available = (sum: string) => `
  CREATE OR REPLACE VIEW report_product AS
    SELECT p.id, p.name, p.supplier_id, s.name AS supplier_name, p.county_code AS region_code, r.name AS region_name,
      r.path AS region_path, p.category_slug, c.parent_slug AS category_parent, c.name AS category_name, p.status, p.sold_count,
      p.demo, p.updated_at, t.number AS certificate_number,
      (SELECT k.price_fen FROM sku k WHERE k.product_id = p.id AND k.active
        ORDER BY k.price_fen, k.position, k.id LIMIT 1) AS price_fen,
      -- Per 500 g, rounded half up, of the SKU that gives the price.
      (SELECT (k.price_fen * 1000 + k.net_weight_grams) / (2 * k.net_weight_grams) FROM sku k
        WHERE k.product_id = p.id AND k.active ORDER BY k.price_fen, k.position, k.id LIMIT 1) AS unit_price_fen,
      (SELECT ${sum}::int FROM sku k JOIN stock w ON w.sku_id = k.id
        WHERE k.product_id = p.id AND k.active) AS available
    FROM product p JOIN organisation s ON s.id = p.supplier_id JOIN category c ON c.slug = p.category_slug
      LEFT JOIN region r ON r.code = p.county_code LEFT JOIN certificate t ON t.id = p.certificate_id;
`;

/** The stock of a product with many packings may be more than an integer holds: it stays at the largest, and the list of all goes on. */
export class ReportingSaturatedSums1606000000048 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(available('least(coalesce(sum(w.on_hand - w.reserved), 0), 2147483647)'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(available('coalesce(sum(w.on_hand - w.reserved), 0)'));
  }
}
