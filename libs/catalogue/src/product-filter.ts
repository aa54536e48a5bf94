import { Injectable } from '@nestjs/common';
import type { ProductFilter } from '@yigou/contracts';
import { Filter } from '@yigou/platform';
import { currentCode, RegionDirectory } from '@yigou/regions';
import { CategoryTree } from './category-tree';
import { CERTIFIED_SQL, ON_SHELF } from './listings';
import { PriceSpread } from './price-spread';
import { parseSearch, type SearchQuery } from './search/search-query';

/** Filters of the shelves as a condition on listing `l`. */
export interface ShelfFilter {
  readonly where: string;
  readonly values: readonly unknown[];
  /** Null when nothing was typed. `impossible` when what was typed holds no word. */
  readonly search: SearchQuery | null;
  /** The same filter has the same key. */
  readonly key: string;
}

const IN_STOCK = `l.product_id IN (SELECT k.product_id FROM stock s JOIN sku k ON k.id = s.sku_id
  WHERE k.active AND s.on_hand > s.reserved)`;

/** Turns the filters that a client names into conditions. */
@Injectable()
export class ShelfFilters {
  constructor(
    private readonly categories: CategoryTree,
    private readonly regions: RegionDirectory,
    private readonly prices: PriceSpread,
  ) {}

  /** `search` false leaves the words out: near misses are looked for within the other filters. */
  async resolve(filter: ProductFilter, options: { search: boolean } = { search: true }): Promise<ShelfFilter> {
    const where = new Filter().and(ON_SHELF);
    const search = filter.q ? parseSearch(filter.q) : null;
    if (filter.q && !search) where.and('false');
    if (search && options.search) where.and(`l.terms @@ ${where.bind(search.tsquery)}::tsquery`);
    if (filter.region) {
      const { renamed } = await this.regions.tree();
      where.inRegion('l.county_code', currentCode(renamed, filter.region));
    }
    if (filter.category) {
      const top = (await this.categories.find(filter.category))?.parentSlug === null;
      where.equals(`l.${top ? 'category_parent' : 'category_slug'}`, filter.category);
    }
    if (filter.channel) where.and(`l.channels @> ARRAY[${where.bind(filter.channel)}]`);
    if (filter.mechanism) where.and(`l.mechanisms @> ARRAY[${where.bind(filter.mechanism)}]`);
    if (filter.certified === 'true') where.and(CERTIFIED_SQL);
    if (filter.certified === 'false') where.and(`(${CERTIFIED_SQL}) IS NOT TRUE`);
    await this.addPrices(where, filter);
    if (filter.inStock) where.and(IN_STOCK);
    return { where: where.sql, values: where.values, search, key: JSON.stringify([where.sql, where.values]) };
  }

  /**
   * Bounds that leave many are written so that they say nothing to the planner: it would plan for these very figures at every call or, having kept a plan for two bounds of which it knows nothing, sort all that they
   * leave to find a page.
   */
  private async addPrices(where: Filter, { minFen, maxFen }: ProductFilter): Promise<void> {
    if (minFen === undefined && maxFen === undefined) return;
    const wide = await this.prices.isWide(minFen, maxFen);
    const bound = (comparison: '>=' | '<=', fen: number | undefined): void => {
      if (fen === undefined) return;
      const value = where.bind(fen);
      where.and(
        wide
          ? `(l.price_fen ${comparison} (SELECT ${value}::bigint)) IS NOT FALSE`
          : `l.price_fen ${comparison} ${value}`,
      );
    };
    bound('>=', minFen);
    bound('<=', maxFen);
  }
}
