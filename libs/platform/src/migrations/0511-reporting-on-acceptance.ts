import type { MigrationInterface, QueryRunner } from 'typeorm';

const sale = (which: string) => `
  CREATE OR REPLACE VIEW report_sale AS
    SELECT o.id AS order_id, o.user_id, o.supplier_id, o.region_code, o.total_fen - o.ended_fen AS total_fen, o.paid_at,
      (o.paid_at AT TIME ZONE 'Asia/Shanghai')::date AS day
    FROM sales_order o WHERE o.status IN ('to_ship', 'part_shipped', 'shipped', 'completed')${which};
`;

/** What is to be paid on acceptance is no sale before it is paid (R7). */
export class ReportingOnAcceptance1606000000511 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sale(' AND o.paid_at IS NOT NULL'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sale(''));
  }
}
