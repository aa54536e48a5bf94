import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looser values that wait for a second person. */
export class PolicyProposals1606000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policy_proposal (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        region_prefix text NOT NULL,
        category text NOT NULL,
        -- Null: when it is confirmed.
        effective_from timestamptz,
        value jsonb NOT NULL,
        source text NOT NULL,
        proposed_by uuid NOT NULL REFERENCES app_user (id),
        proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        decision text CHECK (decision IN ('confirm', 'reject')),
        decided_by uuid REFERENCES app_user (id),
        decided_at timestamptz,
        reason text,
        CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
        -- The last line: nobody loosens alone.
        CHECK (decision <> 'confirm' OR decided_by <> proposed_by)
      );
      CREATE INDEX policy_proposal_open ON policy_proposal (region_prefix, name) WHERE decision IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE policy_proposal');
  }
}
