import { Logger } from '@nestjs/common';
import { alarms } from './metrics';

const log = new Logger('Sweep');

/** Before every id: where a keyset over ids begins. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

export interface Isolated<T> {
  /** How many items were dealt with. */
  readonly done: number;
  readonly failures: readonly { readonly item: T; readonly error: unknown }[];
}

/** Thrown when a sweep is over and some of its items failed: the others have been dealt with, and the job shows that somebody must look. */
export class SweepFailed extends Error {
  constructor(
    sweep: string,
    readonly done: number,
    readonly failures: readonly unknown[],
  ) {
    const [first] = failures;
    const reason = first instanceof Error ? first.message : String(first);
    super(`${sweep}: ${failures.length} failed, ${done} done; first: ${reason}`, { cause: first });
    this.name = 'SweepFailed';
  }
}

/** Does the work for each item, one after the other. One that fails is logged and alarmed, and the next has its turn; this never throws. */
export async function eachIsolated<T>(
  sweep: string,
  items: Iterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<Isolated<T>> {
  let done = 0;
  const failures: { item: T; error: unknown }[] = [];
  for (const item of items) {
    try {
      await work(item);
      done += 1;
    } catch (error) {
      log.error({ err: error, sweep, item: nameOf(item) }, 'one item of a sweep failed; the others go on');
      alarms.inc({ kind: 'sweep_item_failed' });
      failures.push({ item, error });
    }
  }
  return { done, failures };
}

/** What the log may say of an item: its id. The rest of a row may be somebody's data. */
function nameOf(item: unknown): unknown {
  if (typeof item === 'object' && item !== null) return (item as { id?: unknown }).id;
  return typeof item === 'string' ? item : undefined;
}

/** Does the work for all items at once; when that fails, for each by itself, so that one bad item costs the others nothing but time. */
export async function batchIsolated<T>(
  sweep: string,
  items: readonly T[],
  work: (items: readonly T[]) => Promise<unknown>,
): Promise<Isolated<T>> {
  if (items.length === 0) return { done: 0, failures: [] };
  if (items.length > 1) {
    try {
      await work(items);
      return { done: items.length, failures: [] };
    } catch (error) {
      log.warn({ err: error, sweep, items: items.length }, 'a batch of a sweep failed; taking its items one by one');
    }
  }
  return eachIsolated(sweep, items, (item) => work([item]));
}

export interface Sweep<T> {
  /** Stands in log, alarm and error. */
  readonly name: string;
  /** Items to a page. */
  readonly size: number;
  /** At most `size` items that are due, in a fixed order, beginning after the one given; from the start when there is none. */
  readonly due: (after: T | undefined) => Promise<readonly T[]>;
}

/**
 * Goes once through all that is due, page by page. Each page begins behind the last item of the one before, done or not: items that fail again and again are
 * tried once a run and never fill the pages of the others. Returns how many were done; throws {@link SweepFailed} at the end when any failed.
 */
export function sweepEach<T>(sweep: Sweep<T>, work: (item: T) => Promise<unknown>): Promise<number> {
  return sweepPages(sweep, (items) => eachIsolated(sweep.name, items, work));
}

/** {@link sweepEach} for work that takes a page in one transaction; a page that fails is taken item by item. */
export function sweepBatches<T>(sweep: Sweep<T>, work: (items: readonly T[]) => Promise<unknown>): Promise<number> {
  return sweepPages(sweep, (items) => batchIsolated(sweep.name, items, work));
}

async function sweepPages<T>(sweep: Sweep<T>, page: (items: readonly T[]) => Promise<Isolated<T>>): Promise<number> {
  let done = 0;
  const errors: unknown[] = [];
  for (let after: T | undefined; ;) {
    const items = await sweep.due(after);
    const result = await page(items);
    done += result.done;
    errors.push(...result.failures.map(({ error }) => error));
    after = items.at(-1);
    if (after === undefined || items.length < sweep.size) break;
  }
  if (errors.length > 0) throw new SweepFailed(sweep.name, done, errors);
  return done;
}

/** Throws {@link SweepFailed} when there are failures: for the end of a job, after what could be done is committed. */
export function raiseFailures(sweep: string, { done, failures }: Isolated<unknown>): void {
  const errors = failures.map(({ error }) => error);
  if (errors.length > 0) throw new SweepFailed(sweep, done, errors);
}
