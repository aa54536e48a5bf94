import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A unit's own number of a purchase: once in a year of delivery, unless it was withdrawn. */
export class PurchasingPoNumbers1606000000432 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE purchasing_requisition ADD COLUMN po_number text,
        ADD CONSTRAINT purchasing_requisition_po_number_check CHECK (po_number <> '' AND char_length(po_number) <= 40);
      CREATE UNIQUE INDEX purchasing_requisition_po_number ON purchasing_requisition (unit_id, po_number, extract(year FROM deliver_on))
        WHERE status <> 'withdrawn';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE purchasing_requisition DROP COLUMN po_number');
  }
}
