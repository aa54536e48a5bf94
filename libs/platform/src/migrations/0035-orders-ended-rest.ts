import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pieces of a part-shipped order that are no longer sent, and what of its total went back for them. */
export class OrdersEndedRest1606000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_line ADD COLUMN ended_quantity integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT order_line_ended CHECK (ended_quantity >= 0 AND shipped_quantity + ended_quantity <= quantity);
      ALTER TABLE sales_order ADD COLUMN ended_fen bigint NOT NULL DEFAULT 0, ADD COLUMN rest_ended_at timestamptz,
        ADD CONSTRAINT sales_order_ended CHECK (0 <= ended_fen AND ended_fen <= total_fen);
      CREATE INDEX sales_order_rest_ended ON sales_order (rest_ended_at) WHERE rest_ended_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sales_order DROP COLUMN ended_fen, DROP COLUMN rest_ended_at;
      ALTER TABLE order_line DROP COLUMN ended_quantity;
    `);
  }
}
