import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a seller offers budget units for many pieces of a SKU; null: the public's price for everybody. */
export class CatalogueBulkOffers1606000000431 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE sku ADD COLUMN bulk jsonb, ADD CONSTRAINT sku_bulk CHECK (jsonb_typeof(bulk) = 'object'::text)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sku DROP COLUMN bulk');
  }
}
