// What is measured. A scenario has variants; each is run at every concurrency.
import { publicity, reviews, verification } from './certification-scenarios.mjs';
import { BENCH_MATCHES, BENCH_WORD } from './products.mjs';
import { prepareBuyers } from './people.mjs';

/** Makes each address different from every other, so that no answer comes from the cache of answers. */
let fresh = 0;
const different = (path) => `${path}${path.includes('?') ? '&' : '?'}_=${(fresh += 1)}`;
/** A price limit that nobody asked for yet and that leaves nothing out. */
const unseenLimit = () => 100_000_000 - (fresh += 1);

const PRODUCTS = '/api/v1/products';
const shuffled = (list) =>
  list
    .map((value) => [Math.random(), value])
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
const cycle = (list, count) => Array.from({ length: count }, (_, index) => list[index % list.length]);

async function column(market, sql) {
  const { rows } = await market.db.query({ text: sql, rowMode: 'array' });
  return rows.map(([value]) => value);
}

/** Addresses of list pages: deep pages of four orders, categories, provinces. */
async function listPaths(market) {
  const base = `${PRODUCTS}?limit=24`;
  const pages = [];
  for (const sort of ['relevance', 'newest', 'price_asc', 'sales'])
    pages.push(...(await market.buyers.ask('walk', { path: `${base}&sort=${sort}`, pages: 25 })));
  const categories = await column(market, 'SELECT category_slug FROM listing GROUP BY 1 HAVING count(*) >= 24');
  const provinces = await column(
    market,
    `SELECT left(county_code, 2) || '0000' FROM listing GROUP BY 1 HAVING count(*) >= 24`,
  );
  return shuffled([
    ...pages,
    ...categories.map((slug) => `${base}&category=${slug}`),
    ...provinces.map((code) => `${base}&region=${code}`),
  ]);
}

async function list(market) {
  const paths = await listPaths(market);
  const atLeast = { items: 24, total: 24 };
  const base = `${PRODUCTS}?limit=24`;
  return {
    hot: (units) => [
      'reads',
      { paths: cycle([base, `${base}&sort=newest`, `${base}&sort=sales`, paths[0]], units), atLeast },
    ],
    cold: (units) => ['reads', { paths: cycle(paths, units).map(different), atLeast }],
    unseen: (units) => [
      'reads',
      { paths: cycle([base], units).map((path) => `${path}&maxFen=${unseenLimit()}`), atLeast },
    ],
  };
}

async function detail(market) {
  const ids = shuffled(await column(market, 'SELECT product_id FROM listing'));
  const paths = ids.map((id) => `${PRODUCTS}/${id}`);
  const atLeast = { id: true };
  return {
    hot: (units) => ['reads', { paths: cycle(paths.slice(0, 10), units), atLeast }],
    cold: (units) => ['reads', { paths: cycle(paths, units).map(different), atLeast }],
  };
}

async function search(market, size) {
  const base = `${PRODUCTS}?limit=24&q=${encodeURIComponent(BENCH_WORD)}`;
  const matches = Math.min(size, BENCH_MATCHES);
  const atLeast = { items: Math.min(24, matches), total: matches };
  return {
    hot: (units) => ['reads', { paths: cycle([base, `${base}&sort=sales`], units), atLeast }],
    cold: (units) => [
      'reads',
      { paths: cycle([base], units).map((path) => `${path}&maxFen=${unseenLimit()}`), atLeast },
    ],
  };
}

async function addToCart(market) {
  const skuIds = shuffled(await column(market, 'SELECT sku_ids[1] FROM listing'));
  return { '': () => ['addToCart', { skuIds }] };
}

/** Two SKUs of one supplier, so that a checkout is one order with two lines, as the floor's. */
async function checkout(market) {
  const pairs = await column(
    market,
    `SELECT (array_agg(sku_ids[1] ORDER BY product_id))[1:2] FROM (
       SELECT supplier_id, product_id, sku_ids, (row_number() OVER (PARTITION BY supplier_id ORDER BY product_id) - 1) / 2 AS pair FROM listing) l
     GROUP BY supplier_id, pair HAVING count(*) = 2`,
  );
  const mixed = shuffled(pairs);
  const prepare = async (units) => ['checkout', { pairs: mixed, buyers: await prepareBuyers(market, units) }];
  return { '': prepare, after: checkPaid };
}

/** Every order of the run must have been paid, in the database and as its buyer reads it. */
async function checkPaid(market, { orderIds, sample }) {
  const { rows } = await market.db.query(
    `SELECT count(*)::int AS paid FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id
     WHERE o.id = ANY($1) AND o.status = 'to_ship' AND p.status = 'paid' AND p.captured_fen = c.total_fen`,
    [orderIds],
  );
  const off = orderIds.length - rows[0].paid;
  const notPaid = await market.buyers.ask('readBack', { sample });
  return [...(off > 0 ? [`${off} orders are not paid`] : []), ...notPaid];
}

async function register() {
  const logins = (units) => Array.from({ length: units }, () => `bench-${Date.now()}-${(fresh += 1)}@example.org`);
  return { '': (units) => ['register', { logins: logins(units) }] };
}

export const MEASURED = { list, detail, search, addToCart, checkout, register, reviews, publicity, verification };

const STOCK = 100;
const BUYERS = 64;

/** Stock of 100 and more attempts than that: the attempts, and what was sold by the books. */
export async function contention(market, units) {
  const [skuId] = await column(market, 'SELECT sku_ids[1] FROM listing ORDER BY product_id DESC LIMIT 1');
  await market.db.query(
    `WITH moved AS (
       INSERT INTO stock_movement (id, sku_id, delta, reason, reference)
       SELECT gen_random_uuid(), sku_id, $2 + reserved - on_hand, 'adjustment', 'bench' FROM stock WHERE sku_id = $1 RETURNING delta)
     UPDATE stock SET on_hand = on_hand + moved.delta FROM moved WHERE sku_id = $1`,
    [skuId, STOCK],
  );
  const held = async () =>
    (await market.db.query('SELECT on_hand - reserved AS left, reserved FROM stock WHERE sku_id = $1', [skuId]))
      .rows[0];
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
