// The system that is measured: PostgreSQL with full durability, Redis, sandbox, worker and API as a production would run them, on data of
// their own.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { step } from '../../infra/launcher/console.ts';
import { deleteData, System } from '../../infra/launcher/system.ts';
import { freePort } from '../../infra/launcher/ports.ts';
import type { ProcessorTime } from './figures.ts';
import type { FloorHandlers } from './floor-orders.ts';
import { HelperProcess } from './helper-process.ts';
import type { LoadHandlers } from './load.ts';
import { ofPostgres, ofProcess, residentBytes } from './processor-time.ts';
import { writeProducts } from './products.ts';
import { measuringRole, Statements } from './statements.ts';

/** Connections of the API and of the floors. */
const POOL = 20;
/** Production refuses a sandbox over http; nothing else that is measured depends on its name. */
const ENVIRONMENT: NodeJS.ProcessEnv = {
  LOG_LEVEL: 'warn',
  DATABASE_POOL: String(POOL),
  SANDBOX_LOG: 'warn',
  SANDBOX_CARRIER_AUTO: '0',
  // As in production: keys for personal data of their own.
  PII_KEYS: `bench:${randomBytes(32).toString('base64')}`,
  PII_INDEX_KEY: randomBytes(32).toString('base64'),
};
const FLOOR_SERVER = fileURLToPath(new URL('floor-server.ts', import.meta.url));

interface BenchMarketOptions {
  readonly dataDir: string;
  readonly size: number;
  /** A directory for CPU profiles. */
  readonly profile?: string | undefined;
}
/** What there is once the market runs. */
interface Opened {
  readonly measureUrl: string;
  readonly db: pg.Client;
  readonly statements: Statements;
  floorPort: number;
  buyers?: HelperProcess<LoadHandlers>;
  floorOrders?: HelperProcess<FloorHandlers>;
}

export class BenchMarket {
  readonly dataDir: string;
  readonly system: System;
  private readonly helpers: { stop(): void }[] = [];
  private opened: Opened | undefined;
  importSeconds = 0;
  readyMs = 0;
  readyCpuSeconds = 0;

  static async open({ dataDir, size, profile }: BenchMarketOptions): Promise<BenchMarket> {
    deleteData(dataDir);
    const market = new BenchMarket(dataDir, profile);
    try {
      await market.start(size);
      return market;
    } catch (error) {
      await market.close();
      throw error;
    }
  }

  private constructor(dataDir: string, profile: string | undefined) {
    const env = profile ? { ...ENVIRONMENT, NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` } : ENVIRONMENT;
    this.dataDir = dataDir;
    this.system = new System({ dataDir, env, demo: false, useServers: false });
  }

  private get open(): Opened {
    if (!this.opened) throw new Error('the market is not open yet');
    return this.opened;
  }

  /** As which the measurement asks. */
  get measureUrl(): string {
    return this.open.measureUrl;
  }

  get db(): pg.Client {
    return this.open.db;
  }

  get statements(): Statements {
    return this.open.statements;
  }

  get floorPort(): number {
    return this.open.floorPort;
  }

  /** The process that plays the buyers. */
  get buyers(): HelperProcess<LoadHandlers> {
    return ready(this.open.buyers);
  }

  get floorOrders(): HelperProcess<FloorHandlers> {
    return ready(this.open.floorOrders);
  }

  private async start(size: number): Promise<void> {
    const { system } = this;
    await system.choosePorts();
    await Promise.all([system.startDatabase(), system.startQueue()]);
    await system.migrate();
    await step('Divisions and categories', () => system.runCommand('worker', 'seed', ['reference']));
    await this.load(size);
    const measureUrl = await measuringRole(system.databaseUrl);
    const db = new pg.Client({ connectionString: measureUrl });
    await db.connect();
    this.opened = { measureUrl, db, statements: new Statements(db), floorPort: await freePort() };
    await system.startApplications(['sandbox', 'worker']);
    const before = performance.now();
    await system.startApplications(['api']);
    this.readyMs = performance.now() - before;
    this.readyCpuSeconds = ofProcess(this.pid('api'));
    await this.startHelpers();
  }

  private async load(size: number): Promise<void> {
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

  private async startHelpers(): Promise<void> {
    const { system, open } = this;
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
    open.buyers = await HelperProcess.start<LoadHandlers>('load.ts', {
      BENCH_API_URL: `http://127.0.0.1:${system.ports.api}`,
      BENCH_SANDBOX_URL: `http://127.0.0.1:${system.ports.sandbox}`,
      BENCH_DATABASE_URL: this.measureUrl,
    });
    this.helpers.push(open.buyers);
    open.floorOrders = await HelperProcess.start<FloorHandlers>('floor-orders.ts', {
      DATABASE_URL: system.databaseUrl,
      FLOOR_POOL: String(POOL),
    });
    this.helpers.push(open.floorOrders);
    await open.floorOrders.ask('prepare');
  }

  private pid(name: string): number | undefined {
    return this.system.children.find((child) => child.name === name)?.pid;
  }

  /** CPU seconds so far, by process. */
  async processorTime(): Promise<ProcessorTime> {
    const own = await this.statements.ownBackends();
    const of = (name: string): number => ofProcess(this.pid(name));
    return {
      api: of('api'),
      worker: of('worker'),
      sandbox: of('sandbox'),
      redis: of('redis'),
      floor: of('floor'),
      postgres: ofPostgres(this.pid('postgres'), own),
      floorOrders: ofProcess(this.floorOrders.pid),
      buyers: ofProcess(this.buyers.pid),
    };
  }

  /** After loading: no vacuum, no checkpoint and no missing statistics in the middle of a measurement. */
  async calm(): Promise<void> {
    await this.db.query('VACUUM (ANALYZE)');
    await this.db.query('CHECKPOINT');
  }

  apiResidentBytes(): number {
    return residentBytes(this.pid('api'));
  }

  async close(): Promise<void> {
    for (const helper of this.helpers) helper.stop();
    await this.opened?.db.end().catch(() => undefined);
    await this.system.stop();
  }
}

function ready<T>(helper: T | undefined): T {
  if (!helper) throw new Error('the processes of the measurement are not there yet');
  return helper;
}
