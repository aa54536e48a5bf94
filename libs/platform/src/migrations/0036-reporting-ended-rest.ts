import type { MigrationInterface, QueryRunner } from 'typeorm';

const sale = (fen: string) => `
  CREATE OR REPLACE VIEW report_sale AS
    SELECT o.id AS order_id, o.user_id, o.supplier_id, o.region_code, ${fen} AS total_fen, o.paid_at,
      (o.paid_at AT TIME ZONE 'Asia/Shanghai')::date AS day
    FROM sales_order o WHERE o.status IN ('to_ship', 'part_shipped', 'shipped', 'completed');
`;

/** A sale is worth what of it is delivered: what went back for pieces that are no longer sent is none. */
export class ReportingEndedRest1606000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sale('o.total_fen - o.ended_fen'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sale('o.total_fen'));
  }
}
