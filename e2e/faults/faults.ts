// Plays the same twice on the built system: once undisturbed, once while everything dies, first exactly where it hurts and then all together. Both must end alike, with
// clean books.
// usage: node e2e/faults/faults.ts <folder for throw-away data>   (a stage of npm test)
import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from '../../infra/launcher/console.ts';
import { freePort } from '../../infra/launcher/ports.ts';
import { deleteData, System } from '../../infra/launcher/system.ts';
import { writeProducts } from '../bench/products.ts';
import { Books } from './books.ts';
import { dieAtPoints, importPastDeath, POINTS, POINTS_OF_AN_OUTAGE } from './kill-points.ts';
import { Killer } from './killer.ts';
import { MailServer } from './mail-server.ts';
import { CERTIFICATES, type Disturbance, EACH, play, PRODUCTS } from './play.ts';
import { Wire } from './wire.ts';

/** Orders begin so far apart that each fault meets some at every step. */
const APART_MS = 450;
const OUTAGE_MS = 12_000;
/** Rows of a file, and how many of them an import writes at once. */
const [IMPORTED, AT_ONCE] = [510, 500];
const ENVIRONMENT = {
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

/** What is played in: the built system, whose way to PostgreSQL leads past the killer. */
class Stage {
  readonly system: System;
  readonly killer: Killer;
  readonly mail: MailServer;
  readonly wire = new Wire(() => Number(new URL(this.system.databaseUrl).port));
  private readonly dataDir: string;
  /** Read anew for each process that is started. */
  private readonly env: NodeJS.ProcessEnv;

  constructor(dataDir: string, mail: MailServer) {
    deleteData(dataDir);
    this.dataDir = dataDir;
    this.mail = mail;
    this.env = { ...ENVIRONMENT, SMTP_URL: mail.url };
    this.system = new System({ dataDir, env: this.env, demo: false, useServers: false, fsync: false, step: quiet });
    this.killer = new Killer(this.system);
  }

  async open(): Promise<void> {
    const { system, wire } = this;
    await Promise.all([system.choosePorts(), this.mail.start()]);
    await Promise.all([system.startDatabase(), system.startQueue()]);
    const past = new URL(system.databaseUrl);
    past.port = String(await wire.open());
    this.env.DATABASE_URL = past.href;
    await system.migrate();
    await system.runCommand('worker', 'seed', ['reference']);
    await system.runCommand('worker', 'seed', ['goods', await writeProducts(this.dataDir, PRODUCTS)]);
    await this.importPastDeath();
    await system.startApplications(['sandbox', 'api', 'worker']);
  }

  /** Goods without a certificate, which nobody orders here. What was written before the death is found again as it is, and nothing is left out. */
  private async importPastDeath(): Promise<void> {
    const { system, wire, killer } = this;
    const file = await writeProducts(this.dataDir, IMPORTED);
    const said = await importPastDeath(wire, killer, () =>
      system.runCommand('worker', 'import', ['products', file, '--yes']),
    );
    const last = `共 ${IMPORTED} 行：新增 ${IMPORTED - AT_ONCE}，更新 0，未变 ${AT_ONCE}，失败 0`;
    assert.equal(said.trim().split('\n').at(-1), last, 'what the last import finds to do');
  }

  async close(): Promise<void> {
    await this.system.stop();
    this.wire.close();
    await this.mail.stop();
  }
}

/** Processes die at each of their points, while orders of all ends are under way and some are past their time to pay. */
async function atPoints({ wire, killer }: Stage, books: Books, unpaid: readonly string[]): Promise<void> {
  const clock = setInterval(() => void books.letTimePass(unpaid).catch(() => undefined), 1_000);
  try {
    await dieAtPoints(wire, killer, POINTS, say);
  } finally {
    clearInterval(clock);
  }
}

/** Everything dies, one after the other and some together; what is asked of the provider meanwhile fails far more often than a queue would try. */
async function disaster({ killer, mail, wire }: Stage, goOn: () => void): Promise<void> {
  await Promise.all([killer.kill('sandbox'), mail.stop()]);
  say('the provider, the carrier and the mail server are away');
  goOn();
  await Promise.all([sleep(OUTAGE_MS), dieAtPoints(wire, killer, POINTS_OF_AN_OUTAGE, say)]);
  await killer.wipeRedis();
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
  say('everything has died');
}

const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('usage: node e2e/faults/faults.ts <folder>');
const stage = new Stage(dataDir, new MailServer(await freePort()));
process.on('SIGTERM', () => void stage.close().then(() => process.exit(1)));
try {
  await stage.open();
  say('the system is ready, a file imported past a death');
  const undisturbed = await play(stage.system, 30, { told: say });
  say('undisturbed run done');
  const disturb: Disturbance = async (books, unpaid, goOn) => {
    await atPoints(stage, books, unpaid);
    await disaster(stage, goOn);
  };
  const disturbed = await play(stage.system, APART_MS, { disturb, told: say });
  say('disturbed run done');
  assert.deepEqual(disturbed, undisturbed, 'the disturbed run ends as the undisturbed one');
  const { orders, certificates, file } = disturbed;
  const count = (status: string): number => orders.filter((order) => order.status === status).length;
  const statuses = ['to_ship', 'cancelled', 'expired', 'shipped'];
  assert.deepEqual(statuses.map(count), [EACH, EACH, EACH, EACH]);
  assert.equal(orders.filter(({ parcels }) => parcels.join() === 'delivered').length, EACH, 'parcels that arrived');
  const isBack = (certificate: object) => assert.deepEqual(certificate, { status: 'valid', goods: 1, onShelf: 1 });
  assert.equal(certificates.length, CERTIFICATES);
  certificates.forEach(isBack);
  assert.equal(file, 'image/png', 'the uploaded file');
  const asked = await new Books(stage.system).mails();
  assert.ok(asked.length >= 2 * EACH, 'mails that were asked for; who gets no answer asks again');
  assert.deepEqual([...stage.mail.received].sort(), asked.sort(), 'mails that arrived');
  say(await stage.system.runCommand('worker', 'invariants').then((text) => text.trim().split('\n').at(-1)));
} finally {
  await stage.close();
}
