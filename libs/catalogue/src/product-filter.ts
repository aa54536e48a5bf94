import { Injectable } from '@nestjs/common';
import type { ProductFilter } from '@yigou/contracts';
import { currentCode, RegionDirectory, regionPrefix } from '@yigou/regions';
import { CategoryTree } from './category-tree';
import { CERTIFIED_SQL, ON_SHELF } from './listings';
import { parseSearch, type SearchQuery } from './search/search-query';

/** Filters of the shelves as conditions on listing `l`. */
export interface ShelfFilter {
  readonly conditions: readonly string[];
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
  ) {}

  /** `search` false leaves the words out: near misses are looked for within the other filters. */
  async resolve(filter: ProductFilter, options: { search: boolean } = { search: true }): Promise<ShelfFilter> {
    const conditions: string[] = [ON_SHELF];
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const search = filter.q ? parseSearch(filter.q) : null;
    if (filter.q && !search) conditions.push('false');
    if (search && options.search) conditions.push(`l.terms @@ ${bind(search.tsquery)}::tsquery`);
    if (filter.region) {
      const { renamed } = await this.regions.tree();
      const prefix = regionPrefix(currentCode(renamed, filter.region));
      // ':' is the character after '9': a range of codes is a range of the index.
      if (prefix.length === 6) conditions.push(`l.county_code = ${bind(prefix)}`);
      else conditions.push(`l.county_code >= ${bind(prefix)} AND l.county_code < ${bind(`${prefix}:`)}`);
    }
    if (filter.category) {
      const top = (await this.categories.find(filter.category))?.parentSlug === null;
      conditions.push(`l.${top ? 'category_parent' : 'category_slug'} = ${bind(filter.category)}`);
    }
    if (filter.channel) conditions.push(`l.channels @> ARRAY[${bind(filter.channel)}]`);
    if (filter.mechanism) conditions.push(`l.mechanisms @> ARRAY[${bind(filter.mechanism)}]`);
    if (filter.certified === 'true') conditions.push(CERTIFIED_SQL);
    if (filter.certified === 'false') conditions.push(`(${CERTIFIED_SQL}) IS NOT TRUE`);
    if (filter.minFen !== undefined) conditions.push(`l.price_fen >= ${bind(filter.minFen)}`);
    if (filter.maxFen !== undefined) conditions.push(`l.price_fen <= ${bind(filter.maxFen)}`);
    if (filter.inStock) conditions.push(IN_STOCK);
    return { conditions, values, search, key: JSON.stringify([conditions, values]) };
  }
}

export const whereSql = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
