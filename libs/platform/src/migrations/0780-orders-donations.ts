import type { MigrationInterface, QueryRunner } from 'typeorm';

const originIn = (origins: string) => `
  ALTER TABLE sales_order DROP CONSTRAINT sales_order_origin_check,
    ADD CONSTRAINT sales_order_origin_check CHECK (origin IN (${origins}));`;

/** Orders of a donation (以购代捐): who gets the goods signs for them, not who organised it. */
export class OrdersDonations1606000000780 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(originIn("'campaign', 'donation'"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE sales_order SET origin = 'campaign' WHERE origin = 'donation'; ${originIn("'campaign'")}`,
    );
  }
}
