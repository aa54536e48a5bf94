import { countSql } from '@yigou/platform';
import { LRUCache } from 'lru-cache';

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

  /** SQL for the total of a filter, one row with an integer `total`: the remembered one, or a count. */
  select(key: string, from: string, filter: string, bind: (value: unknown) => string): string {
    const known = this.known(key);
    return known === undefined ? countSql(from, filter) : `SELECT ${bind(known)}::int AS total`;
  }

  /** Keeps what was counted. */
  keep(key: string, total: number): void {
    if (total >= EXACT_BELOW && !this.totals.has(key)) this.totals.set(key, total);
  }
}
