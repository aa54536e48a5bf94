import { Injectable } from '@nestjs/common';
import { Database } from '@yigou/platform';

/** How PostgreSQL has last seen the prices of the shelves (`pg_stats`): prices that many have, each with its share of all, and bounds between which lie as many of the others each. */
interface Spread {
  readonly common: readonly number[] | null;
  readonly shares: readonly number[] | null;
  readonly bounds: readonly number[] | null;
}

const FRESH_MS = 600_000;
/** Of fewer, an index by price leads to them at once; of more, whatever the list is ordered by. */
const WIDE_SHARE = 0.02;

/** Knows about how many of the shelves lie between two prices. Only the way to what a filter finds depends on it, never what it finds. */
@Injectable()
export class PriceSpread {
  private known: { readonly at: number; readonly spread: Promise<Spread | undefined> } | undefined;

  constructor(private readonly db: Database) {}

  /** Whether more than a few of all lie from `min` to `max`, in fen, both included; so, too, where nothing is known. */
  async isWide(min = 0, max = Infinity): Promise<boolean> {
    const spread = await this.spread();
    if (!spread?.bounds && !spread?.common) return true;
    const within = (price: number): boolean => price >= min && price <= max;
    const shares = spread.shares ?? [];
    const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);
    const common = sum(shares.filter((_, at) => within(spread.common?.[at] ?? -1)));
    const bounds = spread.bounds ?? [];
    const others = bounds.length > 0 ? ((1 - sum(shares)) * bounds.filter(within).length) / bounds.length : 0;
    return common + others > WIDE_SHARE;
  }

  private spread(): Promise<Spread | undefined> {
    if (!this.known || Date.now() - this.known.at > FRESH_MS) {
      const spread = this.db.one<Spread>(
        `SELECT most_common_vals::text::bigint[]::float8[] AS common, most_common_freqs::float8[] AS shares,
           histogram_bounds::text::bigint[]::float8[] AS bounds
         FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'listing' AND attname = 'price_fen' AND NOT inherited`,
      );
      this.known = { at: Date.now(), spread: spread.catch(() => undefined) };
    }
    return this.known.spread;
  }
}
