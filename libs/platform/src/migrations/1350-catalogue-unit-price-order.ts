import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The shelves in the order of what 500 g cost; what nobody knows the weight of comes last, as 2⁵³ − 1. */
export class CatalogueUnitPriceOrder1606000001350 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX listing_unit_price ON listing (coalesce(unit_price_fen, 9007199254740991), product_id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX listing_unit_price');
  }
}
