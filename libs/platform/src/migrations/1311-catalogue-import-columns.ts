import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run reads its file as the sender said of the columns, from the first look to the last; how it was understood is kept as it is of every other file. */
export class CatalogueImportColumns1606000001311 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_run ADD COLUMN columns jsonb NOT NULL DEFAULT '[]';
      UPDATE import_run SET preview = preview - ARRAY['sheet', 'headerRow', 'found', 'unread', 'otherSheets', 'skipped']
        || jsonb_build_object('reading', jsonb_build_object('sheet', preview->'sheet', 'headerRow', preview->'headerRow',
          'otherSheets', preview->'otherSheets', 'skipped', preview->'skipped', 'fields', '[]'::jsonb, 'remembered', '[]'::jsonb,
          'columns', preview->'found' || (SELECT coalesce(jsonb_agg(jsonb_build_object('written', u.name, 'column', NULL)), '[]')
            FROM jsonb_array_elements(preview->'unread') AS u (name))))
        WHERE preview ? 'found';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE import_run SET preview = (preview - 'reading') || jsonb_build_object('sheet', preview->'reading'->'sheet',
          'headerRow', preview->'reading'->'headerRow', 'otherSheets', preview->'reading'->'otherSheets', 'skipped', preview->'reading'->'skipped',
          'found', (SELECT coalesce(jsonb_agg(c), '[]') FROM jsonb_array_elements(preview->'reading'->'columns') AS c WHERE c->>'column' IS NOT NULL),
          'unread', (SELECT coalesce(jsonb_agg(c->'written'), '[]') FROM jsonb_array_elements(preview->'reading'->'columns') AS c WHERE c->>'column' IS NULL))
        WHERE preview ? 'reading';
      ALTER TABLE import_run DROP COLUMN columns;
    `);
  }
}
