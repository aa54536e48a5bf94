import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom one can tell something: people by their login, and the seats that they sit in. */
export class IdentityPublished1606000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW person_login AS SELECT u.id, u.login, u.name FROM app_user u;
      -- A seat governs the codes that begin with region_prefix, or of them the township alone.
      CREATE VIEW seat_holder AS
        SELECT m.user_id, m.organisation_id, o.kind, m.role, m.region_prefix, o.township, m.created_at,
          coalesce(o.review_level, CASE length(m.region_prefix) WHEN 0 THEN 'national' WHEN 2 THEN 'province' WHEN 4 THEN 'city'
            ELSE 'county' END) AS level
        FROM membership m JOIN organisation o ON o.id = m.organisation_id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW person_login, seat_holder');
  }
}
