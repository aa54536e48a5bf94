import { type OrganisationKind, type RouteId, type SeatPlace, type SeatRule, sitsIn } from '@yigou/contracts';
import type { Queryable } from './database';
import { COUNT_LIMIT, Filter } from './lists';

/** Who asks what waits: their seat, and themselves, since what somebody began is at times for another person to end. */
export interface WaitingSeat extends SeatPlace {
  readonly organisationId: string;
  readonly userId: string;
}

/** One kind of thing that waits for seats, 需要处理. Its figure is that of the list behind its link. */
export interface WaitingKind {
  /** `<context>.<what>`. */
  readonly code: string;
  /** What the figure counts, in Chinese. */
  readonly label: string;
  /** Whose turn it is. */
  readonly seats: SeatRule & { readonly kind: OrganisationKind };
  /** The screen that shows these things, with its filters. */
  readonly link: { readonly path: string; readonly query?: Readonly<Record<string, string>> };
  /** What that screen reads; with the filters of the link it shows the things that are counted. */
  readonly list: RouteId;
  /** Sets on the filter what holds for the things of a seat, by the conditions of the list; gives what stands behind FROM. */
  readonly rows: (filter: Filter, seat: WaitingSeat) => string;
  /** Until when one of them waits: an SQL expression of an instant. */
  readonly due?: string;
}

/** The kinds of a context, in its `<context>.waiting.ts`; the manifest names them. */
export const waitsFor = <const Kinds extends readonly WaitingKind[]>(...kinds: Kinds): readonly WaitingKind[] => kinds;

/** Every kind of the product, as a Nest provider. */
export const WAITING_KINDS = Symbol('WAITING_KINDS');

/** How many things of a kind wait, and when the first of them is due. */
export interface Waiting {
  readonly kind: WaitingKind;
  /** As far as lists count: `COUNT_LIMIT`. */
  readonly count: number;
  readonly dueAt: Date | null;
}

/** Whether things of a kind wait for a seat at all. */
export const concerns = ({ seats }: Pick<WaitingKind, 'seats'>, seat: SeatPlace): boolean =>
  seats.kind === seat.kind && sitsIn(seats, seat);

/** What waits for a seat, in the order of the kinds; a kind of which nothing waits is left out. One statement. */
export async function countWaiting(
  db: Queryable,
  kinds: readonly WaitingKind[],
  seat: WaitingSeat,
): Promise<Waiting[]> {
  const own = kinds.filter((kind) => concerns(kind, seat));
  if (own.length === 0) return [];
  let values: readonly unknown[] = [];
  const counts = own.map(({ rows, due = 'NULL::timestamptz' }, place) => {
    const filter = new Filter(values);
    const from = rows(filter, seat);
    values = filter.values;
    return `SELECT ${place}, count(*)::int, min(few.due) FILTER (WHERE isfinite(few.due))
      FROM (SELECT ${due} AS due FROM ${from} WHERE ${filter.sql} LIMIT ${COUNT_LIMIT}) AS few`;
  });
  const found = await db.query<{ place: number; count: number; dueAt: Date | null }>(
    `SELECT place, count, due_at AS "dueAt" FROM (${counts.join(' UNION ALL ')}) AS waits (place, count, due_at)`,
    [...values],
  );
  const byPlace = new Map(found.map((row) => [row.place, row]));
  return own.flatMap((kind, place) => {
    const row = byPlace.get(place);
    return row && row.count > 0 ? [{ kind, count: row.count, dueAt: row.dueAt }] : [];
  });
}
