import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the contract lets in is what the tables hold, whichever way it comes. */
export class CatalogueBounds1606000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // NOT VALID: what is there already stays, so that nobody's upgrade fails for an old row; new rows and changes are held to it.
    await runner.query(`
      ALTER TABLE sku ADD CONSTRAINT sku_bounds
        CHECK (price_fen <= 100000000 AND market_price_fen <= 100000000 AND net_weight_grams <= 100000000) NOT VALID;
      ALTER TABLE freight_rule ADD CONSTRAINT freight_rule_bounds
        CHECK (first_grams <= 100000000 AND step_grams <= 100000000 AND first_fen <= 1000000 AND step_fen <= 1000000) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sku DROP CONSTRAINT sku_bounds;
      ALTER TABLE freight_rule DROP CONSTRAINT freight_rule_bounds;
    `);
  }
}
