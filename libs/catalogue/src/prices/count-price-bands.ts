import { Injectable } from '@nestjs/common';
import { Database, eachIsolated, MARKET_TODAY, raiseFailures } from '@yigou/platform';
import { sizeClassSql } from '@yigou/prices';

/**
 * Counts the reference prices anew (domain R17, 价格监测): for each variety, grade and size of packing the quantiles of what valid certificates name as
 * price for 500 g, in fen. Quantiles are prices that were certified (percentile_disc), the median is the middle of them, rounded to a fen.
 */
@Injectable()
export class CountPriceBands {
  constructor(private readonly db: Database) {}

  /**
   * One statement, which leaves unchanged bands untouched; returns how many bands there are. When it fails each variety is counted by itself: one that cannot be
   * counted keeps its old bands and is told of at the end (`SweepFailed`).
   */
  async execute(): Promise<number> {
    try {
      return await this.count(null);
    } catch {
      return this.oneByOne();
    }
  }

  private async oneByOne(): Promise<number> {
    const varieties = await this.db.query<{ id: string }>(VARIETIES);
    let bands = 0;
    const counted = await eachIsolated('count-price-bands', varieties, async ({ id }) => {
      bands += await this.count([id]);
    });
    raiseFailures('count-price-bands', counted);
    return bands;
  }

  private async count(varieties: readonly string[] | null): Promise<number> {
    const [row] = await this.db.query<{ bands: number }>(COUNT, [varieties]);
    return row?.bands ?? 0;
  }
}

const FIGURES = 'count, p10, p25, median, p75, p90';
/** What has bands, or might have. */
const VARIETIES = `SELECT variety AS id FROM certificate WHERE status = 'valid' AND variety <> '' UNION SELECT variety FROM price_band`;
/** $1: the varieties to count, or null for all. */
const COUNT = `
  WITH priced AS (
    SELECT c.variety, c.grade, ${sizeClassSql('s.grams')} AS size_class, (s.fen * 1000 + s.grams) / (2 * s.grams) AS fen
    FROM certificate c CROSS JOIN LATERAL (
      SELECT (line ->> 'netWeightGrams')::bigint AS grams, (line ->> 'priceFen')::bigint AS fen FROM jsonb_array_elements(c.scope) AS line) s
    WHERE c.status = 'valid' AND c.variety <> '' AND ($1::text[] IS NULL OR c.variety = ANY($1)) AND (SELECT ${MARKET_TODAY}) BETWEEN c.valid_from AND c.valid_to AND s.grams > 0),
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
