import { Injectable } from '@nestjs/common';
import type { CanteenKind } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, type Tx } from '@yigou/platform';

/** Deepest level below a root that a unit may stand at. */
export const MAX_DEPTH = 12;

/** Where a unit stands from a day (Shanghai, YYYY-MM-DD) on. */
export interface UnitPlaced {
  readonly unitId: string;
  /** The unit that supervises it (主管预算单位); null: at the top. */
  readonly parentId: string | null;
  /** GB/T 2260, six digits. */
  readonly regionCode: string;
  readonly from: string;
}
/** How a unit ends. */
export interface UnitEnding {
  readonly unitId: string;
  readonly ending: 'merged' | 'abolished';
  /** The unit that it is merged into. */
  readonly successorId: string | null;
}
/** A unit to register. */
export interface NewUnit extends Omit<UnitPlaced, 'from'> {
  /** How its canteen is run; own unless said otherwise. */
  readonly canteen?: CanteenKind;
  /** Made up for the demonstration. */
  readonly demo?: boolean;
}

/**
 * The tree of budget units (主管预算单位 over 预算单位) by day: each unit has one place per day, and the closure of the places is kept beside them, so that
 * “everything below” is one index range at any depth and for any day. Past days are never rewritten: last year's figures stay with last year's tree.
 */
@Injectable()
export class UnitTree {
  /**
   * Registers units at their places from a day on, in any order; a parent may be among them. Throws `unit_exists` with the ids, and what `stand` throws. Five
   * statements, however many units.
   */
  async add(tx: Tx, units: readonly NewUnit[], from: string): Promise<void> {
    if (units.length === 0) return;
    await this.enroll(tx, units);
    await this.stand(tx, units, from);
  }

  /** Registers units without a place: they count nowhere before they stand somewhere. Throws `unit_exists` with the ids. */
  async enroll(tx: Tx, units: readonly Omit<NewUnit, 'parentId' | 'regionCode'>[]): Promise<void> {
    const ids = units.map(({ unitId }) => unitId);
    const made = await tx.query<{ id: string }>(
      `INSERT INTO budget_unit (organisation_id, canteen, demo) SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[]) ON CONFLICT DO NOTHING RETURNING organisation_id AS id`,
      [ids, units.map(({ canteen = 'own' }) => canteen), units.map(({ demo = false }) => demo)],
    );
    if (made.length < ids.length) {
      const news = new Set(made.map(({ id }) => id));
      throw new DomainError('unit_exists', { unitIds: ids.filter((id) => !news.has(id)) });
    }
  }

  /**
   * Puts registered units that stand nowhere in their places from a day on. Throws `unit_parent_unknown` with the ids, and `unit_tree_deep` where one would stand
   * too deep or in a circle. Four statements, however many units.
   */
  async stand(tx: Tx, units: readonly Omit<UnitPlaced, 'from'>[], from: string): Promise<void> {
    await lockUnitTree(tx);
    const ids = units.map(({ unitId }) => unitId);
    const parents = units.map(({ parentId }) => parentId);
    const strangers = await tx.query<{ id: string }>(
      `SELECT DISTINCT t.id FROM unnest($1::uuid[]) AS t (id) WHERE t.id IS NOT NULL AND NOT t.id = ANY($2)
         AND NOT EXISTS (SELECT FROM budget_unit_place p WHERE p.unit_id = t.id AND p.valid_to = 'infinity' AND p.valid_from <= $3::date)`,
      [parents, ids, from],
    );
    if (strangers.length > 0) throw new DomainError('unit_parent_unknown', { unitIds: strangers.map(({ id }) => id) });
    await tx.query(
      `INSERT INTO budget_unit_place (unit_id, parent_id, region_code, valid_from)
       SELECT unit_id, parent_id, region_code, $4::date FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS t (unit_id, parent_id, region_code)`,
      [ids, parents, units.map(({ regionCode }) => regionCode), from],
    );
    await this.addPaths(tx, ids, from);
  }

  /**
   * Moves a unit with all that is below it, from a day on. Throws `not_found`, `unit_move_back` for a day before the unit's or any of its units' latest change,
   * `unit_parent_unknown`, `unit_tree_circle` for a parent that is below the unit, and `unit_tree_deep`.
   */
  async move(tx: Tx, { unitId, parentId, regionCode, from }: UnitPlaced): Promise<void> {
    await lockUnitTree(tx);
    const [state] = await tx.query<{
      known: boolean;
      latest: boolean;
      circle: boolean;
      parent: boolean;
      deep: boolean;
    }>(
      `WITH below AS (SELECT unit_id, depth, valid_from FROM budget_unit_path WHERE ancestor_id = $1 AND valid_to = 'infinity')
       SELECT EXISTS (SELECT FROM below) AS known,
         NOT EXISTS (SELECT FROM budget_unit_path p JOIN below b ON b.unit_id = p.unit_id WHERE p.valid_to = 'infinity' AND p.valid_from > $3::date)
           AND NOT EXISTS (SELECT FROM budget_unit_place p JOIN below b ON b.unit_id = p.unit_id WHERE p.valid_from > $3::date) AS latest,
         EXISTS (SELECT FROM below WHERE unit_id = $2) AS circle,
         $2::uuid IS NULL OR EXISTS (SELECT FROM budget_unit_path WHERE unit_id = $2 AND depth = 0 AND valid_to = 'infinity' AND valid_from <= $3::date) AS parent,
         (SELECT max(depth) FROM below) + coalesce((SELECT max(depth) + 1 FROM budget_unit_path WHERE unit_id = $2 AND valid_to = 'infinity'), 0) > $4 AS deep`,
      [unitId, parentId, from, MAX_DEPTH],
    );
    if (!state?.known) throw new DomainError('not_found');
    if (state.circle) throw new DomainError('unit_tree_circle');
    if (!state.parent) throw new DomainError('unit_parent_unknown');
    if (!state.latest) throw new DomainError('unit_move_back');
    if (state.deep) throw new DomainError('unit_tree_deep', { limit: MAX_DEPTH });
    await this.place(tx, { unitId, parentId, regionCode, from });
    await this.cutAbove(tx, unitId, from);
    await this.joinBelow(tx, unitId, parentId, from);
  }

  /**
   * Units end today: merged into another, or abolished. What they did stays with them. The caller holds the tree ({@link lockUnitTree}), and nothing that goes on stands
   * below them. A place that was taken today ends on the day on which it began: it held on no day, and still says where the unit stood last. Five statements, however
   * many units.
   */
  async end(tx: Tx, units: readonly UnitEnding[]): Promise<void> {
    if (units.length === 0) return;
    const ids = units.map(({ unitId }) => unitId);
    await tx.query(
      `UPDATE budget_unit u SET ends_on = ${MARKET_TODAY}, ending = t.ending, successor_id = t.successor_id
       FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS t (id, ending, successor_id) WHERE u.organisation_id = t.id`,
      [ids, units.map(({ ending }) => ending), units.map(({ successorId }) => successorId)],
    );
    for (const table of ['budget_unit_place', 'budget_unit_path']) {
      // Where it would have stood later it never comes to.
      await tx.query(`DELETE FROM ${table} WHERE unit_id = ANY($1) AND valid_from > ${MARKET_TODAY}`, [ids]);
      await tx.query(
        `UPDATE ${table} SET valid_to = ${MARKET_TODAY} WHERE unit_id = ANY($1) AND valid_to > ${MARKET_TODAY}`,
        [ids],
      );
    }
  }

  /** One level more than is allowed is looked for, so that what is too deep, or goes round, shows. */
  private async addPaths(tx: Tx, ids: readonly string[], from: string): Promise<void> {
    const [deepest] = await tx.query<{ depth: number }>(
      `WITH RECURSIVE up AS (
         SELECT id AS unit_id, id AS ancestor_id, 0 AS depth FROM unnest($1::uuid[]) AS t (id)
         UNION ALL SELECT up.unit_id, p.parent_id, up.depth + 1 FROM up JOIN budget_unit_place p ON p.unit_id = up.ancestor_id AND p.valid_to = 'infinity'
         WHERE p.parent_id IS NOT NULL AND up.depth <= $3),
       written AS (INSERT INTO budget_unit_path (ancestor_id, unit_id, depth, valid_from)
         SELECT ancestor_id, unit_id, depth, $2::date FROM up WHERE depth <= $3 ON CONFLICT DO NOTHING)
       SELECT max(depth)::int AS depth FROM up`,
      [ids, from, MAX_DEPTH],
    );
    if ((deepest?.depth ?? 0) > MAX_DEPTH) throw new DomainError('unit_tree_deep', { limit: MAX_DEPTH });
  }

  private async place(tx: Tx, { unitId, parentId, regionCode, from }: UnitPlaced): Promise<void> {
    await tx.query(`DELETE FROM budget_unit_place WHERE unit_id = $1 AND valid_from = $2::date`, [unitId, from]);
    await tx.query(`UPDATE budget_unit_place SET valid_to = $2::date WHERE unit_id = $1 AND valid_to > $2::date`, [
      unitId,
      from,
    ]);
    await tx.query(
      `INSERT INTO budget_unit_place (unit_id, parent_id, region_code, valid_from) VALUES ($1, $2, $3, $4::date)`,
      [unitId, parentId, regionCode, from],
    );
  }

  /** Paths from above the unit to what is below it end on that day; one that began on it never was. */
  private async cutAbove(tx: Tx, unitId: string, from: string): Promise<void> {
    const crossing = `SELECT up.ancestor_id, down.unit_id FROM budget_unit_path up, budget_unit_path down
      WHERE up.unit_id = $1 AND up.depth > 0 AND up.valid_to = 'infinity' AND down.ancestor_id = $1 AND down.valid_to = 'infinity'`;
    await tx.query(
      `WITH crossing AS MATERIALIZED (${crossing}),
       never AS (DELETE FROM budget_unit_path p USING crossing c
         WHERE p.ancestor_id = c.ancestor_id AND p.unit_id = c.unit_id AND p.valid_to = 'infinity' AND p.valid_from = $2::date)
       UPDATE budget_unit_path p SET valid_to = $2::date FROM crossing c
       WHERE p.ancestor_id = c.ancestor_id AND p.unit_id = c.unit_id AND p.valid_to = 'infinity' AND p.valid_from < $2::date`,
      [unitId, from],
    );
  }

  private async joinBelow(tx: Tx, unitId: string, parentId: string | null, from: string): Promise<void> {
    if (parentId === null) return;
    await tx.query(
      `INSERT INTO budget_unit_path (ancestor_id, unit_id, depth, valid_from)
       SELECT up.ancestor_id, down.unit_id, up.depth + down.depth + 1, $3::date FROM budget_unit_path up, budget_unit_path down
       WHERE up.unit_id = $2 AND up.valid_to = 'infinity' AND down.ancestor_id = $1 AND down.valid_to = 'infinity'`,
      [unitId, parentId, from],
    );
  }
}

/** Whoever changes the tree waits here: two moves that are each right may together make a circle. */
export async function lockUnitTree(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('budget-unit-tree', 0))`);
}
