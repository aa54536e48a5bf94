import { Injectable } from '@nestjs/common';
import { batchIsolated, raiseFailures, saturatedInt, UnitOfWork } from '@yigou/platform';
import { SCORE_SQL } from './listings';

/** How far back each count looks beyond the last one: a transaction that was open then may have committed since. */
const OVERLAP = '10 minutes';

/** Products that sold or were given back since $1: each of the times has an index of its own, which one condition over all of them would not read. */
export const TOUCHED = ['paid_at', 'closed_at', 'rest_ended_at']
  .map((at) => `SELECT l.product_id AS id FROM sold_line l WHERE l.${at} > $1::timestamptz`)
  .join(' UNION ');

/**
 * Keeps the number of pieces sold on products and shelves. Counted anew from the orders for the products that sold or were given back since the last
 * count, so that a count may be repeated, late or lost; and in batches, since a shelf's row stands in many indexes.
 */
@Injectable()
export class SalesCounter {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Returns how many products changed. A product that cannot be counted is told of at the end (`SweepFailed`) and keeps its old number; the others are counted,
   * and the watermark moves.
   */
  async recount(): Promise<number> {
    let changed = 0;
    const result = await this.uow.run(async (tx) => {
      // Held until all is counted: one counter at a time.
      const mark = await tx.one<{ since: string }>(
        `SELECT (at - interval '${OVERLAP}')::text AS since FROM watermark WHERE name = 'catalogue.sales' FOR UPDATE`,
      );
      const touched = await tx.query<{ id: string }>(TOUCHED, [mark?.since ?? '-infinity']);
      const counted = await batchIsolated('count-sales', touched, async (products) => {
        changed += await this.count(products.map(({ id }) => id));
      });
      await tx.query("UPDATE watermark SET at = now() WHERE name = 'catalogue.sales'");
      return counted;
    });
    raiseFailures('count-sales', result);
    return changed;
  }

  private count(productIds: readonly string[]): Promise<number> {
    return this.uow.run(async (tx) => {
      const changed = await tx.query(
        `WITH touched AS (SELECT unnest($1::uuid[]) AS product_id),
         counted AS (
           SELECT t.product_id AS id, ${saturatedInt('sum(l.pieces)')} AS pieces
           FROM touched t JOIN sold_line l USING (product_id) GROUP BY t.product_id),
         sold AS (
           UPDATE product p SET sold_count = counted.pieces FROM counted
           WHERE p.id = counted.id AND p.sold_count <> counted.pieces RETURNING p.id, p.sold_count, p.listed_at),
         shelf AS (
           UPDATE listing l SET sold_count = sold.sold_count, score = ${SCORE_SQL('sold.sold_count', 'sold.listed_at')}
           FROM sold WHERE l.product_id = sold.id)
         SELECT id FROM sold`,
        [productIds],
      );
      return changed.length;
    });
  }
}
