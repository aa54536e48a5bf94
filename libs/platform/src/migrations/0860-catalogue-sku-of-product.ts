import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names a SKU together with its product, so that whoever keeps both of them can be held to it by one key. */
export class CatalogueSkuOfProduct1606000000860 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sku ADD CONSTRAINT sku_id_product_id_key UNIQUE (id, product_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sku DROP CONSTRAINT sku_id_product_id_key');
  }
}
