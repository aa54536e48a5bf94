import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a unit orders by weight: at which terms, what it weighed when it was accepted, and what of the most goes back. */
export class OrdersByWeight1606000000550 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_line
        ADD COLUMN weight_terms jsonb,
        ADD COLUMN accepted_grams bigint NOT NULL DEFAULT 0,
        ADD COLUMN weight_refund_fen bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT order_line_weight CHECK (weight_refund_fen >= 0 AND accepted_grams >= 0
          AND (weight_terms IS NOT NULL OR (weight_refund_fen = 0 AND accepted_grams = 0)));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE order_line DROP COLUMN weight_refund_fen, DROP COLUMN accepted_grams, DROP COLUMN weight_terms',
    );
  }
}
