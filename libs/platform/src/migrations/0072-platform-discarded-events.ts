import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person may give a parked event up for a hearer: the row stays, with who did it, when and why. */
export class PlatformDiscardedEvents1606000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE event_delivery
        ADD COLUMN discarded_at timestamptz,
        ADD COLUMN discarded_by uuid REFERENCES app_user (id),
        ADD COLUMN discard_reason text,
        ADD CONSTRAINT event_delivery_discarded_check CHECK ((discarded_at IS NULL) = (discard_reason IS NULL)
          AND (discarded_at IS NULL) = (discarded_by IS NULL) AND (discarded_at IS NULL OR parked_at IS NOT NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE event_delivery DROP COLUMN discarded_at, DROP COLUMN discarded_by, DROP COLUMN discard_reason;
    `);
  }
}
