import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the accepted pieces of a line of an acceptance sheet weigh, in grams; null where it is sold by the piece. */
export class PurchasingWeighed1606000000551 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE purchasing_acceptance_line ADD COLUMN grams integer, ADD CONSTRAINT purchasing_acceptance_line_grams_check CHECK (grams > 0)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE purchasing_acceptance_line DROP COLUMN grams');
  }
}
