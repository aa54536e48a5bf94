import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Procurement budgets (采购预算), what orders hold of them, and every movement, which nothing changes. */
export class ProcurementBudgets1606000000181 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE budget (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        year smallint NOT NULL CHECK (year BETWEEN 2000 AND 2999),
        kind text NOT NULL CHECK (kind IN ('canteen', 'union', 'project')),
        reach text NOT NULL CHECK (reach IN ('own', 'subtree')),
        cost_centre text NOT NULL DEFAULT '',
        name text NOT NULL,
        ceiling_fen bigint NOT NULL CHECK (ceiling_fen BETWEEN 0 AND 9000000000000000),
        encumbered_fen bigint NOT NULL DEFAULT 0 CHECK (encumbered_fen >= 0),
        spent_fen bigint NOT NULL DEFAULT 0 CHECK (spent_fen >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT budget_ceiling CHECK (encumbered_fen + spent_fen <= ceiling_fen),
        CONSTRAINT budget_one UNIQUE (unit_id, year, kind, reach, cost_centre)
      );
      CREATE TABLE budget_hold (
        holder uuid NOT NULL,
        budget_id uuid NOT NULL REFERENCES budget (id),
        own boolean NOT NULL,
        encumbered_fen bigint NOT NULL CHECK (encumbered_fen >= 0),
        spent_fen bigint NOT NULL DEFAULT 0 CHECK (spent_fen >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (holder, budget_id)
      );
      CREATE UNIQUE INDEX budget_hold_own ON budget_hold (holder) WHERE own;
      CREATE INDEX budget_hold_budget ON budget_hold (budget_id);
      CREATE TABLE budget_entry (
        id uuid PRIMARY KEY,
        budget_id uuid NOT NULL REFERENCES budget (id),
        kind text NOT NULL CHECK (kind IN ('ceiling', 'encumber', 'spend', 'release', 'credit')),
        holder uuid,
        amount_fen bigint NOT NULL,
        reason text NOT NULL DEFAULT '',
        by_id uuid,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT budget_entry_holder CHECK ((holder IS NULL) = (kind = 'ceiling')),
        CONSTRAINT budget_entry_amount CHECK (CASE WHEN kind = 'ceiling' THEN amount_fen <> 0 ELSE amount_fen > 0 END)
      );
      CREATE INDEX budget_entry_budget ON budget_entry (budget_id, at, id);
      CREATE INDEX budget_entry_of_holder ON budget_entry (holder) WHERE holder IS NOT NULL;
      CREATE TRIGGER budget_entry_append_only BEFORE UPDATE OR DELETE ON budget_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE budget_entry, budget_hold, budget');
  }
}
