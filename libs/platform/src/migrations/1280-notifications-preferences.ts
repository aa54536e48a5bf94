import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people want mailed of their notices, and when nothing; who has chosen nothing has no row. Minutes of the market's day. */
export class NotificationsPreferences1606000001280 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice_preference (
        user_id uuid PRIMARY KEY REFERENCES app_user (id),
        muted text[] NOT NULL DEFAULT '{}',
        quiet_from int,
        quiet_to int,
        CONSTRAINT notice_preference_quiet CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notice_preference');
  }
}
