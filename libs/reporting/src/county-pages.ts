import { Injectable } from '@nestjs/common';
import { ON_SHELF, ProductLists } from '@yigou/catalogue';
import { CERTIFICATE_IN_FORCE } from '@yigou/certification';
import type { CountyPage } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { atMarket, Database, saturatedBigint, saturatedInt, startOfMarketDay } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { LRUCache } from 'lru-cache';
import { NAMED_CERTIFICATES, PAPER_COLUMNS } from './named-certificates';

type Figures = Omit<CountyPage, 'county' | 'poverty' | 'products'>;

const FIGURES_FRESH_MS = 30_000;
const COUNTIES_KEPT = 2_000;
const MONTHS = 12;
const HARVEST = 6;
const MOST_SUPPLIERS = 24;
const CARDS = 12;

/** What lies in stock of a row of `shelf`, whose packings have a weight. */
const LEFT = `SELECT l.product_id, sum((s.on_hand - s.reserved)::bigint * k.net_weight_grams) AS grams
  FROM shelf l JOIN sku k ON k.product_id = l.product_id AND k.active AND k.net_weight_grams IS NOT NULL JOIN stock s ON s.sku_id = k.id
  GROUP BY l.product_id`;
const THIS_MONTH = `date_trunc('month', ${atMarket('now()')})`;

const FIGURES = `
  WITH shelf AS MATERIALIZED (
    SELECT l.product_id, l.name, l.photo_key, l.supplier_id, l.category_parent, l.sold_count FROM listing l
    WHERE l.county_code = $1 AND ${ON_SHELF}),
  remain AS MATERIALIZED (${LEFT}),
  paper AS MATERIALIZED (
    SELECT ${PAPER_COLUMNS} FROM certificate c LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id
    WHERE c.region_code = $1 AND ${CERTIFICATE_IN_FORCE}),
  maker AS (SELECT supplier_id AS id FROM shelf UNION SELECT supplier_id FROM paper),
  goods AS (SELECT supplier_id, count(*)::int AS n FROM shelf GROUP BY supplier_id),
  papers AS (SELECT supplier_id, count(*)::int AS n, sum(households) AS households FROM paper GROUP BY supplier_id)
  SELECT jsonb_build_object(
    'figures', jsonb_build_object(
      'products', (SELECT count(*) FROM shelf), 'suppliers', (SELECT count(*) FROM maker), 'certificates', (SELECT count(*) FROM paper),
      'households', (SELECT CASE WHEN count(households) > 0 THEN ${saturatedInt('sum(households)')} END FROM paper),
      'stockGrams', (SELECT ${saturatedBigint('sum(grams)')} FROM remain)),
    'categories', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', g.slug, 'name', g.name, 'productCount', n.n) ORDER BY n.n DESC, g.slug), '[]')
      FROM (SELECT category_parent AS slug, count(*) AS n FROM shelf GROUP BY category_parent) n JOIN category g ON g.slug = n.slug),
    'harvest', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM (
      SELECT l.product_id AS id, l.name, l.photo_key AS photo, ${saturatedBigint('m.grams')} AS "stockGrams", l.sold_count AS "soldCount"
      FROM shelf l JOIN remain m USING (product_id) WHERE m.grams > 0
      ORDER BY m.grams / (1 + l.sold_count) DESC, l.product_id LIMIT ${HARVEST}) t),
    'suppliers', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM (
      SELECT o.id, o.name, o.supplier_kind AS kind, coalesce(g.n, 0) AS products, coalesce(p.n, 0) AS certificates,
        least(p.households, 2147483647)::int AS households, o.demo
      FROM maker m JOIN organisation o ON o.id = m.id LEFT JOIN goods g ON g.supplier_id = m.id LEFT JOIN papers p ON p.supplier_id = m.id
      ORDER BY coalesce(g.n, 0) DESC, o.name, o.id LIMIT ${MOST_SUPPLIERS}) t),
    'certificates', ${NAMED_CERTIFICATES},
    'months', (SELECT jsonb_agg(jsonb_build_object('month', to_char(m.first, 'YYYY-MM'), 'orders', coalesce(n.orders, 0), 'salesFen', coalesce(n.fen, 0))
        ORDER BY m.first)
      FROM (SELECT (${THIS_MONTH} - make_interval(months => i))::date AS first FROM generate_series(0, ${MONTHS - 1}) AS i) AS m
        LEFT JOIN (SELECT date_trunc('month', s.day)::date AS first, count(*) AS orders, ${saturatedBigint('sum(s.total_fen)')} AS fen
          FROM report_sale s WHERE s.region_code = $1 AND s.paid_at >= ${startOfMarketDay(`${THIS_MONTH} - make_interval(months => ${MONTHS - 1})`)}
          GROUP BY 1) AS n USING (first))) AS page`;

/** A county as everybody reads it. Figures are up to half a minute old, prices and stock of its goods are read anew. */
@Injectable()
export class CountyPages {
  private readonly figures: LRUCache<string, Figures>;

  constructor(
    private readonly db: Database,
    private readonly regions: RegionDirectory,
    private readonly lists: ProductLists,
  ) {
    this.figures = new LRUCache({
      max: COUNTIES_KEPT,
      ttl: FIGURES_FRESH_MS,
      fetchMethod: async (code) => (await this.db.one<{ page: Figures }>(FIGURES, [code]))?.page,
    });
  }

  /** By its present code or one that it used to have. Two statements. Throws `not_found` for what is no county or has counties below it. */
  async view(code: string): Promise<CountyPage> {
    const region = await this.regions.find(code);
    if (!region?.leaf) throw new DomainError('not_found');
    const [figures, products] = await Promise.all([
      this.figures.fetch(region.code) as Promise<Figures>,
      this.lists.ofCounty(region.code),
    ]);
    const county = { code: region.code, name: region.name, path: region.path };
    return { county, poverty: region.poverty, ...figures, products: products.slice(0, CARDS) };
  }
}
