import { LRUCache } from 'lru-cache';
import { COUNT_LIMIT } from './application.queries';

/** A total that is expensive to count may be this old. */
const FRESH_MS = 10_000;
/** Below this a total costs nothing and people look at it closely: it is counted each time. */
const EXACT_BELOW = 1_000;

/** Totals of the filters of a list, so that turning its pages does not count thousands of rows again each time. */
export class RememberedTotals {
  private readonly totals = new LRUCache<string, number>({ max: 5_000, ttl: FRESH_MS });

  /** What is remembered for a filter. `key` tells filters and their values apart. */
  known(key: string): number | undefined {
    return this.totals.get(key);
  }

  /** SQL that counts to 10,000 at most: one row, one integer `total`. */
  count(from: string, filter: string): string {
    return `SELECT count(*)::int AS total FROM (SELECT 1 FROM ${from} WHERE ${filter} LIMIT ${COUNT_LIMIT}) AS counted`;
  }

  /** SQL for the total of a filter, one integer: the remembered one, or a count. */
  select(key: string, from: string, filter: string, bind: (value: unknown) => string): string {
    const known = this.known(key);
    return known === undefined ? this.count(from, filter) : `SELECT ${bind(known)}::int AS total`;
  }

  /** Keeps what was counted. */
  keep(key: string, total: number): void {
    if (total >= EXACT_BELOW && !this.totals.has(key)) this.totals.set(key, total);
  }
}
