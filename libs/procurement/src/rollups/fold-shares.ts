import { Injectable } from '@nestjs/common';
import { Database, MARKET_TODAY_OF_TRANSACTION, type Tx, UnitOfWork } from '@yigou/platform';
import { HOLDS } from '../filings/share-reviews.service';
import { thisYear } from '../filings/share-rules';
import { facts, factsOf, fen } from './share-facts';

/**
 * Keeps the sums of everything below each unit (`share_sum`) and the rows of their lists (`share_below`). Each step is a transaction that takes changes out and puts what
 * they come to in, all in one statement, which sees a change and its note or neither: a process that dies leaves what it found. Only this writes these tables, one at a time.
 */
@Injectable()
export class FoldShares {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
  ) {}

  /**
   * Folds what has changed, and goes on with years that are new, `size` changes and units a transaction, until nothing is left or it has done so many `steps`; answers how
   * many changes and units it saw.
   */
  async fold(size: number, steps = Infinity): Promise<number> {
    let all = 0;
    for (let done = 0; done < steps && (await this.isBehind()); done += 1) {
      const seen = await this.uow.run((tx) => this.step(tx, size));
      if (seen === null) break;
      all += seen;
    }
    return all;
  }

  /** Null where somebody else folds. Six statements at most. */
  async step(tx: Tx, size: number): Promise<number | null> {
    // A statement of its own: what the next ones see has to be younger than what the last holder wrote.
    const lock = await tx.one<{ held: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('share-sums', 0)) AS held`,
    );
    if (!lock?.held) return null;
    await tx.query(OPEN_YEARS, [thisYear()]);
    const changes = await tx.one<{ seen: number }>(FOLD_CHANGES, [size]);
    const units = await tx.one<{ seen: number }>(FOLD_YEAR, [size]);
    return (changes?.seen ?? 0) + (units?.seen ?? 0);
  }

  private async isBehind(): Promise<boolean> {
    const row = await this.db.one<{ behind: boolean }>(
      `/* by the clock */ SELECT EXISTS (SELECT FROM share_changed WHERE due_on <= ${MARKET_TODAY_OF_TRANSACTION})
         OR EXISTS (SELECT FROM share_sum_year WHERE NOT ready) OR NOT EXISTS (SELECT FROM share_sum_year WHERE year = $1) AS behind`,
      [thisYear()],
    );
    return row?.behind ?? false;
  }
}

const OPEN_YEARS = `INSERT INTO share_sum_year (year) SELECT y.year FROM (SELECT DISTINCT year FROM share_changed WHERE year IS NOT NULL UNION SELECT $1::smallint) AS y
  WHERE NOT EXISTS (SELECT FROM share_sum_year k WHERE k.year = y.year) ON CONFLICT DO NOTHING`;

const KEY = 'ancestor_id, year, region_code, state, below_minimum';
/** What of a unit's year decides in which lists it stands, and where. */
const place = (before: string): string =>
  `${before}region_code, ${before}state, ${before}below_minimum, ${before}ancestors`;
const sameYear = (a: string, b: string): string => `${a}.unit_id = ${b}.unit_id AND ${a}.year = ${b}.year`;

/** Brings sums and lists from what they say of `pairs` to what holds of them, as the last parts of a WITH. Each part touches rows that no other does. */
const FOLD = `now_is AS MATERIALIZED (${factsOf('pairs')}),
  was AS MATERIALIZED (SELECT ${facts('s.')} FROM share_standing s JOIN pairs q ON ${sameYear('q', 's')}),
  differs AS (
    SELECT a.ancestor_id, d.year, r.region_code, d.state, d.below_minimum, sum(d.units)::int AS units, sum(d.units * d.canteen_total_fen) AS canteen_total_fen,
      sum(d.units * d.reserved_fen) AS reserved_fen, sum(d.units * d.union_demand_fen) AS union_demand_fen, sum(d.units * d.counted_fen) AS counted_fen
    FROM (SELECT -1::numeric AS units, ${facts('w.')} FROM was w UNION ALL SELECT 1, ${facts('n.')} FROM now_is n) AS d, unnest(d.ancestors) AS a (ancestor_id),
      LATERAL (SELECT '' UNION SELECT d.region_code) AS r (region_code)
    GROUP BY 1, 2, 3, 4, 5),
  summed AS (
    INSERT INTO share_sum AS t (${KEY}, units, ${fen('')}) SELECT ${KEY}, units, ${fen('')} FROM differs
    WHERE (units, ${fen('')}) <> (0, 0, 0, 0, 0) ORDER BY ${KEY}
    ON CONFLICT (${KEY}) DO UPDATE SET units = t.units + excluded.units, canteen_total_fen = t.canteen_total_fen + excluded.canteen_total_fen,
      reserved_fen = t.reserved_fen + excluded.reserved_fen, union_demand_fen = t.union_demand_fen + excluded.union_demand_fen,
      counted_fen = t.counted_fen + excluded.counted_fen),
  gone AS (DELETE FROM share_standing s USING was w WHERE ${sameYear('s', 'w')} AND NOT EXISTS (SELECT FROM now_is n WHERE ${sameYear('n', 'w')})),
  stood AS (
    INSERT INTO share_standing AS t (${facts('')}) SELECT ${facts('n.')} FROM now_is n
    ON CONFLICT (unit_id, year) DO UPDATE SET (${place('')}, ${fen('')}) = ROW (${place('excluded.')}, ${fen('excluded.')})
    WHERE (${place('t.')}, ${fen('t.')}) IS DISTINCT FROM (${place('excluded.')}, ${fen('excluded.')})),
  cut AS (
    DELETE FROM share_below b USING was w WHERE ${sameYear('b', 'w')}
      AND NOT EXISTS (SELECT FROM now_is n WHERE ${sameYear('n', 'w')} AND b.ancestor_id = ANY (n.ancestors))),
  joined AS (
    INSERT INTO share_below AS t (unit_id, year, ancestor_id, region_code, state, below_minimum)
    SELECT n.unit_id, n.year, a.ancestor_id, n.region_code, n.state, n.below_minimum
    FROM now_is n LEFT JOIN was w ON ${sameYear('w', 'n')}, unnest(n.ancestors) AS a (ancestor_id)
    WHERE w.unit_id IS NULL OR (${place('w.')}) IS DISTINCT FROM (${place('n.')})
    ON CONFLICT (unit_id, year, ancestor_id) DO UPDATE SET region_code = excluded.region_code, state = excluded.state, below_minimum = excluded.below_minimum)`;

/** Takes some of the notes; whatever it does not see is of a transaction that it does not see either. */
const FOLD_CHANGES = `WITH taken AS (
    DELETE FROM share_changed WHERE id IN (SELECT id FROM share_changed WHERE due_on <= ${MARKET_TODAY_OF_TRANSACTION} LIMIT $1::int) RETURNING unit_id, year),
  pairs AS MATERIALIZED (SELECT DISTINCT t.unit_id, k.year FROM taken t JOIN share_sum_year k ON t.year IS NULL OR k.year = t.year),
  ${FOLD}
  SELECT count(*)::int AS seen FROM taken`;

/** The next units of a year that is not ready. Who comes to stand somewhere meanwhile is noted, and folded into every year that there is. */
const FOLD_YEAR = `WITH begun AS MATERIALIZED (SELECT year, done_to FROM share_sum_year WHERE NOT ready ORDER BY year DESC LIMIT 1),
  pairs AS MATERIALIZED (
    SELECT l.unit_id, b.year FROM begun b, LATERAL (
      SELECT l.unit_id FROM budget_unit_place l WHERE l.unit_id > b.done_to AND ${HOLDS('l', MARKET_TODAY_OF_TRANSACTION)} ORDER BY l.unit_id LIMIT $1::int) AS l),
  come AS (
    UPDATE share_sum_year k SET ready = (SELECT count(*) FROM pairs) < $1::int,
      done_to = coalesce((SELECT unit_id FROM pairs ORDER BY unit_id DESC LIMIT 1), k.done_to)
    FROM begun b WHERE k.year = b.year),
  ${FOLD}
  SELECT count(*)::int AS seen FROM pairs`;
