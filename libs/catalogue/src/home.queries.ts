import { Injectable } from '@nestjs/common';
import type { HomeView } from '@yigou/contracts';
import { atMarket, Database, saturatedBigint, saturatedInt, startOfMarketDay } from '@yigou/platform';
import { LRUCache } from 'lru-cache';
import { CategoryTree } from './category-tree';
import { CERTIFIED_SQL, ON_SHELF } from './listings';
import { ProductLists } from './product-list.queries';

const FIGURES_FRESH_MS = 30_000;
const COUNTIES = 8;
const CARDS = 12;

type Figures = Pick<HomeView, 'counties' | 'year'> & { photos: Map<string, string> };

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
    const [figures, categories, newest, popular] = await Promise.all([
      this.figures.fetch('figures') as Promise<Figures>,
      this.categories.list(),
      this.lists.top('newest', CARDS),
      this.lists.top('sales', CARDS),
    ]);
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
    const [counties, photos, year] = await Promise.all([this.unsold(), this.categoryPhotos(), this.year()]);
    return { counties, photos: new Map(photos.map(({ slug, photo }) => [slug, photo])), year };
  }

  /** Counties with the most harvest in stock for each piece sold, 滞销. */
  private unsold(): Promise<HomeView['counties']> {
    return this.db.query(`
      SELECT l.county_code AS code, min(l.county_name) AS name, min(l.county_path) AS path,
        count(DISTINCT l.product_id)::int AS "productCount",
        ${saturatedBigint('sum((s.on_hand - s.reserved)::bigint * k.net_weight_grams)')} AS "stockGrams", max(l.photo_key) AS photo
      FROM listing l JOIN sku k ON k.product_id = l.product_id AND k.active JOIN stock s ON s.sku_id = k.id
      WHERE l.county_code IS NOT NULL AND k.net_weight_grams IS NOT NULL AND ${ON_SHELF}
      GROUP BY l.county_code
      ORDER BY sum((s.on_hand - s.reserved)::bigint * k.net_weight_grams) / (1 + sum(l.sold_count)) DESC, l.county_code
      LIMIT ${COUNTIES}`);
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
