// Plays the same orders twice on the built system: once undisturbed, once while everything dies. Both must end alike, with clean books.
// usage: node e2e/faults/faults.ts <folder for throw-away data>   (a stage of npm test)
import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Step } from '../../infra/launcher/console.ts';
import { deleteData, System } from '../../infra/launcher/system.ts';
import { prepareBuyers } from '../bench/people.ts';
import { writeProducts } from '../bench/products.ts';
import { Books, type End } from './books.ts';
import { Killer } from './killer.ts';
import { Buyer, endOf } from './orders.ts';

const ORDERS = 60;
/** Orders begin so far apart that each fault meets some at every step. */
const APART_MS = 450;
const OUTAGE_MS = 12_000;
const ENVIRONMENT = {
  NODE_ENV: 'production',
  LOG_LEVEL: 'warn',
  SANDBOX_LOG: 'warn',
  SANDBOX_CARRIER_AUTO: '0',
  PII_KEYS: `faults:${randomBytes(32).toString('base64')}`,
  PII_INDEX_KEY: randomBytes(32).toString('base64'),
};
const quiet: Step = (_label, work) => work(() => {});
const say = (text: string | undefined): boolean =>
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text ?? ''}\n`);
const startedAt = performance.now();

async function open(dataDir: string): Promise<System> {
  deleteData(dataDir);
  const system = new System({ dataDir, env: ENVIRONMENT, demo: false, useServers: false, fsync: false, step: quiet });
  await system.choosePorts();
  await Promise.all([system.startDatabase(), system.startQueue()]);
  await system.migrate();
  await system.runCommand('worker', 'seed', ['reference']);
  await system.runCommand('worker', 'seed', ['goods', await writeProducts(dataDir, 30)]);
  await system.startApplications(['sandbox', 'api', 'worker']);
  return system;
}

async function buyersAndGoods(system: System) {
  const db = new pg.Client({ connectionString: system.databaseUrl });
  await db.connect();
  try {
    const buyers = await prepareBuyers({ system, db }, ORDERS, { withAddress: true });
    const { rows } = await db.query<{ id: string }>('SELECT sku_ids[1] AS id FROM listing ORDER BY product_id');
    return { buyers, skuIds: rows.map(({ id }) => id) };
  } finally {
    await db.end();
  }
}

/** All orders, each as far as its end wants it; with what goes wrong meanwhile. @returns how each ended */
async function play(system: System, apartMs: number, disturb: () => Promise<void> | void): Promise<End[]> {
  const { buyers, skuIds } = await buyersAndGoods(system);
  const books = new Books(system);
  const placing = buyers.map(async (person, index) => {
    await sleep(index * apartMs);
    return new Buyer(system, person).order(skuIds[index % skuIds.length] ?? '', endOf(index));
  });
  // Awaited below; until then a failure must not end the process.
  for (const one of placing) one.catch(() => undefined);
  await disturb();
  const ids = await Promise.all(placing);
  say('all orders are placed');
  await books.settle(ids.filter((_, index) => endOf(index) === 'expired'));
  return books.ends(ids);
}

/** Everything dies, one after the other and some together; what is asked of the provider meanwhile fails far more often than a queue would try. */
async function disaster(killer: Killer): Promise<void> {
  await killer.kill('sandbox');
  say('the provider is away');
  await Promise.all([killer.restart('worker'), killer.restart('api')]);
  await killer.wipeRedis();
  await sleep(OUTAGE_MS);
  await killer.restart('redis');
  await killer.wipeRedis();
  await killer.start('sandbox');
  say('the provider is back');
  await killer.restart('postgres');
  say('PostgreSQL was killed');
  await Promise.all((['worker', 'sandbox', 'redis'] as const).map((name) => killer.kill(name)));
  await killer.start('redis');
  await Promise.all((['worker', 'sandbox'] as const).map((name) => killer.start(name)));
  await killer.wipeRedis();
  await killer.restart('api');
  say('everything has died');
}

const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('usage: node e2e/faults/faults.ts <folder>');
let system: System | undefined;
const stop = () => system?.stop();
process.on('SIGTERM', () => void stop()?.then(() => process.exit(1)));
try {
  const opened = await open(dataDir);
  system = opened;
  say('the system is ready');
  const undisturbed = await play(opened, 30, () => undefined);
  say('undisturbed run done');
  const killer = new Killer(opened);
  const disturbed = await play(opened, APART_MS, () => disaster(killer));
  say('disturbed run done');
  assert.deepEqual(disturbed, undisturbed, 'the disturbed run ends as the undisturbed one');
  const count = (status: string): number => disturbed.filter((order) => order.status === status).length;
  assert.deepEqual([count('to_ship'), count('cancelled'), count('expired')], [ORDERS / 3, ORDERS / 3, ORDERS / 3]);
  say(await opened.runCommand('worker', 'invariants').then((text) => text.trim().split('\n').at(-1)));
} finally {
  await stop();
}
