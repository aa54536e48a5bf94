import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a seller calls a SKU in its own books, which buyers copy into their lists; and products by their whole name, as lists write it. */
export class CatalogueSkuCode1606000000430 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sku ADD COLUMN code text NOT NULL DEFAULT '', ADD CONSTRAINT sku_code CHECK (char_length(code) <= 40);
      CREATE INDEX sku_own_code ON sku (code) WHERE code <> '';
      CREATE INDEX product_name ON product (name);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX product_name, sku_own_code; ALTER TABLE sku DROP COLUMN code');
  }
}
