import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How much one person and one network address may hold without having paid, and how many carts an address may begin: by policy. From where an order came is kept while
 * it waits to be paid, from where a cart came for the hour in which it counts.
 */
export class OrdersUnpaidLimits1606000001041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sales_order ADD COLUMN placed_from text;
      CREATE INDEX sales_order_unpaid_of_person ON sales_order (user_id)
        WHERE status = 'pending_payment' AND unit_id IS NULL AND origin IS NULL;
      CREATE INDEX sales_order_unpaid_of_address ON sales_order (placed_from)
        WHERE status = 'pending_payment' AND placed_from IS NOT NULL;
      ALTER TABLE cart ADD COLUMN made_from text;
      CREATE INDEX cart_made_from ON cart (made_from, created_at) WHERE made_from IS NOT NULL;
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'order.unpaid_per_person', '20', '平台规则'),
        (gen_random_uuid(), 'order.unpaid_per_address', '1000', '平台规则'),
        (gen_random_uuid(), 'order.unpaid_stock_bp', '5000', '平台规则'),
        (gen_random_uuid(), 'order.unpaid_free_pieces', '20', '平台规则'),
        (gen_random_uuid(), 'order.carts_per_address', '5000', '平台规则');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN
        ('order.unpaid_per_person', 'order.unpaid_per_address', 'order.unpaid_stock_bp', 'order.unpaid_free_pieces', 'order.carts_per_address');
      ALTER TABLE cart DROP COLUMN made_from;
      DROP INDEX sales_order_unpaid_of_person;
      ALTER TABLE sales_order DROP COLUMN placed_from;
    `);
  }
}
