import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each grant of a lower ratio is kept, with its reason and how it ended; one at a time holds for a unit's year. */
export class ProcurementRatioGrants1606000000341 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE share_ratio_grant
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN reason text NOT NULL DEFAULT '',
        ADD COLUMN revoked_at timestamptz,
        ADD COLUMN revoked_by uuid,
        ADD COLUMN revoke_reason text NOT NULL DEFAULT '',
        DROP CONSTRAINT share_ratio_grant_pkey,
        ADD PRIMARY KEY (id),
        ADD CONSTRAINT share_ratio_grant_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL));
      ALTER TABLE share_ratio_grant ALTER COLUMN id DROP DEFAULT;
      CREATE UNIQUE INDEX share_ratio_grant_holds ON share_ratio_grant (unit_id, year) WHERE revoked_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM share_ratio_grant WHERE revoked_at IS NOT NULL;
      DROP INDEX share_ratio_grant_holds;
      ALTER TABLE share_ratio_grant DROP CONSTRAINT share_ratio_grant_revoked, DROP CONSTRAINT share_ratio_grant_pkey, ADD PRIMARY KEY (unit_id, year),
        DROP COLUMN id, DROP COLUMN reason, DROP COLUMN revoked_at, DROP COLUMN revoked_by, DROP COLUMN revoke_reason;
    `);
  }
}
