import { Injectable } from '@nestjs/common';
import type { Queryable } from '@yigou/platform';
import { ON_SHELF } from './listings';
import { ORDERABLE_SKUS, type OrderableSku } from './orderable-skus';
import { parseSearch } from './search/search-query';

/** What a line of somebody's list calls a good: by its id (and then by nothing else) or the seller's own code, or by the names of product and SKU; what is not said is empty. */
export interface WantedGood {
  readonly code: string;
  readonly name: string;
  readonly sku: string;
}
/** A good of the catalogue, on sale or not. */
export interface MatchedGood extends OrderableSku {
  /** The product is listed and the SKU offered; what is on sale and not orderable lacks its certificate, its licences or its supplier's standing. */
  readonly onSale: boolean;
}
/** What a line may mean, the likeliest first. */
export interface GoodsMatch {
  /** Named as the line names it. */
  readonly exact: readonly MatchedGood[];
  /** Called like it, on the shelves; looked for where nothing that is named so fits. */
  readonly near: readonly MatchedGood[];
}

/** So many are offered to choose from. */
const CHOICES = 8;
/** Of a list that is all wrong, so many lines are looked for by likeness: each is a search. */
const MOST_LOST = 100;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Found {
  readonly at: number;
  readonly id: string;
}

/** Finds the goods that a list means. */
@Injectable()
export class GoodsMatches {
  /** Of a whole list, in its order, with what a line can do with a good; two statements, four where something is looked for by likeness, however long it is. */
  async find<T extends WantedGood>(
    db: Queryable,
    wanted: readonly T[],
    fits: (good: MatchedGood, line: T) => boolean,
  ): Promise<GoodsMatch[]> {
    if (wanted.length === 0) return [];
    const found = await db.query<Found>(EXACT, [
      wanted.map(({ code, name }) => [code, name].find((word) => UUID.test(word)) ?? null),
      wanted.map(({ code, name }) => code || name),
      wanted.map(({ code, name }) => (UUID.test(code) ? '' : name)),
      wanted.map(({ sku }) => sku),
    ]);
    const exactOf = await this.goods(db, found);
    const lost = wanted.flatMap((line, at) => (exactOf(at).some((good) => fits(good, line)) ? [] : [{ at, ...line }]));
    const nearOf = await this.goods(db, await this.near(db, lost));
    return wanted.map((_, at) => {
      const exact = exactOf(at);
      const named = new Set(exact.map(({ skuId }) => skuId));
      return { exact, near: nearOf(at).filter(({ skuId }) => !named.has(skuId)) };
    });
  }

  private async goods(db: Queryable, found: readonly Found[]): Promise<(at: number) => MatchedGood[]> {
    const ids = [...new Set(found.map(({ id }) => id))];
    const goods = ids.length === 0 ? [] : await db.query<MatchedGood>(GOODS, [ids]);
    const byId = new Map(goods.map((good) => [good.skuId, good]));
    const lines = Map.groupBy(found, ({ at }) => at);
    return (at) => (lines.get(at) ?? []).flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** By the words of the search, else by how the name sounds. */
  private async near(db: Queryable, wanted: readonly (WantedGood & { readonly at: number })[]): Promise<Found[]> {
    const lost = wanted.slice(0, MOST_LOST).flatMap(({ at, code, name }) => {
      const query = parseSearch(name || code);
      return query ? [{ at, ...query }] : [];
    });
    return lost.length === 0
      ? []
      : db.query<Found>(NEAR, [
          lost.map(({ at }) => at),
          lost.map(({ tsquery }) => tsquery),
          lost.map(({ spelling }) => spelling),
        ]);
  }
}

/** An id first, then a code, then names; of several products of one name those on sale first. */
const EXACT = `
  SELECT w.at::int - 1 AS at, m.id
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS w (id, code, name, sku, at)
  CROSS JOIN LATERAL (
    SELECT f.id, min(f.rank) AS rank, bool_or(p.status = 'listed' AND k.active) AS sold FROM (
      SELECT k.id, 1 AS rank FROM sku k WHERE k.id = w.id
      UNION ALL SELECT k.id, 2 FROM sku k WHERE k.code = w.code AND k.code <> ''
      UNION ALL SELECT k.id, 3 FROM product p JOIN sku k ON k.product_id = p.id WHERE p.name = w.name AND w.sku IN ('', k.name)) f
      JOIN sku k ON k.id = f.id JOIN product p ON p.id = k.product_id
    GROUP BY f.id ORDER BY rank, sold DESC, f.id LIMIT ${CHOICES}) m
  ORDER BY w.at, m.rank, m.sold DESC, m.id`;

/** How a name sounds is looked at only where no words are found. */
const NEAR = `
  SELECT w.at, m.id FROM unnest($1::int[], $2::text[], $3::text[]) AS w (at, query, spelling)
  CROSS JOIN LATERAL (
    SELECT k.id, l.likeness, l.score, k.place FROM (
      (SELECT l.sku_ids, 1.0 AS likeness, l.score FROM listing l WHERE l.terms @@ w.query::tsquery AND ${ON_SHELF}
        ORDER BY l.score DESC, l.product_id LIMIT ${CHOICES})
      UNION ALL (SELECT l.sku_ids, word_similarity(w.spelling, l.spelling), l.score FROM listing l
        WHERE l.spelling %> w.spelling AND ${ON_SHELF} AND NOT EXISTS (SELECT FROM listing t WHERE t.terms @@ w.query::tsquery)
        ORDER BY 2 DESC, l.score DESC, l.product_id LIMIT ${CHOICES})) l
      CROSS JOIN LATERAL unnest(l.sku_ids) WITH ORDINALITY AS k (id, place)
    ORDER BY l.likeness DESC, l.score DESC, k.place, k.id LIMIT ${CHOICES}) m
  ORDER BY w.at, m.likeness DESC, m.score DESC, m.place, m.id`;

const GOODS = `
  SELECT g.*, p.status = 'listed' AND k.active AS "onSale" FROM ${ORDERABLE_SKUS} g
    JOIN sku k ON k.id = g."skuId" JOIN product p ON p.id = g."productId"`;
