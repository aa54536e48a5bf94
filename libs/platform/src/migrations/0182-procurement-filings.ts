import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Yearly shares (预留份额填报) in versions, their history, and lower ratios that were granted. */
export class ProcurementFilings1606000000182 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE share_filing (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2999),
        version integer NOT NULL CHECK (version > 0),
        status text NOT NULL CHECK (status IN ('draft', 'submitted', 'reviewed', 'returned', 'in_force', 'superseded', 'fulfilled', 'unfulfilled', 'discarded')),
        canteen text NOT NULL CHECK (canteen IN ('own', 'contracted', 'shared', 'none')),
        canteen_total_fen bigint NOT NULL CHECK (canteen_total_fen BETWEEN 0 AND 9000000000000000),
        ratio_bp integer NOT NULL CHECK (ratio_bp BETWEEN 0 AND 10000),
        reserved_fen bigint NOT NULL,
        shared_with_id uuid REFERENCES budget_unit (organisation_id),
        operator_id uuid REFERENCES organisation (id),
        union_demand_fen bigint CHECK (union_demand_fen BETWEEN 0 AND 9000000000000000),
        remark text NOT NULL DEFAULT '',
        contact_name text NOT NULL DEFAULT '',
        contact_phone text NOT NULL DEFAULT '',
        change_reason text NOT NULL DEFAULT '',
        field_notes jsonb NOT NULL DEFAULT '{}',
        lock_version integer NOT NULL DEFAULT 1,
        filed_at timestamptz,
        confirmed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT share_filing_version UNIQUE (unit_id, year, version),
        CONSTRAINT share_filing_reserved CHECK (reserved_fen = CASE WHEN canteen IN ('own', 'contracted')
          THEN div(canteen_total_fen::numeric * ratio_bp + 5000, 10000) ELSE 0 END),
        CONSTRAINT share_filing_shared CHECK (shared_with_id IS NULL OR (canteen = 'shared' AND shared_with_id <> unit_id)),
        CONSTRAINT share_filing_operator CHECK (operator_id IS NULL OR canteen = 'contracted')
      );
      CREATE UNIQUE INDEX share_filing_open ON share_filing (unit_id, year) WHERE status IN ('draft', 'submitted', 'reviewed', 'returned');
      CREATE UNIQUE INDEX share_filing_holds ON share_filing (unit_id, year) WHERE status IN ('in_force', 'fulfilled', 'unfulfilled');
      CREATE INDEX share_filing_year ON share_filing (year, status, unit_id);
      CREATE TABLE share_filing_step (
        id uuid PRIMARY KEY,
        share_filing_id uuid NOT NULL REFERENCES share_filing (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        by_id uuid,
        by_organisation_id uuid REFERENCES organisation (id),
        reason text NOT NULL DEFAULT '',
        field_notes jsonb NOT NULL DEFAULT '{}',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX share_filing_step_filing ON share_filing_step (share_filing_id, at, id);
      CREATE TRIGGER share_filing_step_append_only BEFORE UPDATE OR DELETE ON share_filing_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TABLE share_ratio_grant (
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2999),
        ratio_bp integer NOT NULL CHECK (ratio_bp BETWEEN 0 AND 10000),
        document_number text NOT NULL CHECK (document_number <> ''),
        document_id uuid,
        granted_by uuid NOT NULL,
        granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (unit_id, year)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE share_ratio_grant, share_filing_step, share_filing');
  }
}
