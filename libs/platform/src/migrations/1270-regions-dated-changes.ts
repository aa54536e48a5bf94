import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Changes of divisions (区划变更) that begin on their day. `region_code_change` stays what it was, the codes given up that are in force: it gets a row when a change begins. What a division was
 * called before, and under which code a document stood, is kept, so that both can be shown as of a moment.
 */
export class RegionsDatedChanges1606000001270 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE region ADD COLUMN since date;
      ALTER TABLE region_code_change ADD COLUMN old_name text NOT NULL DEFAULT '';
      -- Two counties of the list may become one.
      ALTER TABLE poverty_county DROP CONSTRAINT poverty_county_code_key;
      CREATE INDEX poverty_county_code ON poverty_county (code);

      CREATE TABLE region_change (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('renamed', 'recoded', 'moved', 'merged', 'split')),
        effective_on date NOT NULL,
        source text NOT NULL,
        entered_by uuid NOT NULL REFERENCES app_user (id),
        entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        begun_at timestamptz,
        withdrawn_at timestamptz,
        withdrawn_by uuid REFERENCES app_user (id),
        trouble text NOT NULL DEFAULT '',
        followed jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT region_change_ended_check CHECK (begun_at IS NULL OR withdrawn_at IS NULL)
      );
      CREATE INDEX region_change_ahead ON region_change (effective_on, id) WHERE begun_at IS NULL AND withdrawn_at IS NULL;
      CREATE INDEX region_change_begun ON region_change (begun_at);
      CREATE TABLE region_change_line (
        change_id uuid NOT NULL REFERENCES region_change (id),
        old_code text NOT NULL REFERENCES region (code),
        new_code text NOT NULL CHECK (new_code ~ '^[0-9]{6}$'),
        old_name text NOT NULL,
        name text NOT NULL,
        reading text NOT NULL DEFAULT '',
        takes_over boolean NOT NULL,
        whole boolean NOT NULL,
        PRIMARY KEY (change_id, old_code, new_code)
      );
      CREATE UNIQUE INDEX region_change_line_taken_over ON region_change_line (change_id, old_code) WHERE takes_over;

      CREATE TABLE region_past_name (
        code text NOT NULL REFERENCES region (code),
        until timestamptz NOT NULL,
        name text NOT NULL,
        path text NOT NULL,
        PRIMARY KEY (code, until)
      );
      CREATE TABLE region_moved (
        subject text NOT NULL,
        id uuid NOT NULL,
        until timestamptz NOT NULL,
        code text NOT NULL REFERENCES region (code),
        PRIMARY KEY (subject, id, until)
      );

      -- The place of a document by the code and the name that it had at a moment. One row, none where it has no place.
      CREATE FUNCTION region_at(of_subject text, of_id uuid, present text, at timestamptz) RETURNS TABLE (code text, name text, path text)
        LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT r.code, coalesce(p.name, r.name), coalesce(p.path, r.path)
        FROM region r LEFT JOIN LATERAL (SELECT n.name, n.path FROM region_past_name n WHERE n.code = r.code AND n.until > at ORDER BY n.until LIMIT 1) p ON true
        WHERE r.code = coalesce((SELECT m.code FROM region_moved m WHERE m.subject = of_subject AND m.id = of_id AND m.until > at ORDER BY m.until LIMIT 1), present)
      $$;
      -- Codes given up since whose areas lie below a prefix now: what is never rewritten still names them.
      CREATE FUNCTION region_former_codes(prefix text) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        WITH RECURSIVE former AS (
          SELECT c.old_code AS code FROM region_code_change c WHERE starts_with(c.new_code, prefix)
          UNION
          SELECT c.old_code FROM region_code_change c JOIN former f ON c.new_code = f.code
        ) SELECT code FROM former
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION region_former_codes(text);
      DROP FUNCTION region_at(text, uuid, text, timestamptz);
      DROP TABLE region_moved, region_past_name, region_change_line, region_change;
      DROP INDEX poverty_county_code;
      ALTER TABLE poverty_county ADD CONSTRAINT poverty_county_code_key UNIQUE (code);
      ALTER TABLE region_code_change DROP COLUMN old_name;
      ALTER TABLE region DROP COLUMN since;
    `);
  }
}
