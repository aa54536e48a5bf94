import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A line's product is its SKU's: one key that is looked up once for a line, where two were that did not know of each other. */
export class OrdersLinesOfAProduct1606000000861 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_line DROP CONSTRAINT order_line_sku_id_fkey, DROP CONSTRAINT order_line_product_id_fkey,
      ADD CONSTRAINT order_line_sku_id_fkey FOREIGN KEY (sku_id, product_id) REFERENCES sku (id, product_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_line DROP CONSTRAINT order_line_sku_id_fkey,
      ADD CONSTRAINT order_line_sku_id_fkey FOREIGN KEY (sku_id) REFERENCES sku (id),
      ADD CONSTRAINT order_line_product_id_fkey FOREIGN KEY (product_id) REFERENCES product (id)`);
  }
}
