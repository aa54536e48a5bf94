import type { MigrationInterface, QueryRunner } from 'typeorm';

const duties = (table: string): string => `
  ALTER TABLE ${table} ADD COLUMN duties text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT ${table}_duties CHECK (duties <@ ARRAY['buy', 'approve', 'accept', 'pay'] AND (role = 'clerk' OR duties = '{}'));`;

/** What a clerk of a budget unit may do there (职责): buying, approving, accepting, paying. An invitation may carry them. */
export class IdentityMemberDuties1606000000240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(duties('membership') + duties('invitation'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE membership DROP COLUMN duties; ALTER TABLE invitation DROP COLUMN duties;');
  }
}
