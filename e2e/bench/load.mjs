// The process that plays the buyers. The parent names a scenario, how many units and at what concurrency.
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { ApiClient, exchange, intentOf, SandboxClient } from '../http-client/client.mjs';
import { runUnits, serveParent } from './runner.mjs';
import { SettlementWatch } from './settlement-watch.mjs';

const { BENCH_API_URL, BENCH_SANDBOX_URL, BENCH_DATABASE_URL } = process.env;
const HOME_REGION = '110108';
/** Every so many answers are read and checked; each of them must be a 200. */
const CHECKED = 10;

function agentFor(concurrency) {
  return new http.Agent({ keepAlive: true, maxSockets: concurrency });
}

/** Paths that are asked for one after the other; each answer must be a 200 and hold what it should. */
async function reads({ origin = BENCH_API_URL, paths, headers, atLeast = {}, concurrency, units, offset = 0 }) {
  const agent = agentFor(concurrency);
  const unit = async (index) => {
    const path = paths[(index + offset) % paths.length];
    const { status, text } = await exchange({ origin, method: 'GET', path, headers, agent });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`);
    if (index % CHECKED === 0) checkRead(path, JSON.parse(text), atLeast);
  };
  try {
    return await runUnits({ concurrency, units }, unit);
  } finally {
    agent.destroy();
  }
}

function checkRead(path, body, { items, total, id }) {
  if (items !== undefined && !(body.items.length >= items)) throw new Error(`${path}: ${body.items.length} items`);
  if (total !== undefined && !(body.total >= total)) throw new Error(`${path}: a total of ${body.total}`);
  if (id && typeof body.id !== 'string') throw new Error(`${path}: no id`);
}

/** A browser that has just come: no cookie yet; one item. */
async function addToCart({ skuIds, concurrency, units }) {
  const agent = agentFor(concurrency);
  const unit = async (index) => {
    const client = new ApiClient(BENCH_API_URL, { agent });
    const { body } = await client.call('addToCart', {
      body: { skuId: skuIds[index % skuIds.length], quantity: 1 },
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
function signedIn({ token, xsrf }, agent) {
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

let watch;

/** From an empty cart to a paid order. */
async function checkout({ buyers, pairs, concurrency, units }) {
  watch ??= await SettlementWatch.open(BENCH_DATABASE_URL);
  const agent = agentFor(concurrency);
  const sandbox = new SandboxClient(BENCH_SANDBOX_URL, { agent: agentFor(concurrency) });
  const orders = [];
  const unit = async (index) => {
    const client = signedIn(buyers[index], agent);
    const lines = pairs[index % pairs.length].map((skuId) => ({ skuId, quantity: 1 }));
    for (const body of lines) await client.call('addToCart', { body, expect: 201 });
    const { id: addressId } = await client.get('createAddress', { body: address });
    const costs = await client.get('previewCheckout', { body: { lines, addressId } });
    const body = { lines, addressId, expectedTotalFen: costs.totalFen };
    let placed = await client.get('placeCheckout', { body, key: randomUUID() });
    if (!placed.payment.payUrl) placed = await client.get('payCheckout', { params: { id: placed.id } });
    const ids = placed.orders.map((order) => order.id);
    const settled = watch.settled(ids);
    await sandbox.post(`/_sandbox/pay/${intentOf(placed.payment.payUrl)}`, {});
    await settled;
    orders.push({ ids, buyer: index });
  };
  try {
    const result = await runUnits({ concurrency, units }, unit);
    return { ...result, orderIds: orders.flatMap(({ ids }) => ids), sample: sampleOf(orders, buyers) };
  } finally {
    agent.destroy();
    sandbox.close();
  }
}

const sampleOf = (orders, buyers) => orders.slice(-5).map(({ ids, buyer }) => ({ ids, buyer: buyers[buyer] }));

/** A few orders as their buyers read them. @returns those that do not read as paid */
async function readBack({ sample }) {
  const agent = agentFor(1);
  const off = [];
  for (const { ids, buyer } of sample) {
    for (const id of ids) {
      const order = await signedIn(buyer, agent).get('getOrder', { params: { id } });
      if (order.status !== 'to_ship' || order.payment.status !== 'paid') off.push(`${order.number} ${order.status}`);
    }
  }
  agent.destroy();
  return off;
}

/** Everybody wants the same SKU. A refusal for want of stock is an answer, not an error. */
async function contention({ buyers, skuId, concurrency, units }) {
  const agent = agentFor(concurrency);
  const lines = [{ skuId, quantity: 1 }];
  const first = signedIn(buyers[0], agent);
  const { totalFen } = await first.get('previewCheckout', { body: { lines, addressId: buyers[0].addressId } });
  let sold = 0;
  let refused = 0;
  const unit = async (index) => {
    const buyer = buyers[index % buyers.length];
    const body = { lines, addressId: buyer.addressId, expectedTotalFen: totalFen };
    const answer = await signedIn(buyer, agent)
      .call('placeCheckout', { body, key: randomUUID() })
      .catch((error) => {
        if (error.answer?.body?.error?.code !== 'insufficient_stock') throw error;
        return error.answer;
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

/** What a password costs: argon2id, on purpose. */
async function register({ logins, concurrency, units }) {
  const agent = agentFor(concurrency);
  const unit = async (index) => {
    const body = { login: logins[index], password: `bench ${logins[index]} 益购`, name: '压测新人' };
    await new ApiClient(BENCH_API_URL, { agent }).call('register', { body, expect: 201 });
  };
  try {
    return await runUnits({ concurrency, units }, unit);
  } finally {
    agent.destroy();
  }
}

/** Pages of one list, for addresses of its further pages. @returns paths with their cursors */
async function walk({ path, pages, headers }) {
  const agent = agentFor(1);
  const found = [];
  let cursor = null;
  do {
    const here = cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path;
    const { status, text } = await exchange({ origin: BENCH_API_URL, method: 'GET', path: here, headers, agent });
    if (status !== 200) throw new Error(`${here} answered ${status}: ${text.slice(0, 200)}`);
    const page = JSON.parse(text);
    if (page.items.length >= 24) found.push(here);
    cursor = page.nextCursor;
  } while (cursor && found.length < pages);
  agent.destroy();
  return found;
}

serveParent({ reads, addToCart, checkout, readBack, contention, register, walk });
