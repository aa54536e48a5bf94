import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recalls (召回): the batches, the stock that is held back, every order that is concerned, and the history, which nothing changes. */
export class RecallsRecalls1606000001132 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE recalls_recall_number;
      CREATE TABLE recalls_recall (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        status text NOT NULL CHECK (status IN ('open', 'reported', 'closed')),
        grade text NOT NULL CHECK (grade IN ('first', 'second', 'third')),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        certificate_id uuid NOT NULL REFERENCES certificate (id),
        product_name text NOT NULL,
        region_code text,
        reason text NOT NULL,
        advice text NOT NULL,
        evidence uuid[] NOT NULL DEFAULT '{}',
        opened_by uuid NOT NULL REFERENCES app_user (id),
        by_supplier boolean NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        complete_by date NOT NULL,
        set_aside_at timestamptz,
        report jsonb,
        closed_at timestamptz,
        CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
        CHECK (status = 'open' OR report IS NOT NULL)
      );
      CREATE INDEX recalls_recall_of_supplier ON recalls_recall (supplier_id, opened_at, id);
      CREATE INDEX recalls_recall_of_certificate ON recalls_recall (certificate_id);
      CREATE INDEX recalls_recall_due ON recalls_recall (complete_by, id) WHERE status = 'open';
      CREATE TABLE recalls_batch (
        batch_id uuid PRIMARY KEY REFERENCES batch (id),
        recall_id uuid NOT NULL REFERENCES recalls_recall (id),
        left_grams bigint NOT NULL CHECK (left_grams >= 0)
      );
      CREATE INDEX recalls_batch_recall ON recalls_batch (recall_id);
      CREATE TABLE recalls_stock (
        recall_id uuid NOT NULL REFERENCES recalls_recall (id),
        sku_id uuid NOT NULL REFERENCES sku (id),
        pieces integer NOT NULL CHECK (pieces >= 0),
        destroyed integer CHECK (destroyed BETWEEN 0 AND pieces),
        PRIMARY KEY (recall_id, sku_id)
      );
      CREATE TABLE recalls_order (
        recall_id uuid NOT NULL REFERENCES recalls_recall (id),
        order_id uuid NOT NULL REFERENCES sales_order (id),
        unpaid boolean NOT NULL,
        told_at timestamptz,
        PRIMARY KEY (recall_id, order_id)
      );
      CREATE INDEX recalls_order_of_order ON recalls_order (order_id);
      CREATE INDEX recalls_order_untold ON recalls_order (recall_id, order_id) WHERE told_at IS NULL;
      CREATE TABLE recalls_line (
        id uuid PRIMARY KEY,
        recall_id uuid NOT NULL REFERENCES recalls_recall (id),
        order_id uuid NOT NULL,
        order_line_id uuid NOT NULL REFERENCES order_line (id),
        batch_id uuid REFERENCES batch (id),
        kind text NOT NULL CHECK (kind IN ('shipped', 'unknown', 'owed')),
        pieces integer NOT NULL CHECK (pieces > 0),
        FOREIGN KEY (recall_id, order_id) REFERENCES recalls_order (recall_id, order_id),
        CHECK ((kind = 'shipped') = (batch_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX recalls_line_once ON recalls_line (recall_id, order_line_id, kind, batch_id) NULLS NOT DISTINCT;
      CREATE INDEX recalls_line_of_line ON recalls_line (order_line_id);
      CREATE TABLE recalls_recall_step (
        id uuid PRIMARY KEY,
        recalls_recall_id uuid NOT NULL REFERENCES recalls_recall (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        actor_id uuid,
        actor_name text NOT NULL,
        seat text NOT NULL,
        note text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX recalls_recall_step_thing ON recalls_recall_step (recalls_recall_id, at, id);
      CREATE TRIGGER recalls_recall_step_append_only BEFORE UPDATE OR DELETE ON recalls_recall_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE recalls_recall_step, recalls_line, recalls_order, recalls_stock, recalls_batch, recalls_recall;
      DROP SEQUENCE recalls_recall_number;
    `);
  }
}
