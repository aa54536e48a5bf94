import { LRUCache } from 'lru-cache';
import { COUNT_LIMIT } from './application.queries';

/** A total that is dear to count may be this old. */
const FRESH_MS = 10_000;
/** Below this a total costs nothing and people look at it closely: it is counted each time. */
const EXACT_BELOW = 1_000;

/** Totals of the filters of a list, so that turning its pages does not count thousands of rows again each time. */
export class RememberedTotals {
  private readonly totals = new LRUCache<string, number>({ max: 5_000, ttl: FRESH_MS });

  /** SQL for the total of a filter, one integer: the remembered one, or a count to 10,000 at most. `key` tells filters and their values apart. */
  select(key: string, from: string, filter: string, bind: (value: unknown) => string): string {
    const known = this.totals.get(key);
    if (known !== undefined) return `SELECT ${bind(known)}::int AS total`;
    return `SELECT count(*)::int AS total FROM (SELECT 1 FROM ${from} WHERE ${filter} LIMIT ${COUNT_LIMIT}) AS counted`;
  }

  /** Keeps what was counted. */
  keep(key: string, total: number): void {
    if (total >= EXACT_BELOW && !this.totals.has(key)) this.totals.set(key, total);
  }
}
