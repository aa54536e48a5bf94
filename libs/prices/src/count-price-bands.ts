import { Injectable } from '@nestjs/common';
import { Database, eachIsolated, raiseFailures } from '@yigou/platform';
import { sizeClassSql } from './compare-price';

/** The goods whose prices make the bands, as SQL of the context that certified them. */
export interface PricedGoods {
  /** A query of one column `variety`: those of which there may be prices. */
  readonly varieties: string;
  /** A query of `variety`, `grade`, `grams` (more than none) and `fen`, one row a packing. */
  readonly prices: string;
}

/**
 * Counts the reference prices anew (domain R17, 价格监测): for each variety, grade and size of packing the quantiles of what certified goods cost for 500 g, in
 * fen. Quantiles are prices that were certified (percentile_disc), the median is the middle of them, rounded to a fen.
 */
@Injectable()
export class CountPriceBands {
  constructor(private readonly db: Database) {}

  /**
   * One statement, which leaves unchanged bands untouched; returns how many bands there are. When it fails each variety is counted by itself: one that cannot be
   * counted keeps its old bands and is told of at the end (`SweepFailed`).
   */
  async execute(goods: PricedGoods): Promise<number> {
    try {
      return await this.count(goods, null);
    } catch {
      return this.oneByOne(goods);
    }
  }

  private async oneByOne(goods: PricedGoods): Promise<number> {
    const varieties = await this.db.query<{ id: string }>(
      `SELECT variety AS id FROM (${goods.varieties}) AS priced UNION SELECT variety FROM price_band`,
    );
    let bands = 0;
    const counted = await eachIsolated('count-price-bands', varieties, async ({ id }) => {
      bands += await this.count(goods, [id]);
    });
    raiseFailures('count-price-bands', counted);
    return bands;
  }

  private async count(goods: PricedGoods, varieties: readonly string[] | null): Promise<number> {
    const [row] = await this.db.query<{ bands: number }>(countSql(goods.prices), [varieties]);
    return row?.bands ?? 0;
  }
}

const FIGURES = 'count, p10, p25, median, p75, p90';
/** $1: the varieties to count, or null for all. */
const countSql = (prices: string): string => `
  WITH priced AS (
    SELECT s.variety, s.grade, ${sizeClassSql('s.grams')} AS size_class, (s.fen * 1000 + s.grams) / (2 * s.grams) AS fen
    FROM (${prices}) AS s WHERE $1::text[] IS NULL OR s.variety = ANY($1)),
  band AS (
    SELECT variety, grade, size_class, count(*)::int AS count,
      percentile_disc(0.10) WITHIN GROUP (ORDER BY fen) AS p10, percentile_disc(0.25) WITHIN GROUP (ORDER BY fen) AS p25,
      round(percentile_cont(0.50) WITHIN GROUP (ORDER BY fen))::bigint AS median,
      percentile_disc(0.75) WITHIN GROUP (ORDER BY fen) AS p75, percentile_disc(0.90) WITHIN GROUP (ORDER BY fen) AS p90
    FROM priced GROUP BY variety, grade, size_class),
  gone AS (
    DELETE FROM price_band old WHERE ($1::text[] IS NULL OR old.variety = ANY($1)) AND NOT EXISTS (
      SELECT FROM band WHERE (band.variety, band.grade, band.size_class) = (old.variety, old.grade, old.size_class))),
  written AS (
    INSERT INTO price_band (variety, grade, size_class, ${FIGURES})
    SELECT variety, grade, size_class, ${FIGURES} FROM band ORDER BY variety, grade, size_class
    ON CONFLICT (variety, grade, size_class) DO UPDATE SET (${FIGURES}, computed_at)
      = ROW(${FIGURES.replaceAll(/\w+/g, (name) => `excluded.${name}`)}, clock_timestamp())
    WHERE (${FIGURES.replaceAll(/\w+/g, (name) => `price_band.${name}`)})
      IS DISTINCT FROM (${FIGURES.replaceAll(/\w+/g, (name) => `excluded.${name}`)}))
  SELECT count(*)::int AS bands FROM band`;
