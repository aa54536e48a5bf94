import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the catalogue knows of orders: the pieces sold of its goods, and which packings somebody ordered or has in a cart. */
export class OrdersPublished1606000000078 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Lines of orders that were paid. What was cancelled or given back sold nothing; the times say when a line's pieces may have changed.
      CREATE VIEW sold_line AS
        SELECT l.product_id, l.order_id,
          CASE WHEN o.status IN ('to_ship', 'part_shipped', 'shipped', 'completed') THEN l.quantity - l.ended_quantity ELSE 0 END AS pieces,
          o.paid_at, o.closed_at, o.rest_ended_at
        FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE o.paid_at IS NOT NULL;
      CREATE VIEW sku_in_use AS
        SELECT l.sku_id FROM order_line l UNION ALL SELECT c.sku_id FROM cart_line c;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW sold_line, sku_in_use');
  }
}
