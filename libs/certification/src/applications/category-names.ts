import type { Queryable } from '@yigou/platform';
import { LRUCache } from 'lru-cache';

/** A name that was changed is seen after so long. */
const FRESH_MS = 60_000;

/** Names of categories, by slug. They hardly ever change, so that a list need not look one up for each of its rows. */
export class CategoryNames {
  private readonly names = new LRUCache<string, string>({ max: 5_000, ttl: FRESH_MS });

  constructor(private readonly db: Queryable) {}

  /** The names of these; at most one statement, and none when all of them are remembered. What does not exist has no entry. */
  async of(slugs: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const unknown = new Set<string>();
    for (const slug of slugs) {
      if (slug === null || found.has(slug)) continue;
      const name = this.names.get(slug);
      if (name === undefined) unknown.add(slug);
      else found.set(slug, name);
    }
    if (unknown.size === 0) return found;
    const rows = await this.db.query<{ slug: string; name: string }>(
      'SELECT slug, name FROM goods_category WHERE slug = ANY($1)',
      [[...unknown]],
    );
    for (const { slug, name } of rows) {
      this.names.set(slug, name);
      found.set(slug, name);
    }
    return found;
  }
}
