import { Injectable } from '@nestjs/common';
import type { FilingStatus, RouteInput, RouteResponse, ShareState } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import {
  Database,
  Filter,
  keyset,
  type KeysetPage,
  keysetPage,
  type Listing,
  MARKET_TODAY_OF_TRANSACTION,
  narrowedPrefix,
  saturatedBigint,
} from '@yigou/platform';
import { BELOW, COUNTRY, sharesOf, STATE } from '../rollups/share-facts';
import { type Reach, type StateRow, sumsSql, unitsSql } from '../rollups/share-sums';
import { HOLDS } from './share-reviews.service';
import { thisYear } from './share-rules';

type Page = RouteResponse<'listSharesBelow'>;
type Row = Page['items'][number];
type Query = RouteInput<'listSharesBelow'>['query'];
type Filing = NonNullable<Row['filing']>;
interface ListRow {
  readonly id: string;
  readonly name: string;
  readonly region_code: string | null;
  readonly region_name: string;
  readonly region_path: string;
  readonly parent_id: string | null;
  readonly parent_name: string;
  readonly state: Row['state'];
  /** Null for a unit that has filed nothing: the columns from here to `filed_at` say nothing then. */
  readonly filing_id: string | null;
  readonly version: number;
  readonly canteen: Filing['canteen'];
  readonly canteen_total_fen: number;
  readonly ratio_bp: number;
  readonly reserved_fen: number;
  readonly below_minimum: boolean;
  readonly due_on: string | null;
  readonly overdue: boolean;
  readonly filed_at: Date | null;
  readonly reminded_on: string | null;
  readonly counted_fen: number;
  readonly fulfilment_bp: number | null;
}

/** The first value of a list's filter. */
const SHARES = `JOIN organisation o ON o.id = l.unit_id ${sharesOf('$1')}`;
/** The units `l` that a list is of. */
const UNITS = {
  below: 'budget_unit_path p JOIN budget_unit_place l ON l.unit_id = p.unit_id',
  region: 'budget_unit_place l',
} as const;
type Scope = keyof typeof UNITS;

/** Who reads a list: a unit that supervises, or a finance department. */
type Reader = { readonly organisationId: string } | { readonly regionPrefix: string };
/** Sets on a filter that the units are those of the reader, today. */
function within(filter: Filter, reader: Reader): Scope {
  filter.and(HOLDS('l', MARKET_TODAY_OF_TRANSACTION));
  if ('regionPrefix' in reader) {
    filter.and(`l.region_code LIKE ${filter.bind(`${reader.regionPrefix}%`)}`);
    return 'region';
  }
  const ancestor = filter.bind(reader.organisationId);
  filter.and(`p.ancestor_id = ${ancestor}`, 'p.depth > 0', HOLDS('p', MARKET_TODAY_OF_TRANSACTION));
  return 'below';
}

/** What the list of a reader shows of this year in a state: sets it on a filter and gives what stands behind FROM. */
export function sharesInState(filter: Filter, reader: Reader, state: FilingStatus): string {
  const year = `${filter.bind(thisYear())}::int`;
  const scope = within(filter, reader);
  filter.equals(STATE, state);
  return `${UNITS[scope]} ${sharesOf(year)}`;
}
const LIST: Omit<Listing, 'from'> = {
  alias: 'l',
  joins: `${SHARES} LEFT JOIN LATERAL (SELECT code, name, path FROM region WHERE code = l.region_code OFFSET 0) AS r ON true LEFT JOIN organisation above ON above.id = l.parent_id`,
  // One column each: an object of JSON for each row costs as much again as finding the rows.
  columns: `l.unit_id AS id, o.name, r.code AS region_code, r.name AS region_name, r.path AS region_path, above.id AS parent_id, above.name AS parent_name,
    ${STATE} AS state, f.id AS filing_id, f.version, f.canteen, f.canteen_total_fen, f.ratio_bp, f.reserved_fen, ${BELOW} AS below_minimum, f.due_on,
    coalesce(f.due_on < ${MARKET_TODAY_OF_TRANSACTION}, false) AS overdue, f.filed_at,
    (SELECT max(reminded_on) FROM share_reminder m WHERE m.unit_id = l.unit_id AND m.year = $1) AS reminded_on,
    coalesce(y.counted_fen, 0) AS counted_fen,
    CASE WHEN held.reserved_fen > 0 THEN round(coalesce(y.counted_fen, 0)::numeric * 10000 / held.reserved_fen)::bigint ELSE NULL END AS fulfilment_bp`,
  keyset: keyset('ASC', { sql: 'l.region_code', kind: 'text' }, { sql: 'l.unit_id', kind: 'id' }),
};

/** The year of many units: of everything below one, of everything in a region. */
@Injectable()
export class ShareLists {
  constructor(private readonly db: Database) {}

  /** Units below the caller's, at any depth. Two statements. Throws `forbidden`. */
  below(caller: Caller, query: Query): Promise<Page> {
    const { organisationId } = seatOf(caller, 'agency');
    return this.list({ organisationId }, query);
  }

  /** Units of the finance department's region, or of the auditor's. Two statements. Throws `forbidden`. */
  region(caller: Caller, query: Query, kind: 'finance' | 'auditor' = 'finance'): Promise<Page> {
    const { regionPrefix } = seatOf(caller, kind);
    return this.list({ regionPrefix }, query);
  }

  /** From the sums that are kept; where none are, or names are looked for, counted there and then. */
  private async list(reader: Reader, query: Query): Promise<Page> {
    const reach = reachOf(reader, query);
    const kept = reach && (await this.kept(reach, query));
    return kept ?? this.counted(reader, query);
  }

  private async kept(reach: Reach, query: Query): Promise<Page | null> {
    const sums = new Filter([reach.year]);
    const found = await this.db.query<StateRow>(sumsSql(sums, reach), sums.values);
    if (found.length === 0) return null;
    const states = found.map(({ changed: _changed, ...row }) => row);
    const filter = new Filter([reach.year]);
    const units = unitsSql(filter, reach, { ...query, changed: found[0]?.changed ?? [] });
    const from = `budget_unit_place l JOIN ${units} AS k ON k.unit_id = l.unit_id`;
    filter.and(HOLDS('l', MARKET_TODAY_OF_TRANSACTION));
    const count = `SELECT ${filter.bind(totalOf(states, query))}::int AS total`;
    return pageOfShares(query, states, await keysetPage<ListRow>(this.db, filter, { ...LIST, from, count }, query));
  }

  private async counted(reader: Reader, query: Query): Promise<Page> {
    const filter = new Filter([yearOf(query)]);
    const scope = within(filter, reader);
    filter.inRegion('l.region_code', query.region).contains(query.q, 'o.name');
    if (query.below) filter.and(BELOW);
    const states = await this.states(scope, filter);
    filter.equals(STATE, query.state);
    const from = `${UNITS[scope]} ${SHARES}`;
    const count = `SELECT ${filter.bind(totalOf(states, query))}::int AS total`;
    return pageOfShares(query, states, await keysetPage<ListRow>(this.db, filter, { ...LIST, from, count }, query));
  }

  private states(scope: Scope, { sql, values }: Filter): Promise<Page['states']> {
    return this.db.query<Page['states'][number]>(
      `SELECT ${STATE} AS state, count(*)::int AS units, (count(*) FILTER (WHERE ${BELOW}))::int AS "belowMinimum",
         ${saturatedBigint('sum(f.canteen_total_fen)')} AS "canteenTotalFen", ${saturatedBigint('sum(f.reserved_fen)')} AS "reservedFen",
         ${saturatedBigint('sum(f.union_demand_fen)')} AS "unionDemandFen",
         ${saturatedBigint('sum(y.counted_fen)')} AS "countedFen"
       FROM ${UNITS[scope]} ${SHARES} WHERE ${sql} GROUP BY 1 ORDER BY 1`,
      [...values],
    );
  }
}

/** What is kept of a reader's list; null for one that is searched by names, and for what lies outside. */
function reachOf(reader: Reader, query: Query): Reach | null {
  const region = 'regionPrefix' in reader;
  const prefix = narrowedPrefix(region ? reader.regionPrefix : '', query.region);
  if (query.q || prefix === null) return null;
  const ancestorId = region ? COUNTRY : reader.organisationId;
  return { year: yearOf(query), ancestorId, prefix, belowMinimum: !!query.below };
}

/** How many units a list has; the states are counted whichever of them is shown. */
const totalOf = (states: Page['states'], query: Query): number =>
  query.state
    ? (states.find(({ state }) => state === query.state)?.units ?? 0)
    : states.reduce((sum, { units }) => sum + units, 0);

const rowOf = (row: ListRow): Row => ({
  id: row.id,
  unit: {
    id: row.id,
    name: row.name,
    region: row.region_code === null ? null : { code: row.region_code, name: row.region_name, path: row.region_path },
  },
  parent: row.parent_id === null ? null : { id: row.parent_id, name: row.parent_name },
  state: row.state,
  filing:
    row.filing_id === null
      ? null
      : {
          id: row.filing_id,
          version: row.version,
          canteen: row.canteen,
          canteenTotalFen: row.canteen_total_fen,
          ratioBp: row.ratio_bp,
          reservedFen: row.reserved_fen,
          belowMinimum: row.below_minimum,
          dueOn: row.due_on,
          overdue: row.overdue,
          filedAt: row.filed_at?.toISOString() ?? null,
        },
  remindedOn: row.reminded_on,
  countedFen: row.counted_fen,
  fulfilmentBp: row.fulfilment_bp,
});

const pageOfShares = (
  query: Query,
  states: Page['states'],
  { rows, nextCursor, total }: KeysetPage<ListRow>,
): Page => ({
  items: rows.map(rowOf),
  nextCursor,
  total,
  year: yearOf(query),
  states,
  totals: totalsOf(states),
});

const yearOf = ({ year }: Query): number => year ?? thisYear();

type Sums = Page['totals'];

/** Sums that stay at the largest whole number that there is. */
function totalsOf(states: readonly (Sums & { readonly state: ShareState })[]): Sums {
  const sum = (key: keyof Sums): number =>
    Math.min(
      states.reduce((total, row) => total + row[key], 0),
      Number.MAX_SAFE_INTEGER,
    );
  return {
    units: sum('units'),
    belowMinimum: sum('belowMinimum'),
    canteenTotalFen: sum('canteenTotalFen'),
    reservedFen: sum('reservedFen'),
    unionDemandFen: sum('unionDemandFen'),
    countedFen: sum('countedFen'),
  };
}
