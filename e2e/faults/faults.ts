// Plays the same orders twice on the built system: once undisturbed, once while everything dies. Both must end alike, with clean books.
// usage: node e2e/faults/faults.ts <folder for throw-away data>   (a stage of npm test)
import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Step } from '../../infra/launcher/console.ts';
import { freePort } from '../../infra/launcher/ports.ts';
import { deleteData, System } from '../../infra/launcher/system.ts';
import { prepareBuyers } from '../bench/people.ts';
import { writeProducts } from '../bench/products.ts';
import { Books, type End } from './books.ts';
import { Killer } from './killer.ts';
import { MailServer } from './mail-server.ts';
import { Buyer, ENDS, endOf } from './orders.ts';
import { deliver, prepareSellers, ship } from './parcels.ts';

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

async function open(dataDir: string, mail: MailServer): Promise<System> {
  deleteData(dataDir);
  const env = { ...ENVIRONMENT, SMTP_URL: mail.url };
  const system = new System({ dataDir, env, demo: false, useServers: false, fsync: false, step: quiet });
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
    const { rows } = await db.query<{ skuId: string; supplierId: string }>(
      'SELECT sku_ids[1] AS "skuId", supplier_id AS "supplierId" FROM listing ORDER BY product_id',
    );
    const sellers = await prepareSellers(system, db);
    return { buyers, sellers, offers: rows };
  } finally {
    await db.end();
  }
}

/** All orders, each as far as its end wants it; with what goes wrong meanwhile. @returns how each ended */
async function play(system: System, apartMs: number, disturb: () => Promise<void> | void): Promise<End[]> {
  const { buyers, sellers, offers } = await buyersAndGoods(system);
  const books = new Books(system);
  const placing = buyers.map(async (person, index) => {
    await sleep(index * apartMs);
    const offer = offers[index % offers.length];
    if (!offer) throw new Error('there is nothing to buy');
    const buyer = new Buyer(system, person);
    if (endOf(index) === 'expired') await buyer.forget(`bench-${person.id}@example.org`);
    const id = await buyer.order(offer.skuId, endOf(index));
    const seller = sellers.get(offer.supplierId);
    if (!seller) throw new Error('nobody sells it');
    if (endOf(index) === 'shipped') await deliver(system, await ship(system, seller, id));
    return id;
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
async function disaster(killer: Killer, mail: MailServer): Promise<void> {
  await Promise.all([killer.kill('sandbox'), mail.stop()]);
  say('the provider, the carrier and the mail server are away');
  await Promise.all([killer.restart('worker'), killer.restart('api')]);
  await killer.wipeRedis();
  await sleep(OUTAGE_MS);
  await killer.restart('redis');
  await killer.wipeRedis();
  await Promise.all([killer.start('sandbox'), mail.start()]);
  say('they are back');
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
const mail = new MailServer(await freePort());
let system: System | undefined;
const stop = () => system?.stop();
process.on('SIGTERM', () => void stop()?.then(() => process.exit(1)));
try {
  await mail.start();
  const opened = await open(dataDir, mail);
  system = opened;
  say('the system is ready');
  const undisturbed = await play(opened, 30, () => undefined);
  say('undisturbed run done');
  const killer = new Killer(opened);
  const disturbed = await play(opened, APART_MS, () => disaster(killer, mail));
  say('disturbed run done');
  assert.deepEqual(disturbed, undisturbed, 'the disturbed run ends as the undisturbed one');
  const count = (status: string): number => disturbed.filter((order) => order.status === status).length;
  const each = ORDERS / ENDS.length;
  const statuses = ['to_ship', 'cancelled', 'expired', 'shipped'];
  assert.deepEqual(statuses.map(count), [each, each, each, each]);
  assert.equal(disturbed.filter(({ parcels }) => parcels.join() === 'delivered').length, each, 'parcels that arrived');
  const asked = await new Books(opened).mails();
  assert.ok(asked.length >= 2 * each, 'mails that were asked for; who gets no answer asks again');
  assert.deepEqual([...mail.received].sort(), asked.sort(), 'mails that arrived');
  say(await opened.runCommand('worker', 'invariants').then((text) => text.trim().split('\n').at(-1)));
} finally {
  await stop();
  await mail.stop();
}
