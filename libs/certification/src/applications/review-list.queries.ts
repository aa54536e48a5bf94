import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, levelOf, type Seat, seatOf } from '@yigou/identity';
import { afterSql, type Bind, countSql, Database, earliestFirst, Filter, orderSql, pageOf } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { REVIEW_OF_LEVEL } from './application-status';
import { BULK_SAFE } from './bulk-safe';
import { CategoryNames } from './category-names';
import { withinSeat } from './jurisdiction-filter';
import { RememberedTotals } from './remembered-totals';

type Query = RouteInput<'listReviews'>['query'];
type Page = RouteResponse<'listReviews'>;
type Item = Page['items'][number];
/** A row as it is read; `dueAt` may be PostgreSQL's `infinity`. */
type ListRow = Omit<Item, 'county' | 'categoryName' | 'dueAt'> & {
  readonly dueAt: string;
  readonly regionCode: string;
  readonly categorySlug: string | null;
  /** Absent when it is remembered. */
  readonly total?: number;
};

/**
 * What a row of the list shows of application `a`: names are looked up for each row of the page by itself, which no estimate of its length turns into a
 * join of whole tables.
 */
const COLUMNS = `a.id, a.number, a.kind, a.causes, a.status, to_json(a.status_since) AS "statusSince", to_json(a.due_at) AS "dueAt",
  a.product_name AS "productName", a.version, a.round, a.price_verdict AS "priceVerdict", a.region_code AS "regionCode",
  a.category_slug AS "categorySlug", extract(epoch FROM clock_timestamp() - a.status_since)::int / 86400 AS "ageDays",
  a.due_at < clock_timestamp() AS overdue, (SELECT o.name FROM organisation o WHERE o.id = a.supplier_id) AS "supplierName",
  (SELECT u.name FROM app_user u WHERE u.id = a.claimed_by) AS "claimedBy", ${BULK_SAFE} AS "bulkSafe"`;

/** What is due first. */
const DUE_FIRST = earliestFirst('a.due_at', 'a.id');

/** Below this many days left a case counts as due soon. */
const SOON_DAYS = 2;
/** Decisions of a reviewer are counted over this many days. */
const DECIDED_DAYS = 30;
const AGES = [
  { label: '3 天以内', below: 3 },
  { label: '3–7 天', below: 7 },
  { label: '7–15 天', below: 15 },
  { label: '15 天以上', below: null },
] as const;

/** The work of an office: what waits, how long, and who does it. */
@Injectable()
export class ReviewLists {
  private readonly totals = new RememberedTotals();
  private readonly categories: CategoryNames;

  constructor(
    private readonly db: Database,
    private readonly regions: RegionDirectory,
  ) {
    this.categories = new CategoryNames(db);
  }

  /**
   * The work list of a seat, what is due first on top: a keyset page, one statement, and one more when a category's name is not remembered or a page after the
   * last has to be counted. A total in the thousands may be 10 s old.
   */
  async page(caller: Caller, query: Query): Promise<Page> {
    const seat = seatOf(caller, 'administration');
    const from = this.from(query);
    const filter = this.filter(caller.actor.userId, seat, query);
    const counted = [...filter.values];
    const totalKey = JSON.stringify([filter.sql, ...counted]);
    const known = this.totals.known(totalKey);
    const count = countSql(from, filter.sql);
    const after = afterSql(DUE_FIRST, query.cursor, filter.bind);
    // The limit stands in the text: bound, it would be planned as a tenth of all rows.
    const found = await this.db.query<ListRow>(
      `SELECT ${COLUMNS}${known === undefined ? `, (${count}) AS total` : ''} FROM ${from} WHERE ${filter.sql} AND ${after}
       ORDER BY ${orderSql(DUE_FIRST)} LIMIT ${query.limit + 1}`,
      filter.values,
    );
    const first =
      found.length > 0 || query.cursor === undefined || known !== undefined
        ? found[0]
        : await this.db.one<{ total: number }>(count, counted);
    const total = known ?? first?.total ?? 0;
    this.totals.keep(totalKey, total);
    const { rows, nextCursor } = pageOf(DUE_FIRST, found, query.limit, ({ dueAt, id }) => [dueAt, id]);
    return { items: await this.named(rows), nextCursor, total };
  }

  /** Counties and categories get their names from memory. */
  private async named(rows: readonly ListRow[]): Promise<Page['items']> {
    const [{ byCode }, categories] = await Promise.all([
      this.regions.tree(),
      this.categories.of(rows.map(({ categorySlug }) => categorySlug)),
    ]);
    return rows.map(({ total: _total, regionCode, categorySlug, ...row }) => {
      // A county that is younger than the directory is shown by its code.
      const { code, name, path } = byCode.get(regionCode) ?? { code: regionCode, name: regionCode, path: regionCode };
      const categoryName = categorySlug === null ? null : (categories.get(categorySlug) ?? null);
      return { ...row, dueAt: row.dueAt === 'infinity' ? null : row.dueAt, county: { code, name, path }, categoryName };
    });
  }

  /** Suppliers are joined only where their names are looked in. */
  private from({ q }: Query): string {
    return q ? 'application a JOIN organisation s ON s.id = a.supplier_id' : 'application a';
  }

  private filter(userId: string, seat: Seat, { status, region, q, only }: Query): Filter {
    const filter = new Filter().equals('a.status', status ?? REVIEW_OF_LEVEL[levelOf(seat)]);
    // What was never submitted is the applicant's own. All other states come after a submission; their indexes answer without the rows.
    if (status === 'draft' || status === 'withdrawn') filter.and('a.round > 0');
    filter.and(withinSeat(seat, region, filter.bind));
    if (only === 'mine') filter.equals('a.claimed_by', userId);
    if (only === 'unclaimed') filter.and('a.claimed_by IS NULL');
    if (only === 'overdue') filter.and('a.due_at < (SELECT clock_timestamp())');
    return filter.contains(q, 'a.number', 'a.product_name', 's.name');
  }

  /** Workload of a seat: how much waits and for how long, who has what. One statement. */
  async summary(caller: Caller): Promise<RouteResponse<'reviewSummary'>> {
    const seat = seatOf(caller, 'administration');
    const level = levelOf(seat);
    const values: unknown[] = [REVIEW_OF_LEVEL[level], caller.actor.userId, level];
    const bind: Bind = (value) => `$${values.push(value)}`;
    const place = withinSeat(seat, undefined, bind);
    const age = 'extract(epoch FROM clock_timestamp() - w.status_since) / 86400';
    const ages = AGES.map(({ label, below }, at) => {
      const from = AGES[at - 1]?.below ?? 0;
      const within = below === null ? `${age} >= ${from}` : `${age} >= ${from} AND ${age} < ${below}`;
      return `jsonb_build_object('label', '${label}', 'count', count(*) FILTER (WHERE ${within}))`;
    });
    const row = await this.db.one<{ summary: RouteResponse<'reviewSummary'> }>(
      `WITH w AS MATERIALIZED (SELECT a.status_since, a.due_at, a.claimed_by FROM application a WHERE a.status = $1 AND ${place}),
       decided AS (SELECT s.actor_id, count(*)::int AS n FROM application_step s JOIN application a ON a.id = s.application_id
         WHERE s.at > clock_timestamp() - interval '${DECIDED_DAYS} days' AND s.action IN ('approve', 'issue', 'return', 'refuse')
           AND s.level = $3 AND s.actor_id IS NOT NULL AND ${place} GROUP BY s.actor_id),
       claimed AS (SELECT claimed_by, count(*)::int AS n FROM w WHERE claimed_by IS NOT NULL GROUP BY claimed_by)
       SELECT jsonb_build_object('level', $3::text, 'waiting', count(*), 'overdue', count(*) FILTER (WHERE w.due_at < clock_timestamp()),
         'dueSoon', count(*) FILTER (WHERE w.due_at BETWEEN clock_timestamp() AND clock_timestamp() + interval '${SOON_DAYS} days'),
         'mine', count(*) FILTER (WHERE w.claimed_by = $2),
         'objections', (SELECT count(*) FROM objection b JOIN application a ON a.id = b.application_id WHERE b.status = 'open' AND ${place}),
         'byReviewer', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', u.name, 'claimed', coalesce(c.n, 0), 'decided', coalesce(d.n, 0))
             ORDER BY u.name), '[]')
           FROM claimed c FULL JOIN decided d ON d.actor_id = c.claimed_by JOIN app_user u ON u.id = coalesce(c.claimed_by, d.actor_id)),
         'byAge', jsonb_build_array(${ages.join(', ')})) AS summary FROM w`,
      values,
    );
    if (!row) throw new Error('a count has one row');
    return row.summary;
  }
}
