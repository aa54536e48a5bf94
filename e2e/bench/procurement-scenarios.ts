// What procurement is measured by: the screen of a unit that supervises a whole tree, a bulk order of 200 lines, and very many orders against one ceiling.
import type { BenchMarket } from './bench-market.ts';
import type { CeilingResult } from './figures.ts';
import { consoleHeaders } from './people.ts';
import { prepareBuyingUnit, prepareSupervisor } from './procurement-data.ts';
import { column, cycle, reading } from './reading.ts';
import type { Load, Scenario } from './scenarios.ts';

const SHARES = '/api/v1/procurement/subtree/shares?limit=24';
const PAGES = 20;
/** The unit at the top, one two levels below it, and the first one's filters. */
const SUPERVISORS = {
  tree: { n: 1, filter: '' },
  bureau: { n: 12, filter: '' },
  missing: { n: 1, filter: '&state=missing' },
  minimum: { n: 1, filter: '&below=1' },
  county: { n: 1, filter: '&region=420102' },
} as const;

/** The shares of all that stands below: pages from the first to the twentieth. */
export async function supervision(market: BenchMarket): Promise<Scenario> {
  const variants: Record<string, (units: number) => Load> = {};
  for (const [name, { n, filter }] of Object.entries(SUPERVISORS)) {
    const headers = consoleHeaders(await prepareSupervisor(market, n));
    const paths = await market.buyers.ask('walk', { path: `${SHARES}${filter}`, pages: PAGES, headers });
    const read = reading(market, { items: 24, total: 24 }, headers);
    variants[name] = (units) => read(cycle(paths, units));
  }
  return { variants };
}

const SUPPLIERS = 20;
const LINES_EACH = 10;
const BASKETS = 8;
/** More than any benchmark orders. */
const ENDLESS_FEN = 9_000_000_000_000;

/** 200 lines over 20 suppliers in one request, from a unit's seat. */
export async function bulkOrder(market: BenchMarket): Promise<Scenario> {
  const bySupplier = await column<string[]>(
    market,
    `SELECT (array_agg(sku_id ORDER BY sku_id))[1:${LINES_EACH}] FROM listing, unnest(sku_ids) AS sku_id
     GROUP BY supplier_id HAVING count(*) >= ${LINES_EACH} ORDER BY count(*) DESC, supplier_id`,
  );
  const baskets = Array.from({ length: BASKETS }, (_, at) =>
    bySupplier.slice(at * SUPPLIERS, (at + 1) * SUPPLIERS).flat(),
  ).filter((skus) => skus.length === SUPPLIERS * LINES_EACH);
  if (baskets.length === 0)
    throw new Error(`bulkOrder needs ${SUPPLIERS} suppliers of ${LINES_EACH} SKUs each: more products`);
  const prepare = async (units: number): Promise<Load> => {
    const { buyers } = await prepareBuyingUnit(market, { buyers: units, ceilingFen: ENDLESS_FEN });
    return (amount) => market.buyers.ask('bulkOrder', { buyers, baskets, ...amount });
  };
  return { variants: { '': prepare } };
}

const CONCURRENCY = 64;

/** Orders of one unit whose budget is enough for the goods of half of them; each buyer has goods that nobody else orders. */
export async function ceiling(market: BenchMarket, units: number): Promise<CeilingResult> {
  const skuIds = await column<string>(
    market,
    `SELECT min(sku_ids[1]::text) FROM listing GROUP BY supplier_id LIMIT ${CONCURRENCY}`,
  );
  const prices = await market.db.query<{ fen: number }>(
    'SELECT avg(price_fen)::int AS fen FROM sku WHERE id = ANY($1)',
    [skuIds],
  );
  const ceilingFen = Math.round((units / 2) * (prices.rows[0]?.fen ?? 0));
  const { budgetId, buyers } = await prepareBuyingUnit(market, { buyers: CONCURRENCY, ceilingFen });
  const result = await market.buyers.ask('ceiling', { buyers, skuIds, concurrency: CONCURRENCY, units });
  const { rows } = await market.db.query<{ encumberedFen: number; ordersFen: number }>(
    `SELECT encumbered_fen::float8 AS "encumberedFen", (SELECT coalesce(sum(total_fen), 0) FROM sales_order WHERE budget_id = $1)::float8 AS "ordersFen"
     FROM budget WHERE id = $1`,
    [budgetId],
  );
  return { ...result, ceilingFen, ...(rows[0] ?? { encumberedFen: 0, ordersFen: 0 }) };
}
