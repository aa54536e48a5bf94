import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is decided for a kind of goods holds for the kinds below it, unless something else is decided for them. */
export class CatalogueCategoryLine1606000001031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The kind itself, what it is a kind of, and so on, nearest first; at last '', which is everything.
      CREATE FUNCTION category_line(slug text) RETURNS text[] LANGUAGE sql STABLE AS $$
        WITH RECURSIVE line AS (
          SELECT slug AS at, 1 AS step WHERE slug <> ''
          UNION ALL
          SELECT k.parent_slug, line.step + 1 FROM line JOIN category k ON k.slug = line.at WHERE k.parent_slug IS NOT NULL AND line.step < 20)
        SELECT coalesce(array_agg(at ORDER BY step), '{}') || ''::text FROM line
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION category_line(text)');
  }
}
