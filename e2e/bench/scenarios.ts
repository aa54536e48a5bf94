// What is measured. A scenario has variants; each is run at every concurrency.
import { bulkOrder, supervision } from './procurement-scenarios.ts';
import { joining } from './campaign-scenarios.ts';
import { publicity, reviews, verification } from './certification-scenarios.ts';
import type { Amount, ContentionResult, RunResult } from './figures.ts';
import type { BenchMarket } from './bench-market.ts';
import { BENCH_WORD, benchMatches } from './products.ts';
import { prepareBuyers } from './people.ts';
import { column, cycle, reading, unseenLimit } from './reading.ts';

let fresh = 0;
const PRODUCTS = '/api/v1/products';
const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((value) => [Math.random(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);

/** A measured run, prepared: what it asks for is laid out before the clock runs. */
export type Load = (amount: Amount) => Promise<RunResult>;
export interface Scenario {
  readonly variants: Readonly<Record<string, (units: number) => Load | Promise<Load>>>;
  /** What is wrong with what a run has left behind. */
  readonly after?: (market: BenchMarket, result: RunResult) => Promise<string[]>;
}
type Prepare = (market: BenchMarket, size: number) => Promise<Scenario>;

const ORDERS = {
  relevance: { key: 'score', order: 'DESC' },
  newest: { key: '(extract(epoch FROM listed_at) * 1000)::bigint', order: 'DESC' },
  price_asc: { key: 'price_fen', order: 'ASC' },
  sales: { key: 'sold_count', order: 'DESC' },
};
const MOST_PAGES = 3_000;
/** Totals are told this far (`MOST_COUNTED_PRODUCTS` of the contracts). */
const MOST_TOLD = 500;

/** Addresses of pages at any depth of four orders: so many that none is asked for again while its answer is remembered. */
async function listPaths(market: BenchMarket): Promise<string[]> {
  const pages: string[] = [];
  for (const [sort, { key, order }] of Object.entries(ORDERS)) {
    const positions = await column<[number, string]>(
      market,
      `SELECT json_build_array(key, product_id) FROM (
         SELECT ${key} AS key, product_id, row_number() OVER (ORDER BY ${key} ${order}, product_id ${order}) AS place, count(*) OVER () AS all_of
         FROM listing) l WHERE place < all_of - 24 ORDER BY md5(product_id::text) LIMIT ${MOST_PAGES}`,
    );
    for (const position of positions) {
      const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
      pages.push(`${PRODUCTS}?limit=24&sort=${sort}&cursor=${cursor}`);
    }
  }
  return shuffled(pages);
}

const list: Prepare = async (market) => {
  const paths = await listPaths(market);
  const read = reading(market, { items: 24, total: 24 });
  const base = `${PRODUCTS}?limit=24`;
  const few = [base, `${base}&sort=newest`, `${base}&sort=sales`, ...paths.slice(0, 1)];
  return {
    variants: {
      hot: (units) => read(cycle(few, units)),
      cold: (units) => read(cycle(paths, units)),
      unseen: (units) => read(cycle([base], units).map((path) => `${path}&maxFen=${unseenLimit()}`)),
    },
  };
};

const detail: Prepare = async (market) => {
  const ids = shuffled(await column<string>(market, 'SELECT product_id FROM listing'));
  const paths = ids.map((id) => `${PRODUCTS}/${id}`);
  const read = reading(market, { id: true });
  return {
    variants: {
      hot: (units) => read(cycle(paths.slice(0, 10), units)),
      cold: (units) => read(cycle(paths, units)),
    },
  };
};

const search: Prepare = async (market, size) => {
  const base = `${PRODUCTS}?limit=24&q=${encodeURIComponent(BENCH_WORD)}`;
  const matches = Math.min(benchMatches(size), MOST_TOLD);
  const read = reading(market, { items: Math.min(24, matches), total: matches });
  return {
    variants: {
      hot: (units) => read(cycle([base, `${base}&sort=sales`], units)),
      cold: (units) => read(cycle([base], units).map((path) => `${path}&maxFen=${unseenLimit()}`)),
    },
  };
};

const addToCart: Prepare = async (market) => {
  const skuIds = shuffled(await column<string>(market, 'SELECT sku_ids[1] FROM listing'));
  return { variants: { '': () => (amount) => market.buyers.ask('addToCart', { skuIds, ...amount }) } };
};

/** Two SKUs of one supplier, so that a checkout is one order with two lines, as the floor's. */
const checkout: Prepare = async (market) => {
  const pairs = await column<string[]>(
    market,
    `SELECT (array_agg(sku_ids[1] ORDER BY product_id))[1:2] FROM (
       SELECT supplier_id, product_id, sku_ids, (row_number() OVER (PARTITION BY supplier_id ORDER BY product_id) - 1) / 2 AS pair FROM listing) l
     GROUP BY supplier_id, pair HAVING count(*) = 2`,
  );
  const mixed = shuffled(pairs);
  const prepare = async (units: number): Promise<Load> => {
    const buyers = await prepareBuyers(market, units);
    return (amount) => market.buyers.ask('checkout', { pairs: mixed, buyers, ...amount });
  };
  return { variants: { '': prepare }, after: checkPaid };
};

/** Every order of the run must have been paid, in the database and as its buyer reads it. */
async function checkPaid(market: BenchMarket, { orderIds = [], sample = [] }: RunResult): Promise<string[]> {
  const { rows } = await market.db.query<{ paid: number }>(
    `SELECT count(*)::int AS paid FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id
     WHERE o.id = ANY($1) AND o.status = 'to_ship' AND p.status = 'paid' AND p.captured_fen = c.total_fen`,
    [orderIds],
  );
  const off = orderIds.length - (rows[0]?.paid ?? 0);
  const notPaid = await market.buyers.ask('readBack', { sample });
  return [...(off > 0 ? [`${off} orders are not paid`] : []), ...notPaid];
}

const register: Prepare = async (market) => {
  const names = (units: number) =>
    Array.from({ length: units }, () => `bench-${Date.now()}-${(fresh += 1)}@example.org`);
  const prepare = (units: number): Load => {
    const logins = names(units);
    return (amount) => market.buyers.ask('register', { logins, ...amount });
  };
  return { variants: { '': prepare } };
};

export const MEASURED: Readonly<Record<string, Prepare>> = {
  list,
  detail,
  search,
  addToCart,
  checkout,
  register,
  reviews,
  publicity,
  verification,
  supervision,
  bulkOrder,
  joining,
};

const STOCK = 100;
const BUYERS = 64;

/** Stock of 100 and more attempts than that: the attempts, and what was sold by the books. */
export async function contention(market: BenchMarket, units: number): Promise<ContentionResult> {
  const [skuId = ''] = await column<string>(market, 'SELECT sku_ids[1] FROM listing ORDER BY product_id DESC LIMIT 1');
  await market.db.query(
    `WITH moved AS (
       INSERT INTO stock_movement (id, sku_id, delta, reason, reference)
       SELECT gen_random_uuid(), sku_id, $2 + reserved - on_hand, 'adjustment', 'bench' FROM stock WHERE sku_id = $1 RETURNING delta)
     UPDATE stock SET on_hand = on_hand + moved.delta FROM moved WHERE sku_id = $1`,
    [skuId, STOCK],
  );
  const held = async () => {
    const { rows } = await market.db.query<{ left: number; reserved: number }>(
      'SELECT on_hand - reserved AS left, reserved FROM stock WHERE sku_id = $1',
      [skuId],
    );
    return rows[0] ?? { left: 0, reserved: 0 };
  };
  const before = await held();
  const buyers = await prepareBuyers(market, BUYERS, { withAddress: true });
  const result = await market.buyers.ask('contention', { buyers, skuId, concurrency: BUYERS, units });
  const after = await held();
  return {
    ...result,
    stock: STOCK,
    buyers: BUYERS,
    heldByTheBooks: after.reserved - before.reserved,
    left: after.left,
  };
}
