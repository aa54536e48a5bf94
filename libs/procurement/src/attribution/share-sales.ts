import type { ShareKind } from '@yigou/contracts';
import type { Fen } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';

/** What a finished order comes to of one category, for the unit that it was placed for. Amounts are goods without freight, less what was not sent. */
export interface FinishedGoods {
  readonly unitId: string;
  /** The budget's year, and the month of that year in which it was ordered; of what staff bought for themselves, when it was finished. */
  readonly year: number;
  readonly month: number;
  readonly kind: ShareKind;
  readonly categorySlug: string;
  /** Empty where it is not known. */
  readonly countyCode: string;
  readonly boughtFen: Fen;
  /** Of it, what was certified when it was ordered (R29). */
  readonly countedFen: Fen;
}

/**
 * Counts goods of orders that were just paid and finished (R7) to their units: of the canteen, the union, projects and staff alike (R8). The caller does it once, in the
 * transaction that finishes the order. One statement, which takes the unit's year before its parts.
 */
export async function countFinished(tx: Queryable, goods: readonly FinishedGoods[]): Promise<void> {
  if (goods.length > 0) await tx.query(COUNT, [JSON.stringify(goods)]);
}

/** What a holder of a budget that is no order comes to, of one category and county. */
export interface ContributedGoods extends FinishedGoods {
  /** An opaque id, as the budgets know it. */
  readonly holder: string;
}

/**
 * The same of holders that are no orders, which keeps what each came to: the summary is proved of it. The caller does it once for each, in the transaction that finishes it. Two
 * statements.
 */
export async function countContributions(tx: Queryable, goods: readonly ContributedGoods[]): Promise<void> {
  if (goods.length === 0) return;
  await tx.query(CONTRIBUTE, [JSON.stringify(goods)]);
  await countFinished(tx, goods);
}

/** What holders that are no orders came to, as SQL with the columns of finished goods. */
export const CONTRIBUTED_GOODS = `SELECT unit_id AS "unitId", year::int AS year, month::int AS month, kind, category_slug AS "categorySlug", county_code AS "countyCode",
    bought_fen AS "boughtFen", counted_fen AS "countedFen" FROM share_contribution`;

/**
 * What was counted of a finished order counts to another unit from now on, to the fen and for the same month, kind, category and county; the caller holds the order and does it
 * once. The years of both units are taken in the order of their ids, as many corrections as there are at once. Three statements.
 */
export async function moveCounted(tx: Queryable, goods: readonly FinishedGoods[], toUnitId: string): Promise<void> {
  if (goods.length === 0) return;
  const said = JSON.stringify(goods);
  await tx.query(TAKE_YEARS, [said, toUnitId]);
  await tx.query(TAKE_OFF, [said]);
  await countFinished(
    tx,
    goods.map((part) => ({ ...part, unitId: toUnitId })),
  );
}

/** Takes off what was counted, where goods went back after they were finished; the caller holds the order and does it once. One statement. */
export async function uncountFinished(tx: Queryable, goods: readonly FinishedGoods[]): Promise<void> {
  const some = goods.filter(({ boughtFen, countedFen }) => boughtFen !== 0 || countedFen !== 0);
  if (some.length > 0) await tx.query(TAKE_OFF, [JSON.stringify(some)]);
}

const CONTRIBUTE = `INSERT INTO share_contribution (holder, category_slug, county_code, unit_id, year, month, kind, bought_fen, counted_fen)
  SELECT holder, "categorySlug", "countyCode", "unitId", year, month, kind, "boughtFen", "countedFen"
  FROM jsonb_to_recordset($1::jsonb) AS g (holder uuid, "unitId" uuid, year smallint, month smallint, kind text, "categorySlug" text, "countyCode" text,
    "boughtFen" bigint, "countedFen" bigint)`;
const TAKE_YEARS = `INSERT INTO share_year (unit_id, year, bought_fen, counted_fen)
  SELECT DISTINCT u.id, g.year, 0, 0 FROM jsonb_to_recordset($1::jsonb) AS g ("unitId" uuid, year smallint)
  CROSS JOIN LATERAL (VALUES (g."unitId"), ($2::uuid)) AS u (id) ORDER BY 1, 2
  ON CONFLICT (unit_id, year) DO UPDATE SET bought_fen = share_year.bought_fen`;
const TAKE_OFF = `WITH goods AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g ("unitId" uuid, year smallint, month smallint, kind text, "categorySlug" text, "countyCode" text,
      "boughtFen" bigint, "countedFen" bigint)),
  in_year AS (
    UPDATE share_year y SET bought_fen = y.bought_fen - g.bought, counted_fen = y.counted_fen - g.counted
    FROM (SELECT "unitId", year, sum("boughtFen") AS bought, sum("countedFen") AS counted FROM goods GROUP BY 1, 2) g
    WHERE y.unit_id = g."unitId" AND y.year = g.year)
  UPDATE share_sale s SET bought_fen = s.bought_fen - g."boughtFen", counted_fen = s.counted_fen - g."countedFen"
  FROM goods g WHERE s.unit_id = g."unitId" AND s.year = g.year AND s.month = g.month AND s.kind = g.kind AND s.category_slug = g."categorySlug"
    AND s.county_code = g."countyCode"`;
const COUNT = `WITH goods AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g ("unitId" uuid, year smallint, month smallint, kind text, "categorySlug" text, "countyCode" text,
      "boughtFen" bigint, "countedFen" bigint)),
  in_year AS (
    INSERT INTO share_year (unit_id, year, bought_fen, counted_fen)
    SELECT "unitId", year, sum("boughtFen"), sum("countedFen") FROM goods GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (unit_id, year) DO UPDATE SET bought_fen = share_year.bought_fen + excluded.bought_fen,
      counted_fen = share_year.counted_fen + excluded.counted_fen
    RETURNING unit_id, year)
  INSERT INTO share_sale (unit_id, year, month, kind, category_slug, county_code, bought_fen, counted_fen)
  SELECT y.unit_id, y.year, g.month, g.kind, g."categorySlug", g."countyCode", sum(g."boughtFen"), sum(g."countedFen")
  FROM in_year y JOIN goods g ON g."unitId" = y.unit_id AND g.year = y.year GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (unit_id, year, month, kind, category_slug, county_code) DO UPDATE SET bought_fen = share_sale.bought_fen + excluded.bought_fen,
    counted_fen = share_sale.counted_fen + excluded.counted_fen`;
