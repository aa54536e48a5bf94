import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acceptance sheets of all units in the order in which they were confirmed, as everybody may read them. */
export class PurchasingPublicAcceptances1606000000621 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX purchasing_acceptance_confirmed ON purchasing_acceptance (decided_at, id) WHERE status = 'confirmed'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX purchasing_acceptance_confirmed`);
  }
}
