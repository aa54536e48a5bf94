import { Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { Database, refresh } from '@yigou/platform';
import { LRUCache } from 'lru-cache';
import { ON_SHELF } from './listings';

export type CategoryRow = RouteResponse<'listCategories'>['items'][number];

const FRESH_MS = 10_000;

/** The two levels of categories with the number of listed products, counted again at most every ten seconds. */
@Injectable()
export class CategoryTree {
  private readonly cache: LRUCache<'all', CategoryRow[]>;

  constructor(private readonly db: Database) {
    this.cache = new LRUCache({ max: 1, ttl: FRESH_MS, fetchMethod: (_key, old) => refresh(old, () => this.read()) });
  }

  async list(): Promise<CategoryRow[]> {
    return (await this.cache.fetch('all')) ?? [];
  }

  async find(slug: string): Promise<CategoryRow | undefined> {
    return (await this.list()).find((category) => category.slug === slug);
  }

  private read(): Promise<CategoryRow[]> {
    return this.db.query<CategoryRow>(`
      WITH n AS (SELECT category_slug AS slug, category_parent AS parent, count(*) AS n FROM listing l WHERE ${ON_SHELF} GROUP BY 1, 2)
      SELECT c.slug, c.name, c.parent_slug AS "parentSlug",
        coalesce((SELECT sum(n)::int FROM n WHERE n.slug = c.slug OR n.parent = c.slug), 0) AS "productCount"
      FROM category c ORDER BY c.position, c.slug`);
  }
}
