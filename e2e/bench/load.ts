// The process that plays the buyers. The parent names a scenario, how many units and at what concurrency.
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { ApiClient, exchange, intentOf, refusalOf, SandboxClient, UnexpectedAnswer } from '../http-client/client.ts';
import type { Amount, Buyer, PlacedOrders, Result } from './figures.ts';
import { runUnits, serveParent } from './runner.ts';
import { SettlementWatch } from './settlement-watch.ts';
import { unwatch, watch, watched } from './watch-load.ts';

const { BENCH_API_URL = '', BENCH_SANDBOX_URL = '', BENCH_DATABASE_URL = '' } = process.env;
const HOME_REGION = '110108';
/** Every so many answers are read and checked; each of them must be a 200. */
const CHECKED = 10;

/** What an answer has to hold at least. */
export interface AtLeast {
  readonly items?: number;
  readonly total?: number;
  readonly id?: boolean;
}
export interface Reads {
  readonly origin?: string;
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly atLeast?: AtLeast;
  readonly offset?: number;
}
interface Body {
  readonly items?: readonly unknown[];
  readonly total?: number;
  readonly id?: unknown;
  readonly nextCursor?: string | null;
}

/** The one whose turn it is. */
function turn<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('there is nothing to take turns with');
  return found;
}

function agentFor(concurrency: number): http.Agent {
  return new http.Agent({ keepAlive: true, maxSockets: concurrency });
}

/** Paths that are asked for one after the other; each answer must be a 200 and hold what it should. */
async function reads({
  origin = BENCH_API_URL,
  paths,
  headers,
  atLeast = {},
  concurrency,
  units,
  offset = 0,
}: Reads & Amount): Promise<Result> {
  const agent = agentFor(concurrency);
  const unit = async (index: number): Promise<void> => {
    const path = turn(paths, index + offset);
    const { status, text } = await exchange({ origin, method: 'GET', path, headers, agent });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`);
    if (index % CHECKED === 0) checkRead(path, JSON.parse(text) as Body, atLeast);
  };
  try {
    return await runUnits({ concurrency, units }, unit);
  } finally {
    agent.destroy();
  }
}

function checkRead(path: string, body: Body, { items, total, id }: AtLeast): void {
  if (items !== undefined && !((body.items?.length ?? 0) >= items))
    throw new Error(`${path}: ${body.items?.length} items`);
  if (total !== undefined && !((body.total ?? 0) >= total)) throw new Error(`${path}: a total of ${body.total}`);
  if (id && typeof body.id !== 'string') throw new Error(`${path}: no id`);
}

/** Visitors come from many places: what one network address may begin in an hour is limited. */
const visitorAt = (index: number): string => `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;

/** A browser that has just come: no cookie yet; one item. */
async function addToCart({
  skuIds,
  concurrency,
  units,
}: Amount & { readonly skuIds: readonly string[] }): Promise<Result> {
  const agent = agentFor(concurrency);
  const unit = async (index: number): Promise<void> => {
    const client = new ApiClient(BENCH_API_URL, { agent, from: visitorAt(index) });
    const { body } = await client.call('addToCart', {
      body: { skuId: turn(skuIds, index), quantity: 1 },
      expect: 201,
    });
    if (body.count !== 1) throw new Error(`${body.count} SKUs in a new cart`);
  };
  try {
    return await runUnits({ concurrency, units }, unit);
  } finally {
    agent.destroy();
  }
}

/** A browser whose person has signed in; the session was prepared, since a password is meant to cost time. */
function signedIn({ token, xsrf }: Buyer, agent: http.Agent): ApiClient {
  const client = new ApiClient(BENCH_API_URL, { agent });
  client.jar.set('yg_session', token);
  client.jar.set('XSRF-TOKEN', xsrf);
  return client;
}

const address = {
  receiver: '压测买家',
  phone: '13900001234',
  regionCode: HOME_REGION,
  detail: '中关村大街 27 号',
  isDefault: true,
};

let watching: Promise<SettlementWatch> | undefined;

/** From an empty cart to a paid order. */
async function checkout({
  buyers,
  pairs,
  concurrency,
  units,
}: Amount & { readonly buyers: readonly Buyer[]; readonly pairs: readonly (readonly string[])[] }) {
  watching ??= SettlementWatch.open(BENCH_DATABASE_URL);
  const watch = await watching;
  const agent = agentFor(concurrency);
  const sandbox = new SandboxClient(BENCH_SANDBOX_URL, { agent: agentFor(concurrency) });
  const orders: PlacedOrders[] = [];
  const unit = async (index: number): Promise<void> => {
    const buyer = turn(buyers, index);
    const client = signedIn(buyer, agent);
    const lines = turn(pairs, index).map((skuId) => ({ skuId, quantity: 1 }));
    for (const body of lines) await client.call('addToCart', { body, expect: 201 });
    const { id: addressId } = await client.get('createAddress', { body: address });
    const costs = await client.get('previewCheckout', { body: { lines, addressId } });
    const body = { lines, addressId, expectedTotalFen: costs.totalFen };
    const begun = await client.get('placeCheckout', { body, key: randomUUID() });
    const placed = begun.payment.payUrl ? begun : await client.get('payCheckout', { params: { id: begun.id } });
    const ids = placed.orders.map((order) => order.id);
    const settled = watch.settled(ids);
    await sandbox.post(`/_sandbox/pay/${intentOf(placed.payment.payUrl)}`, {});
    await settled;
    orders.push({ ids, buyer });
  };
  try {
    const result = await runUnits({ concurrency, units }, unit);
    return { ...result, orderIds: orders.flatMap(({ ids }) => ids), sample: orders.slice(-5) };
  } finally {
    agent.destroy();
    sandbox.close();
  }
}

/** A few orders as their buyers read them. @returns those that do not read as paid */
async function readBack({ sample }: { readonly sample: readonly PlacedOrders[] }): Promise<string[]> {
  const agent = agentFor(1);
  const off: string[] = [];
  for (const { ids, buyer } of sample) {
    for (const id of ids) {
      const order = await signedIn(buyer, agent).get('getOrder', { params: { id } });
      if (order.status !== 'to_ship' || order.payment?.status !== 'paid') off.push(`${order.number} ${order.status}`);
    }
  }
  agent.destroy();
  return off;
}

/** Everybody wants the same SKU. A refusal for want of stock is an answer, not an error. */
async function contention({
  buyers,
  skuId,
  concurrency,
  units,
}: Amount & { readonly buyers: readonly Buyer[]; readonly skuId: string }) {
  const agent = agentFor(concurrency);
  const lines = [{ skuId, quantity: 1 }];
  const first = turn(buyers, 0);
  const { totalFen } = await signedIn(first, agent).get('previewCheckout', {
    body: { lines, addressId: first.addressId },
  });
  let sold = 0;
  let refused = 0;
  const unit = async (index: number): Promise<void> => {
    const buyer = turn(buyers, index);
    const body = { lines, addressId: buyer.addressId, expectedTotalFen: totalFen };
    const answer = await signedIn(buyer, agent)
      .call('placeCheckout', { body, key: randomUUID() })
      .catch((error: unknown) => {
        if (error instanceof UnexpectedAnswer && refusalOf(error) === 'insufficient_stock') return error.answer;
        throw error;
      });
    if (answer.status === 201) sold += 1;
    else refused += 1;
  };
  try {
    return { ...(await runUnits({ concurrency, units }, unit)), sold, refused };
  } finally {
    agent.destroy();
  }
}

/** A unit's basket in one request. What it costs is asked before the clock runs. */
async function bulkOrder({
  buyers,
  baskets,
  concurrency,
  units,
}: Amount & { readonly buyers: readonly Buyer[]; readonly baskets: readonly (readonly string[])[] }): Promise<Result> {
  const agent = agentFor(concurrency);
  const first = turn(buyers, 0);
  const priced: { lines: { skuId: string; quantity: number }[]; totalFen: number }[] = [];
  for (const skuIds of baskets) {
    const lines = skuIds.map((skuId) => ({ skuId, quantity: 1 }));
    const { totalFen } = await signedIn(first, agent).get('previewCheckout', {
      body: { lines, addressId: first.addressId },
    });
    priced.push({ lines, totalFen });
  }
  const unit = async (index: number): Promise<void> => {
    const [buyer, { lines, totalFen }] = [turn(buyers, index), turn(priced, index)];
    const body = { lines, addressId: buyer.addressId, expectedTotalFen: totalFen };
    const { orders } = await signedIn(buyer, agent).get('placeCheckout', { body, key: randomUUID() });
    if (orders.some(({ status }) => status !== 'to_sign')) throw new Error('an order is not the unit’s');
  };
  try {
    return await runUnits({ concurrency, units }, unit);
  } finally {
    agent.destroy();
  }
}

/** A share of one campaign for each. */
async function joining({
  buyers,
  campaignId,
  totalFen,
  concurrency,
  units,
}: Amount & {
  readonly buyers: readonly Buyer[];
  readonly campaignId: string;
  readonly totalFen: number;
}): Promise<Result> {
  const agent = agentFor(concurrency);
  const unit = async (index: number): Promise<void> => {
    const body = { shares: 1, expectedTotalFen: totalFen };
    const params = { id: campaignId };
    const pledge = await signedIn(turn(buyers, index), agent).get('joinCampaign', { params, body, key: randomUUID() });
    if (!pledge.payment.payUrl) throw new Error('a pledge cannot be paid');
  };
  try {
    return await runUnits({ concurrency, units }, unit);
  } finally {
    agent.destroy();
  }
}

/** People of one unit order until its budget is used up. A refusal for want of budget is an answer, not an error. */
async function ceiling({
  buyers,
  skuIds,
  concurrency,
  units,
}: Amount & { readonly buyers: readonly Buyer[]; readonly skuIds: readonly string[] }) {
  const agent = agentFor(concurrency);
  const baskets = new Map<string, number>();
  for (const skuId of skuIds) {
    const [buyer, lines] = [turn(buyers, 0), [{ skuId, quantity: 1 }]];
    const costs = await signedIn(buyer, agent).get('previewCheckout', { body: { lines, addressId: buyer.addressId } });
    baskets.set(skuId, costs.totalFen);
  }
  let [placed, refused] = [0, 0];
  const unit = async (index: number): Promise<void> => {
    const [buyer, skuId] = [turn(buyers, index), turn(skuIds, index)];
    const lines = [{ skuId, quantity: 1 }];
    const body = { lines, addressId: buyer.addressId, expectedTotalFen: baskets.get(skuId) };
    const answer = await signedIn(buyer, agent)
      .call('placeCheckout', { body, key: randomUUID() })
      .catch((error: unknown) => {
        if (error instanceof UnexpectedAnswer && refusalOf(error) === 'budget_exceeded') return error.answer;
        throw error;
      });
    if (answer.status === 201) placed += 1;
    else refused += 1;
  };
  try {
    return { ...(await runUnits({ concurrency, units }, unit)), placed, refused };
  } finally {
    agent.destroy();
  }
}

/** What a password costs: argon2id, on purpose. */
async function register({
  logins,
  concurrency,
  units,
}: Amount & { readonly logins: readonly string[] }): Promise<Result> {
  const agent = agentFor(concurrency);
  const unit = async (index: number): Promise<void> => {
    const login = turn(logins, index);
    const body = { login, password: `bench ${login} 益购`, name: '压测新人' };
    await new ApiClient(BENCH_API_URL, { agent }).call('register', { body, expect: 201 });
  };
  try {
    return await runUnits({ concurrency, units }, unit);
  } finally {
    agent.destroy();
  }
}

/** Pages of one list, for addresses of its further pages. @returns paths with their cursors */
interface Walk {
  readonly path: string;
  readonly pages: number;
  readonly headers?: Readonly<Record<string, string>>;
}

async function walk({ path, pages, headers }: Walk): Promise<string[]> {
  const agent = agentFor(1);
  const found: string[] = [];
  let cursor: string | null | undefined = null;
  do {
    const here: string = cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path;
    const { status, text } = await exchange({ origin: BENCH_API_URL, method: 'GET', path: here, headers, agent });
    if (status !== 200) throw new Error(`${here} answered ${status}: ${text.slice(0, 200)}`);
    const page = JSON.parse(text) as Body;
    if ((page.items?.length ?? 0) >= 24) found.push(here);
    cursor = page.nextCursor;
  } while (cursor && found.length < pages);
  agent.destroy();
  return found;
}

const handlers = {
  reads,
  addToCart,
  checkout,
  readBack,
  contention,
  bulkOrder,
  ceiling,
  joining,
  register,
  walk,
  watch,
  watched,
  unwatch,
};
export type LoadHandlers = typeof handlers;
serveParent(handlers);
