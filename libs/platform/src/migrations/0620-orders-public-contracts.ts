import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What everybody may read of units’ orders goes by when it was signed, paid or ended without being finished. */
export class OrdersPublicContracts1606000000620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX order_contract_signed ON order_contract (signed_at, order_id);
      CREATE INDEX sales_order_unit_paid ON sales_order (paid_at, id) WHERE unit_id IS NOT NULL AND paid_at IS NOT NULL;
      CREATE INDEX sales_order_unit_closed ON sales_order (closed_at, id) WHERE unit_id IS NOT NULL AND closed_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX order_contract_signed, sales_order_unit_paid, sales_order_unit_closed`);
  }
}
