import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = (more: string): string => `
  ALTER TABLE organisation DROP CONSTRAINT organisation_kind_check,
    ADD CONSTRAINT organisation_kind_check CHECK (kind IN ('agency', 'supplier', 'administration', 'company', 'recipient'${more}));`;
const level = (governing: string): string => `
  CREATE OR REPLACE FUNCTION seat_level(kind text, review_level text, region_prefix text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN kind IN (${governing}) THEN coalesce(review_level, CASE length(region_prefix)
      WHEN 0 THEN 'national' WHEN 2 THEN 'province' WHEN 4 THEN 'city' ELSE 'county' END) END
  $$;`;

/** Finance departments (财政部门) and auditors (审计部门) are organisations of their own kind: they govern a region as an administration does, and certify nothing. */
export class IdentityFinanceAndAudit1606000000183 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds(`, 'finance', 'auditor'`) + level(`'administration', 'finance', 'auditor'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(level(`'administration'`) + kinds(''));
  }
}
