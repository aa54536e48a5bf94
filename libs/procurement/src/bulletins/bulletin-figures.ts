import { fulfilmentBp, type RouteResponse } from '@yigou/contracts';
import { type Queryable, saturatedBigint } from '@yigou/platform';
import { REGION } from '../units/unit.queries';
import { HOLDS } from '../filings/share-reviews.service';

type Bulletin = RouteResponse<'getShareBulletin'>;
export type BulletinContent = Pick<Bulletin, 'totals' | 'counties'>;
type Figures = Bulletin['totals'];
type Sums = Omit<Figures, 'fulfilmentBp'>;

const NOTHING: Sums = { units: 0, accounts: 0, filed: 0, notStarted: 0, started: 0, reservedFen: 0, countedFen: 0 };

/**
 * The numbers in use for monitoring (R11) of a region's units by where they stand today: accounts opened, filed, filed but nothing bought, started, and the
 * fulfilment rate (R10) of what finished orders placed until the end of a month of the year come to (R7); counties by rate. One statement, over summaries.
 */
export async function bulletinFigures(
  db: Queryable,
  { regionPrefix, year, month }: { readonly regionPrefix: string; readonly year: number; readonly month: number },
): Promise<BulletinContent> {
  const rows = await db.query<Sums & { region: Bulletin['counties'][number]['region'] }>(
    `WITH sold AS (SELECT unit_id, sum(counted_fen) AS fen FROM share_sale WHERE year = $2 AND month <= $3 GROUP BY unit_id),
     unit AS (
       SELECT l.region_code, EXISTS (SELECT FROM seat_holder m WHERE m.organisation_id = l.unit_id) AS account, f.id IS NOT NULL AS filed,
         coalesce(f.reserved_fen, 0) AS reserved, coalesce(s.fen, 0) AS counted
       FROM budget_unit_place l
       LEFT JOIN share_filing f ON f.unit_id = l.unit_id AND f.year = $2 AND f.status IN ('in_force', 'fulfilled', 'unfulfilled')
       LEFT JOIN sold s ON s.unit_id = l.unit_id
       WHERE l.region_code LIKE $1 || '%' AND ${HOLDS('l')})
     SELECT ${REGION} AS region, u.* FROM (
       SELECT region_code, count(*)::int AS units, (count(*) FILTER (WHERE account))::int AS accounts, (count(*) FILTER (WHERE filed))::int AS filed,
         (count(*) FILTER (WHERE filed AND reserved > 0 AND counted = 0))::int AS "notStarted", (count(*) FILTER (WHERE filed AND counted > 0))::int AS started,
         ${saturatedBigint('sum(reserved)')} AS "reservedFen", ${saturatedBigint('sum(counted) FILTER (WHERE filed)')} AS "countedFen"
       FROM unit GROUP BY region_code) AS u LEFT JOIN region r ON r.code = u.region_code ORDER BY u.region_code`,
    [regionPrefix, year, month],
  );
  const counties = rows
    .map(({ region, ...sums }) => ({ region, ...figuresOf(sums) }))
    .sort((a, b) => (b.fulfilmentBp ?? -1) - (a.fulfilmentBp ?? -1));
  return { totals: figuresOf(rows.reduce(sum, NOTHING)), counties };
}

const KEYS = Object.keys(NOTHING) as (keyof Sums)[];
const sum = (a: Sums, b: Sums): Sums =>
  Object.fromEntries(KEYS.map((key) => [key, Math.min(a[key] + b[key], Number.MAX_SAFE_INTEGER)])) as unknown as Sums;
/** Leaves out what else a row has. */
function figuresOf(row: Sums): Figures {
  const sums = Object.fromEntries(KEYS.map((key) => [key, row[key]])) as unknown as Sums;
  return { ...sums, fulfilmentBp: fulfilmentBp(row.countedFen, row.reservedFen) };
}
