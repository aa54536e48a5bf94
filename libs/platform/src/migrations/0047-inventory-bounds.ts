import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As many pieces as the ledger lets a seller enter: NOT VALID, so that an old row above it keeps nobody from upgrading. */
export class InventoryBounds1606000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE stock ADD CONSTRAINT stock_bounds CHECK (on_hand <= 2000000000 AND reserved <= 2000000000) NOT VALID',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stock DROP CONSTRAINT stock_bounds');
  }
}
