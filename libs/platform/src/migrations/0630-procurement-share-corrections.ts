import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That an order counts to another unit than the one that it was placed for (R9), asked for in writing, and what became of it. */
export class ProcurementShareCorrections1606000000630 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE share_correction (
        id uuid PRIMARY KEY,
        holder uuid NOT NULL,
        order_number text NOT NULL,
        supplier_name text NOT NULL,
        ordered_at timestamptz NOT NULL,
        goods_fen bigint NOT NULL,
        year smallint NOT NULL,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        to_unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        region_code text NOT NULL,
        reason text NOT NULL,
        proof_ids uuid[] NOT NULL,
        status text NOT NULL CHECK (status IN ('asked', 'agreed', 'approved', 'declined', 'rejected', 'withdrawn')),
        due_on date,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT share_correction_units CHECK (to_unit_id <> unit_id),
        CONSTRAINT share_correction_proof CHECK (cardinality(proof_ids) > 0)
      );
      CREATE UNIQUE INDEX share_correction_one ON share_correction (holder) WHERE status IN ('asked', 'agreed', 'approved');
      CREATE INDEX share_correction_of_unit ON share_correction (unit_id, created_at, id);
      CREATE INDEX share_correction_to_unit ON share_correction (to_unit_id, created_at, id);
      CREATE INDEX share_correction_region ON share_correction (region_code text_pattern_ops, status);
      CREATE TABLE share_correction_step (
        id uuid PRIMARY KEY,
        share_correction_id uuid NOT NULL REFERENCES share_correction (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid NOT NULL,
        by_organisation_id uuid NOT NULL REFERENCES organisation (id),
        reason text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX share_correction_step_correction ON share_correction_step (share_correction_id, at, id);
      CREATE TRIGGER share_correction_step_append_only BEFORE UPDATE OR DELETE ON share_correction_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE share_correction_step, share_correction');
  }
}
