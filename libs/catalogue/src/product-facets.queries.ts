import { Injectable } from '@nestjs/common';
import { BENEFIT_MECHANISMS, CHANNELS, type ProductFilter, type RouteResponse } from '@yigou/contracts';
import { Database } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { LRUCache } from 'lru-cache';
import { CategoryTree } from './category-tree';
import { CERTIFIED_SQL } from './listings';
import { ShelfFilters } from './product-filter';

type Facets = RouteResponse<'productFacets'>;
type FacetKind = 'category' | 'province' | 'channel' | 'mechanism' | 'certified' | 'inStock' | 'minFen' | 'maxFen';

const FRESH_MS = 10_000;
const NAMES: Readonly<Record<string, string>> = { ...CHANNELS, ...BENEFIT_MECHANISMS };

/** How many products a further filter would leave. */
@Injectable()
export class ProductFacetCounts {
  private readonly cache: LRUCache<string, Facets, ProductFilter>;

  constructor(
    private readonly db: Database,
    private readonly filters: ShelfFilters,
    private readonly categories: CategoryTree,
    private readonly regions: RegionDirectory,
  ) {
    this.cache = new LRUCache({
      max: 1_000,
      ttl: FRESH_MS,
      fetchMethod: (_key, _stale, { context }) => this.count(context),
    });
  }

  /** Counted again at most every ten seconds for one filter. */
  async of(filter: ProductFilter): Promise<Facets> {
    return (await this.cache.fetch(JSON.stringify(filter), { context: filter })) as Facets;
  }

  private async count(filter: ProductFilter): Promise<Facets> {
    const { where, values } = await this.filters.resolve(filter);
    const rows = await this.db.query<{ kind: FacetKind; value: string; n: number }>(
      `WITH hit AS MATERIALIZED (
         SELECT l.category_slug, left(l.county_code, 2) AS province, l.channels, l.mechanisms, l.price_fen,
           ${CERTIFIED_SQL} AS certified, l.product_id FROM listing l WHERE ${where})
       SELECT 'category' AS kind, category_slug AS value, count(*) AS n FROM hit GROUP BY 2
       UNION ALL SELECT 'province', province, count(*) FROM hit WHERE province IS NOT NULL GROUP BY 2
       UNION ALL SELECT 'channel', c, count(*) FROM hit, unnest(channels) AS c GROUP BY 2
       UNION ALL SELECT 'mechanism', m, count(*) FROM hit, unnest(mechanisms) AS m GROUP BY 2
       UNION ALL SELECT 'certified', '', count(*) FROM hit WHERE certified
       UNION ALL SELECT 'inStock', '', count(*) FROM hit WHERE product_id IN (
         SELECT k.product_id FROM stock s JOIN sku k ON k.id = s.sku_id WHERE k.active AND s.on_hand > s.reserved)
       UNION ALL SELECT 'minFen', '', coalesce(min(price_fen), 0) FROM hit
       UNION ALL SELECT 'maxFen', '', coalesce(max(price_fen), 0) FROM hit`,
      values,
    );
    const { byCode } = await this.regions.tree();
    const categories = new Map((await this.categories.list()).map((category) => [category.slug, category.name]));
    const of = (kind: FacetKind, label: (value: string) => string) =>
      rows
        .filter((row) => row.kind === kind)
        .map(({ value, n }) => ({ value, label: label(value), count: n }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    const one = (kind: FacetKind) => rows.find((row) => row.kind === kind)?.n ?? 0;
    return {
      categories: of('category', (slug) => categories.get(slug) ?? slug),
      provinces: of('province', (prefix) => byCode.get(`${prefix}0000`)?.name ?? prefix).map((facet) => ({
        ...facet,
        value: `${facet.value}0000`,
      })),
      channels: of('channel', (channel) => NAMES[channel] ?? channel),
      mechanisms: of('mechanism', (mechanism) => NAMES[mechanism] ?? mechanism),
      certified: one('certified'),
      inStock: one('inStock'),
      minFen: one('minFen'),
      maxFen: one('maxFen'),
    };
  }
}
