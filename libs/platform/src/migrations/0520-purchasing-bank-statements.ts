import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements of suppliers' banks (银行流水): what was read and waits to be kept, and each line of money that came, once. */
export class PurchasingBankStatements1606000000520 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE purchasing_bank_statement (
        id uuid PRIMARY KEY,
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        file_name text NOT NULL,
        rows jsonb NOT NULL,
        skipped integer NOT NULL,
        created_by uuid NOT NULL REFERENCES app_user (id),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        done jsonb,
        CONSTRAINT purchasing_bank_statement_done CHECK ((confirmed_at IS NULL) = (done IS NULL))
      );
      CREATE INDEX purchasing_bank_statement_waiting ON purchasing_bank_statement (expires_at) WHERE confirmed_at IS NULL;
      CREATE TABLE purchasing_bank_line (
        id uuid PRIMARY KEY,
        statement_id uuid NOT NULL REFERENCES purchasing_bank_statement (id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        key text NOT NULL,
        day date NOT NULL,
        time text NOT NULL,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        payer text NOT NULL,
        payer_end text NOT NULL,
        own_end text NOT NULL,
        memo text NOT NULL,
        serial text NOT NULL,
        words text NOT NULL,
        ignored boolean NOT NULL DEFAULT false,
        transfer_id uuid REFERENCES purchasing_transfer (id),
        matched_by uuid REFERENCES app_user (id),
        matched_at timestamptz,
        CONSTRAINT purchasing_bank_line_match CHECK ((transfer_id IS NULL) = (matched_at IS NULL) AND (transfer_id IS NULL) = (matched_by IS NULL)),
        CONSTRAINT purchasing_bank_line_ignored CHECK (NOT ignored OR transfer_id IS NULL)
      );
      CREATE UNIQUE INDEX purchasing_bank_line_key ON purchasing_bank_line (supplier_id, key);
      CREATE UNIQUE INDEX purchasing_bank_line_transfer ON purchasing_bank_line (transfer_id) WHERE transfer_id IS NOT NULL;
      CREATE INDEX purchasing_bank_line_supplier ON purchasing_bank_line (supplier_id, day, id);
      CREATE INDEX purchasing_bank_line_statement ON purchasing_bank_line (statement_id);
      CREATE INDEX purchasing_transfer_waiting ON purchasing_transfer (supplier_id, amount_fen) WHERE status = 'submitted';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE purchasing_bank_line, purchasing_bank_statement; DROP INDEX purchasing_transfer_waiting;',
    );
  }
}
