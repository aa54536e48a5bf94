import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which packings somebody ordered says also when; what lies in a cart says nothing. */
export class OrdersOrderedAt1606000001230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE VIEW sku_in_use AS
        SELECT l.sku_id, o.created_at AS ordered_at FROM order_line l JOIN sales_order o ON o.id = l.order_id
        UNION ALL SELECT c.sku_id, NULL FROM cart_line c;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW sku_in_use;
      CREATE VIEW sku_in_use AS
        SELECT l.sku_id FROM order_line l UNION ALL SELECT c.sku_id FROM cart_line c;
    `);
  }
}
