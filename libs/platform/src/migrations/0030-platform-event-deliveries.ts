import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who hears which event, and what each hearer has not done yet. It takes the place of the inbox, which knew only what was done. */
export class PlatformEventDeliveries1606000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What the running workers declare. A hearer '-' stands for an event that nobody hears on purpose.
      CREATE TABLE event_hearer (
        topic text NOT NULL,
        hearer text NOT NULL,
        queue text NOT NULL,
        since timestamptz NOT NULL DEFAULT clock_timestamp(),
        seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (topic, hearer)
      );

      -- A row is there as long as the hearer has not done it: what is done is deleted, in the transaction of the effect or after it.
      CREATE TABLE event_delivery (
        event_id uuid NOT NULL REFERENCES outbox (id),
        hearer text NOT NULL,
        -- When it is taken to the queue (again); far enough ahead while a job for it is there.
        due_at timestamptz NOT NULL,
        queued boolean NOT NULL DEFAULT false,
        attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        failing_since timestamptz,
        failed_at timestamptz,
        reason text,
        parked_at timestamptz,
        PRIMARY KEY (event_id, hearer)
      );
      CREATE INDEX event_delivery_due ON event_delivery (due_at) WHERE parked_at IS NULL;
      CREATE INDEX event_delivery_failed ON event_delivery (failed_at) WHERE failed_at IS NOT NULL;

      -- Events found their home in the context that tells them.
      UPDATE outbox SET topic = 'suppliers.standing_changed' WHERE topic = 'certification.standing_changed';
      UPDATE outbox SET topic = 'suppliers.licence_changed' WHERE topic = 'certification.supplier_licence_changed';
      -- Of what was relayed lately nobody knows whether it is done: it is told again, and hearers change nothing when they hear twice.
      UPDATE outbox SET relayed_at = NULL WHERE relayed_at > now() - interval '1 day'
        AND NOT EXISTS (SELECT FROM inbox WHERE inbox.event_id = outbox.id::text);
      DROP TABLE inbox;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE event_delivery;
      DROP TABLE event_hearer;
      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id text NOT NULL,
        processed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, event_id)
      );
    `);
  }
}
