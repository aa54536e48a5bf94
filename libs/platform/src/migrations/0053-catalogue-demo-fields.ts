import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a card on the shelves says is made up: fields of the product, and its certificate. */
export class CatalogueDemoFields1606000000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE listing ADD COLUMN demo_fields text[] NOT NULL DEFAULT '{}', ADD COLUMN certificate_demo boolean NOT NULL DEFAULT false
    `);
    await runner.query(`
      UPDATE listing l SET demo_fields = p.demo_fields, certificate_demo = coalesce(c.demo, false)
      FROM product p LEFT JOIN certificate c ON c.id = p.certificate_id
      WHERE p.id = l.product_id AND (p.demo_fields <> '{}' OR c.demo)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE listing DROP COLUMN demo_fields, DROP COLUMN certificate_demo');
  }
}
