// The system that is measured: PostgreSQL with full durability, Redis, sandbox, worker and API as a production would run them, on data of
// their own.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { step } from '../../infra/launcher/console.ts';
import { deleteData, System } from '../../infra/launcher/system.ts';
import { freePort } from '../../infra/launcher/ports.ts';
import { HelperProcess } from './helper-process.mjs';
import { ofPostgres, ofProcess, residentBytes } from './processor-time.mjs';
import { writeProducts } from './products.mjs';
import { measuringRole, Statements } from './statements.mjs';

/** Connections of the API and of the floors. */
const POOL = 20;
const ENVIRONMENT = {
  NODE_ENV: 'production',
  LOG_LEVEL: 'warn',
  DATABASE_POOL: String(POOL),
  SANDBOX_LOG: 'warn',
  SANDBOX_CARRIER_AUTO: '0',
  // Outside the demo nothing starts without keys for personal data.
  PII_KEYS: `bench:${randomBytes(32).toString('base64')}`,
  PII_INDEX_KEY: randomBytes(32).toString('base64'),
};
const FLOOR_SERVER = fileURLToPath(new URL('floor-server.mjs', import.meta.url));

export class Market {
  /** @param {{ dataDir: string, size: number, profile?: string }} options */
  static async open({ dataDir, size, profile }) {
    deleteData(dataDir);
    const market = new Market(dataDir, profile);
    try {
      await market.start(size);
      return market;
    } catch (error) {
      await market.close();
      throw error;
    }
  }

  constructor(dataDir, profile) {
    const env = profile ? { ...ENVIRONMENT, NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` } : ENVIRONMENT;
    this.dataDir = dataDir;
    this.system = new System({ dataDir, env, demo: false, useServers: false });
    this.helpers = [];
  }

  async start(size) {
    const { system } = this;
    await system.choosePorts();
    await Promise.all([system.startDatabase(), system.startQueue()]);
    await system.migrate();
    await step('Divisions and categories', () => system.runCommand('worker', 'seed', ['reference']));
    await this.load(size);
    this.measureUrl = await measuringRole(system.databaseUrl);
    this.db = new pg.Client({ connectionString: this.measureUrl });
    await this.db.connect();
    this.statements = new Statements(this.db);
    await system.startApplications(['sandbox', 'worker']);
    const before = performance.now();
    await system.startApplications(['api']);
    this.readyMs = performance.now() - before;
    this.readyCpuSeconds = ofProcess(this.pid('api'));
    await this.startHelpers();
  }

  async load(size) {
    const { system } = this;
    await step(`${size} products through the import`, async (note) => {
      const file = await writeProducts(this.dataDir, size);
      const started = performance.now();
      const lines = (await system.runCommand('worker', 'seed', ['goods', file])).trim().split('\n');
      this.importSeconds = (performance.now() - started) / 1000;
      rmSync(file);
      note(lines.at(-1)?.trim().slice(0, 100) ?? '');
    });
  }

  async startHelpers() {
    const { system } = this;
    this.floorPort = await freePort();
    system.spawn({
      name: 'floor',
      command: process.execPath,
      args: [FLOOR_SERVER],
      env: {
        ...system.baseEnv(),
        NODE_ENV: 'production',
        DATABASE_URL: system.databaseUrl,
        FLOOR_PORT: String(this.floorPort),
        FLOOR_POOL: String(POOL),
      },
    });
    this.buyers = await HelperProcess.start('load.mjs', {
      BENCH_API_URL: `http://127.0.0.1:${system.ports.api}`,
      BENCH_SANDBOX_URL: `http://127.0.0.1:${system.ports.sandbox}`,
      BENCH_DATABASE_URL: this.measureUrl,
    });
    this.helpers.push(this.buyers);
    this.floorOrders = await HelperProcess.start('floor-orders.mjs', {
      DATABASE_URL: system.databaseUrl,
      FLOOR_POOL: String(POOL),
    });
    this.helpers.push(this.floorOrders);
    await this.floorOrders.ask('prepare');
  }

  pid(name) {
    return this.system.children.find((child) => child.name === name)?.pid;
  }

  /** CPU seconds so far, by process. */
  async processorTime() {
    const own = await this.statements.ownBackends();
    const names = ['api', 'worker', 'sandbox', 'redis', 'floor'];
    return {
      ...Object.fromEntries(names.map((name) => [name, ofProcess(this.pid(name))])),
      postgres: ofPostgres(this.pid('postgres'), own),
      floorOrders: ofProcess(this.floorOrders.pid),
      buyers: ofProcess(this.buyers.pid),
    };
  }

  /** After loading: no vacuum, no checkpoint and no missing statistics in the middle of a measurement. */
  async calm() {
    await this.db.query('VACUUM (ANALYZE)');
    await this.db.query('CHECKPOINT');
  }

  apiResidentBytes() {
    return residentBytes(this.pid('api'));
  }

  async close() {
    for (const helper of this.helpers) helper.stop();
    await this.db?.end().catch(() => undefined);
    await this.system.stop();
  }
}
