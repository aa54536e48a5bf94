import { Injectable } from '@nestjs/common';
import type { HomeView } from '@yigou/contracts';
import {
  atMarket,
  Database,
  MARKET_TODAY,
  marketDayOf,
  saturatedBigint,
  saturatedInt,
  startOfMarketDay,
} from '@yigou/platform';
import { LRUCache } from 'lru-cache';
import { alternate } from './alternate';
import { CategoryTree } from './category-tree';
import { CERTIFIED_SQL, ON_SHELF } from './listings';
import { ProductLists } from './product-list.queries';

const FIGURES_FRESH_MS = 30_000;
const COUNTIES = 8;
const CARDS = 12;
/** New arrivals are chosen among so many that came last, and counties among so many that sell slowest. */
const NEWEST_LOOKED_AT = 2_000;
const COUNTIES_LOOKED_AT = 40;

interface Arrival {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly county: string | null;
}
type Figures = Pick<HomeView, 'counties' | 'year'> & {
  readonly photos: Map<string, string>;
  /** The first of them that do not stand among what sells are shown. */
  readonly arrivals: readonly string[];
};

/** What the storefront opens with. Figures are up to half a minute old, prices and stock are read anew. */
@Injectable()
export class Home {
  private readonly figures: LRUCache<'figures', Figures>;

  constructor(
    private readonly db: Database,
    private readonly lists: ProductLists,
    private readonly categories: CategoryTree,
  ) {
    this.figures = new LRUCache({ max: 1, ttl: FIGURES_FRESH_MS, fetchMethod: () => this.count() });
  }

  async view(): Promise<HomeView> {
    const [figures, categories, bestSold] = await Promise.all([
      this.figures.fetch('figures') as Promise<Figures>,
      this.categories.list(),
      this.lists.bestSold(CARDS),
    ]);
    // An order of what nobody bought is no order of sales.
    const popular = bestSold.filter(({ soldCount }) => soldCount > 0);
    const known = new Set(popular.map(({ id }) => id));
    const newest = await this.lists.named(figures.arrivals.filter((id) => !known.has(id)).slice(0, CARDS));
    return {
      counties: figures.counties,
      categories: categories
        .filter((category) => category.parentSlug === null)
        .map((category) => ({ ...category, photo: figures.photos.get(category.slug) ?? null })),
      newest,
      popular,
      year: figures.year,
    };
  }

  private async count(): Promise<Figures> {
    const [counties, photos, year, arrivals] = await Promise.all([
      this.unsold(),
      this.categoryPhotos(),
      this.year(),
      this.arrived(),
    ]);
    return { counties, photos: new Map(photos.map(({ slug, photo }) => [slug, photo])), year, arrivals };
  }

  /** What came last, so that categories, counties and names take turns; of what came on one day other goods on each day. */
  private async arrived(): Promise<readonly string[]> {
    const arrivals = await this.db.query<Arrival>(`
      SELECT l.id, l.name, l.category, l.county FROM (
        SELECT l.product_id AS id, l.name, l.category_parent AS category, l.county_code AS county, l.listed_at,
          row_number() OVER (PARTITION BY l.category_parent, l.county_code ORDER BY l.listed_at DESC, l.product_id DESC) AS nth
        FROM (SELECT * FROM listing l WHERE ${ON_SHELF} ORDER BY l.listed_at DESC, l.product_id DESC LIMIT ${NEWEST_LOOKED_AT}) l) l
      ORDER BY l.nth, ${marketDayOf('l.listed_at')} DESC, md5(l.id::text || ${MARKET_TODAY}::text) LIMIT ${8 * CARDS}`);
    return alternate(arrivals, ({ category, county, name }) => [category, county, name], 2 * CARDS).map(({ id }) => id);
  }

  /** Counties with the most harvest in stock for each piece sold, 滞销; their provinces take turns. */
  private async unsold(): Promise<HomeView['counties']> {
    const slowest = await this.db.query<HomeView['counties'][number]>(`
      SELECT l.county_code AS code, min(l.county_name) AS name, min(l.county_path) AS path,
        count(DISTINCT l.product_id)::int AS "productCount",
        ${saturatedBigint('sum((s.on_hand - s.reserved)::bigint * k.net_weight_grams)')} AS "stockGrams", max(l.photo_key) AS photo
      FROM listing l JOIN sku k ON k.product_id = l.product_id AND k.active JOIN stock s ON s.sku_id = k.id
      WHERE l.county_code IS NOT NULL AND k.net_weight_grams IS NOT NULL AND ${ON_SHELF}
      GROUP BY l.county_code
      ORDER BY sum((s.on_hand - s.reserved)::bigint * k.net_weight_grams) / (1 + sum(l.sold_count)) DESC, l.county_code
      LIMIT ${COUNTIES_LOOKED_AT}`);
    return alternate(slowest, ({ code }) => [code.slice(0, 2)], COUNTIES);
  }

  private categoryPhotos(): Promise<{ slug: string; photo: string }[]> {
    return this.db
      .query(`SELECT DISTINCT ON (category_parent) category_parent AS slug, photo_key AS photo FROM listing l
      WHERE photo_key IS NOT NULL AND ${ON_SHELF} ORDER BY category_parent, score DESC`);
  }

  private async year(): Promise<HomeView['year']> {
    const row = await this.db.one<HomeView['year']>(`
      WITH sales AS (
        SELECT count(*)::int AS orders, ${saturatedBigint('sum(s.total_fen)')} AS fen FROM report_sale s
        WHERE s.paid_at >= ${startOfMarketDay(`date_trunc('year', ${atMarket('now()')})`)})
      SELECT sales.orders, sales.fen AS "salesFen",
        (SELECT count(DISTINCT county_code)::int FROM listing l WHERE ${ON_SHELF}) AS counties,
        (SELECT ${saturatedInt('sum(households)')} FROM (SELECT DISTINCT l.certificate_number, l.households FROM listing l
          WHERE ${CERTIFIED_SQL} AND ${ON_SHELF}) h) AS households,
        (SELECT count(*)::int FROM listing l WHERE ${ON_SHELF}) AS products
      FROM sales`);
    return row ?? { orders: 0, salesFen: 0, counties: 0, households: 0, products: 0 };
  }
}
