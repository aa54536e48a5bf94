import type { MigrationInterface, QueryRunner } from 'typeorm';

const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;
/** Tables that say what a unit's year comes to, and those that say where it stands. */
const OF_YEARS = ['share_filing', 'share_year'];
const OF_PLACES = ['budget_unit_place', 'budget_unit_path'];
const EVENTS = [
  ['INSERT', 'NEW'],
  ['UPDATE', 'NEW'],
  ['DELETE', 'OLD'],
] as const;

const notes = (table: string, by: string): string =>
  EVENTS.map(
    ([event, side]) =>
      `CREATE TRIGGER ${table}_noted_${event.toLowerCase()} AFTER ${event} ON ${table} REFERENCING ${side} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${by}();`,
  ).join('\n');
const forgets = (table: string): string =>
  EVENTS.map(([event]) => `DROP TRIGGER ${table}_noted_${event.toLowerCase()} ON ${table};`).join('\n');

/**
 * Sums of everything below each unit, kept per year, and the rows that their lists are read from. Whatever changes what a unit comes to is noted by its own transaction in
 * `share_changed`, which nobody waits for; a worker folds it in, and until then readers count it themselves.
 */
export class ProcurementShareRollups1606000000640 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE share_changed (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL,
        year smallint,
        due_on date NOT NULL DEFAULT '-infinity'
      );
      CREATE INDEX share_changed_due ON share_changed (due_on);
      CREATE TABLE share_standing (
        unit_id uuid NOT NULL,
        year smallint NOT NULL,
        region_code text NOT NULL,
        state text NOT NULL,
        below_minimum boolean NOT NULL,
        canteen_total_fen bigint NOT NULL,
        reserved_fen bigint NOT NULL,
        union_demand_fen bigint NOT NULL,
        counted_fen bigint NOT NULL,
        ancestors uuid[] NOT NULL,
        PRIMARY KEY (unit_id, year)
      ) WITH (fillfactor = 85);
      CREATE TABLE share_below (
        unit_id uuid NOT NULL,
        year smallint NOT NULL,
        ancestor_id uuid NOT NULL,
        region_code text NOT NULL,
        state text NOT NULL,
        below_minimum boolean NOT NULL,
        PRIMARY KEY (unit_id, year, ancestor_id)
      );
      CREATE INDEX share_below_all ON share_below (ancestor_id, year, region_code, unit_id);
      CREATE INDEX share_below_state ON share_below (ancestor_id, year, state, region_code, unit_id);
      CREATE INDEX share_below_minimum ON share_below (ancestor_id, year, region_code, unit_id) WHERE below_minimum;
      CREATE TABLE share_sum (
        ancestor_id uuid NOT NULL,
        year smallint NOT NULL,
        region_code text NOT NULL,
        state text NOT NULL,
        below_minimum boolean NOT NULL,
        units integer NOT NULL,
        canteen_total_fen numeric NOT NULL,
        reserved_fen numeric NOT NULL,
        union_demand_fen numeric NOT NULL,
        counted_fen numeric NOT NULL,
        PRIMARY KEY (ancestor_id, year, region_code, state, below_minimum)
      ) WITH (fillfactor = 70);
      CREATE TABLE share_sum_year (
        year smallint PRIMARY KEY,
        ready boolean NOT NULL DEFAULT false,
        done_to uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
      );
      CREATE FUNCTION note_share_year() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO share_changed (id, unit_id, year) SELECT gen_random_uuid(), unit_id, year FROM changed GROUP BY unit_id, year;
        RETURN NULL;
      END $$;
      CREATE FUNCTION note_unit_place() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO share_changed (id, unit_id, due_on)
        SELECT gen_random_uuid(), c.unit_id, d.due_on FROM changed c, LATERAL (VALUES ('-infinity'::date), (c.valid_from), (c.valid_to)) AS d (due_on)
        WHERE d.due_on = '-infinity' OR (d.due_on > ${TODAY} AND d.due_on < 'infinity') GROUP BY c.unit_id, d.due_on;
        RETURN NULL;
      END $$;
      ${OF_YEARS.map((table) => notes(table, 'note_share_year')).join('\n')}
      ${OF_PLACES.map((table) => notes(table, 'note_unit_place')).join('\n')}
      INSERT INTO share_sum_year (year) SELECT year FROM share_filing UNION SELECT year FROM share_year;
      INSERT INTO share_changed (id, unit_id, due_on)
      SELECT gen_random_uuid(), p.unit_id, d.due_on FROM (SELECT unit_id, valid_from, valid_to FROM budget_unit_place UNION SELECT unit_id, valid_from, valid_to FROM budget_unit_path) AS p,
        LATERAL (VALUES (p.valid_from), (p.valid_to)) AS d (due_on) WHERE d.due_on > ${TODAY} AND d.due_on < 'infinity';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${[...OF_YEARS, ...OF_PLACES].map(forgets).join('\n')}
      DROP FUNCTION note_share_year(), note_unit_place();
      DROP TABLE share_changed, share_standing, share_below, share_sum, share_sum_year;
    `);
  }
}
