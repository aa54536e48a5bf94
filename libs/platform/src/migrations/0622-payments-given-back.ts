import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refunds in the order in which they were given back, as everybody may read those of units. */
export class PaymentsGivenBack1606000000622 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX refund_succeeded ON refund (finished_at, id) WHERE status = 'succeeded'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX refund_succeeded`);
  }
}
