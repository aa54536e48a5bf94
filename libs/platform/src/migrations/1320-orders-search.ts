import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders are found by what people say of them, and ordered by their sums, without reading all of them. */
export class OrdersSearch1606000001320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The digits of a telephone from the last to the first, an extension left out: '0954-3012345-8001' and '0954-3012345' are one line.
      CREATE FUNCTION phone_tail(phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT reverse(replace(regexp_replace(phone, '^(0\\d+-\\d+|[48]00\\d+)-\\d+$', '\\1'), '-', '')) $$;
      -- The classes are for LIKE in any collation.
      CREATE INDEX sales_order_number_tail ON sales_order (reverse(number) text_pattern_ops);
      CREATE INDEX sales_order_phone_tail ON sales_order (phone_tail(phone) text_pattern_ops);
      CREATE INDEX sales_order_receiver ON sales_order (receiver text_pattern_ops);
      CREATE INDEX sales_order_total ON sales_order (total_fen, id);
      -- The newest orders of a product.
      DROP INDEX order_line_product;
      CREATE INDEX order_line_product ON order_line (product_id, order_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX order_line_product;
      CREATE INDEX order_line_product ON order_line (product_id);
      DROP INDEX sales_order_total, sales_order_receiver, sales_order_phone_tail, sales_order_number_tail;
      DROP FUNCTION phone_tail(text);
    `);
  }
}
