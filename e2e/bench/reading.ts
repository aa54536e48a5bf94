// Reads as scenarios lay them out: addresses, and what each answer has to hold.
import type { Amount, Result } from './figures.ts';
import type { AtLeast, Reads } from './load.ts';
import type { BenchMarket } from './bench-market.ts';

let fresh = 0;
/** A price limit that nobody asked for yet and that leaves nothing out. */
export const unseenLimit = (): number => 100_000_000 - (fresh += 1);

/** The list over and over until there are `count`. */
export function cycle<T>(list: readonly T[], count: number): T[] {
  const rounds = list.length > 0 ? Math.ceil(count / list.length) : 0;
  return Array.from({ length: rounds }, () => list)
    .flat()
    .slice(0, count);
}

export async function column<T>(market: BenchMarket, sql: string): Promise<T[]> {
  const { rows } = await market.db.query<[T]>({ text: sql, rowMode: 'array' });
  return rows.map(([value]) => value);
}

/** A run that reads these addresses. */
export const reading =
  (market: BenchMarket, atLeast: AtLeast, headers?: Reads['headers']) =>
  (paths: readonly string[]) =>
  (amount: Amount): Promise<Result> =>
    market.buyers.ask('reads', { paths, atLeast, ...(headers ? { headers } : {}), ...amount });
