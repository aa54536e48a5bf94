import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Budget units (预算单位) and their tree. Where a unit stands is kept by day, so that a past year is read in the tree of that year; the paths are the
 * closure of it, which a trigger-free mover writes: `UnitTree`.
 */
export class ProcurementUnits1606000000180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE TABLE budget_unit (
        organisation_id uuid PRIMARY KEY REFERENCES organisation (id),
        ends_on date NOT NULL DEFAULT 'infinity',
        ending text CHECK (ending IN ('merged', 'abolished')),
        successor_id uuid REFERENCES budget_unit (organisation_id),
        proof_id uuid,
        demo boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT budget_unit_ending CHECK ((ending IS NULL) = (ends_on = 'infinity') AND (successor_id IS NOT NULL) = (ending IS NOT DISTINCT FROM 'merged')),
        CONSTRAINT budget_unit_successor CHECK (successor_id <> organisation_id)
      );
      CREATE TABLE budget_unit_place (
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        parent_id uuid REFERENCES budget_unit (organisation_id),
        region_code text NOT NULL,
        valid_from date NOT NULL,
        valid_to date NOT NULL DEFAULT 'infinity',
        PRIMARY KEY (unit_id, valid_from),
        CONSTRAINT budget_unit_place_period CHECK (valid_from < valid_to),
        CONSTRAINT budget_unit_place_parent CHECK (parent_id <> unit_id),
        CONSTRAINT budget_unit_place_one EXCLUDE USING gist (unit_id WITH =, daterange(valid_from, valid_to) WITH &&)
      );
      CREATE INDEX budget_unit_place_parent_id ON budget_unit_place (parent_id, valid_to);
      CREATE INDEX budget_unit_place_region ON budget_unit_place (region_code text_pattern_ops, valid_to);
      CREATE TABLE budget_unit_path (
        ancestor_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        unit_id uuid NOT NULL REFERENCES budget_unit (organisation_id),
        depth smallint NOT NULL,
        valid_from date NOT NULL,
        valid_to date NOT NULL DEFAULT 'infinity',
        PRIMARY KEY (unit_id, ancestor_id, valid_from),
        CONSTRAINT budget_unit_path_period CHECK (valid_from < valid_to),
        CONSTRAINT budget_unit_path_depth CHECK ((depth = 0) = (ancestor_id = unit_id) AND depth BETWEEN 0 AND 12)
      );
      CREATE INDEX budget_unit_path_below ON budget_unit_path (ancestor_id, valid_to, depth, unit_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE budget_unit_path, budget_unit_place, budget_unit');
  }
}
