import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the fraud watch (异常监测) found in finished orders of units, one of each rule and subject, with what came of it; and how far it has looked. */
export class OversightFindings1606000000530 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE oversight_finding (
        id uuid PRIMARY KEY,
        rule text NOT NULL CHECK (rule IN
          ('price_outlier', 'quantity_outlier', 'round_sums', 'concentration', 'no_waybill', 'back_dated', 'split_orders')),
        subject text NOT NULL,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2999),
        severity text NOT NULL CHECK (severity IN ('high', 'medium', 'low')),
        facts text NOT NULL,
        order_ids uuid[] NOT NULL CHECK (cardinality(order_ids) > 0),
        status text NOT NULL CHECK (status IN ('open', 'confirmed', 'dismissed')),
        reason text NOT NULL DEFAULT '',
        found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT oversight_finding_once UNIQUE (rule, subject),
        CONSTRAINT oversight_finding_reason CHECK ((status = 'open') = (reason = ''))
      );
      CREATE INDEX oversight_finding_latest ON oversight_finding (found_at, id);
      CREATE INDEX oversight_finding_unit ON oversight_finding (unit_id, found_at, id);
      CREATE TABLE oversight_finding_step (
        id uuid PRIMARY KEY,
        oversight_finding_id uuid NOT NULL REFERENCES oversight_finding (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid REFERENCES app_user (id),
        by_organisation_id uuid REFERENCES organisation (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX oversight_finding_step_thing ON oversight_finding_step (oversight_finding_id, at, id);
      CREATE TRIGGER oversight_finding_step_append_only BEFORE UPDATE OR DELETE ON oversight_finding_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE oversight_watch (
        name text PRIMARY KEY,
        completed_at timestamptz NOT NULL,
        order_id uuid NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE oversight_watch, oversight_finding_step, oversight_finding');
  }
}
