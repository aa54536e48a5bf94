import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The form in which two names of one thing are equal, as `comparableName` of the contracts says it, and what finds suppliers and products by it. */
export class PlatformComparableNames1606000001040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(String.raw`
      CREATE FUNCTION comparable_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
        SELECT lower(regexp_replace(translate(normalize(name, NFKC), '【〔[{〈《】〕]}〉》', '(((((())))))'),
          '[\s·•‧・∙\u0001-\u001F\u007F-\u009F\u00AD\u0600-\u0605\u061C\u06DD\u070F\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0]', '', 'g'))
      $$;
      CREATE INDEX organisation_supplier_alike ON organisation (comparable_name(name), coalesce(region_code, '')) WHERE kind = 'supplier';
      CREATE INDEX product_alike ON product (supplier_id, comparable_name(name));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX product_alike; DROP INDEX organisation_supplier_alike; DROP FUNCTION comparable_name',
    );
  }
}
