import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From what an order came about where nobody put it into a cart: a group purchase that succeeded. Whose id it is, is known above orders. */
export class OrdersOrigin1606000000713 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sales_order
        ADD COLUMN origin text CONSTRAINT sales_order_origin_check CHECK (origin IN ('campaign')),
        ADD COLUMN origin_id uuid,
        ADD CONSTRAINT sales_order_origin_whole CHECK ((origin IS NULL) = (origin_id IS NULL));
      CREATE INDEX sales_order_origin ON sales_order (origin_id, id) WHERE origin_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales_order DROP COLUMN origin, DROP COLUMN origin_id');
  }
}
