import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Others may know which duties somebody has in a budget unit: who pays or accepts is told what waits for them. */
export class IdentitySeatDuties1606000000521 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE VIEW seat_holder AS
        SELECT m.user_id, m.organisation_id, o.kind, m.role, m.region_prefix, o.township, m.created_at,
          seat_level(o.kind, o.review_level, m.region_prefix) AS level, m.duties
        FROM membership m JOIN organisation o ON o.id = m.organisation_id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('A view cannot lose columns: restore a backup instead.');
  }
}
