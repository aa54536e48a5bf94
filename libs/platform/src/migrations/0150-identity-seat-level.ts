import type { MigrationInterface, QueryRunner } from 'typeorm';

const holders = (level: string): string => `
  CREATE OR REPLACE VIEW seat_holder AS
    SELECT m.user_id, m.organisation_id, o.kind, m.role, m.region_prefix, o.township, m.created_at, ${level} AS level
    FROM membership m JOIN organisation o ON o.id = m.organisation_id;`;

/**
 * The level at which a seat reviews, said once: stated by the office, or by the length of the prefix that its member governs; null outside of administrations.
 * A function and not a column of the view, since `holdSeat` reckons it of the membership that it has locked.
 */
export class IdentitySeatLevel1606000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION seat_level(kind text, review_level text, region_prefix text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE WHEN kind = 'administration' THEN coalesce(review_level, CASE length(region_prefix)
          WHEN 0 THEN 'national' WHEN 2 THEN 'province' WHEN 4 THEN 'city' ELSE 'county' END) END
      $$;
      ${holders('seat_level(o.kind, o.review_level, m.region_prefix)')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${holders(`coalesce(o.review_level, CASE length(m.region_prefix) WHEN 0 THEN 'national' WHEN 2 THEN 'province' WHEN 4 THEN 'city'
        ELSE 'county' END)`)}
      DROP FUNCTION seat_level(text, text, text);
    `);
  }
}
