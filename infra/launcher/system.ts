// The whole system as child processes: PostgreSQL, Redis, sandbox, API, worker and the two web applications. `npm start`, the
// browser tests, the demo and the benchmark all start it here.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { answersOk, Child, type ChildOptions, runToEnd, waitUntilReady } from './children.ts';
import { type Step, step as defaultStep, UserError } from './console.ts';
import { distOf, webDist } from './build.ts';
import { loadSecrets, readJson, type Secrets, writeAtomically } from './files.ts';
import { type Ports, type ServiceName, SERVICE_NAMES } from './options.ts';
import { ROOT } from './paths.ts';
import { freePort, isFree } from './ports.ts';
import { Pauses } from './pauses.ts';
import { checkDatabaseUrl, clusterFolders, type ServerOptions, startPostgres } from './postgres.ts';
import { RUN_VARIABLE, runId, stopLeftovers, writeRecord } from './recovery.ts';
import { startRedis } from './redis.ts';

export const LOCK_FILE = 'launcher.lock';
/** What --reset deletes; nothing else in a folder that a person named is touched. */
const DATA_NAMES = [
  'postgres',
  'postgres-location',
  'redis',
  'objects',
  'sandbox',
  'secrets.json',
  'ports.json',
  'demo-accounts.json',
  'outbox',
  'logs',
];
/** Settings that a person may give to the applications through the environment of npm start. */
const PASSED_ON =
  /^(STRIPE_|CARRIER_|SMTP_|MAIL_|S3_|PII_|CLAMD_ADDRESS$|DATABASE_POOL$|SECURE_COOKIES$|APP_SECRET$|OBJECT_STORE|NODE_ENV$|STOREFRONT_URL$|ADMIN_URL$|LOG_LEVEL$|OCID_PREFIX$|SANDBOX_CARRIER_AUTO$)/;
/** A small young generation and a bound on the old one: what a server keeps is its work, not what it has not yet swept. */
export const HEAP = ['--max-semi-space-size=8', '--max-old-space-size=320'];

/** Ends in this order: who asks goes before who answers. */
const STOP_ORDER = ['storefront', 'admin', 'api', 'worker', 'sandbox', 'redis', 'postgres'];

export const entry = (app: string, name = 'main'): string => join(distOf(app), `${name}.js`);
const loopback = (port: number, path = ''): string => `http://127.0.0.1:${port}${path}`;

/** Where people and programs find a system. */
export interface Urls {
  readonly storefront: string;
  readonly admin: string;
  readonly api: string;
  readonly sandbox: string;
}
/** What another command needs to use a system. */
export interface SystemDetails {
  readonly dataDir: string;
  readonly urls: Urls;
  readonly ports: Ports;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly env: NodeJS.ProcessEnv;
}
export interface SystemOptions {
  readonly dataDir: string;
  /** Those that are missing are chosen. */
  readonly ports?: Partial<Ports>;
  readonly host?: string;
  /** Goes to the applications. */
  readonly env?: NodeJS.ProcessEnv;
  readonly fsync?: boolean;
  readonly demo?: boolean;
  readonly step?: Step;
  /** `false` ignores DATABASE_URL and REDIS_URL, as anything that writes test data must. */
  readonly useServers?: boolean;
  readonly logDir?: string;
  /** Applications that end by themselves once they were ready are started again after a pause, and this hears of it; without it any such end is {@link System.crashed}. */
  readonly onRevive?: (child: Child, pauseMs: number) => void;
}

/** What is known only from some step of the start on. */
function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what}: not known before it has been started`);
  return value;
}

export class System {
  readonly dataDir: string;
  readonly logDir: string;
  /** Every process that was started, those that have ended included. */
  readonly children: Child[] = [];
  /** The first process that ended by itself. */
  readonly crashed: Promise<Child>;
  private readonly chosen: Partial<Ports>;
  private readonly host: string;
  private readonly env: NodeJS.ProcessEnv;
  private readonly fsync: boolean;
  private readonly demo: boolean;
  private readonly step: Step;
  private readonly useServers: boolean;
  private readonly onRevive: SystemOptions['onRevive'];
  private readonly pauses = new Pauses();
  /** All applications answered once: from here on one that ends comes back. */
  private wasReady = false;
  readonly secrets: Secrets;
  private reportCrash: (child: Child) => void = () => {};
  private stopping = false;
  private stopped: Promise<void> | undefined;
  private urls: Urls | undefined;
  private knownDatabase: string | undefined;
  private knownAdminDatabase: string | undefined;
  private knownRedis: string | undefined;

  constructor({
    dataDir,
    ports = {},
    host = '127.0.0.1',
    env = {},
    fsync = true,
    demo = true,
    step = defaultStep,
    useServers = true,
    logDir,
    onRevive,
  }: SystemOptions) {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    this.dataDir = dataDir;
    this.chosen = { ...ports };
    this.host = host;
    this.env = env;
    this.fsync = fsync;
    this.demo = demo;
    this.step = step;
    this.useServers = useServers;
    this.logDir = logDir ?? join(dataDir, 'logs');
    this.onRevive = onRevive;
    this.crashed = new Promise((resolve) => {
      this.reportCrash = resolve;
    });
    this.secrets = loadSecrets(dataDir);
  }

  get ports(): Ports {
    for (const name of SERVICE_NAMES) needed(this.chosen[name], `port of ${name}`);
    return this.chosen as Ports;
  }

  get databaseUrl(): string {
    return needed(this.knownDatabase, 'PostgreSQL');
  }

  /** A database to connect to while that of the system is made or dropped. */
  get adminDatabaseUrl(): string {
    return needed(this.knownAdminDatabase, 'PostgreSQL');
  }

  get redisUrl(): string {
    return needed(this.knownRedis, 'Redis');
  }

  /** Environment of every child; the run's id in it is how leftovers are found. */
  baseEnv(): NodeJS.ProcessEnv {
    return { ...process.env, [RUN_VARIABLE]: runId(this.dataDir) };
  }

  readonly register = (child: Child): void => {
    if (this.stopping) {
      child.signal('SIGKILL', true);
      throw new UserError('stopped');
    }
    this.children.push(child);
    writeRecord(
      this.dataDir,
      this.children.filter((one) => one.running),
    );
  };

  /** Starts a program that has to keep running. */
  spawn(options: Omit<ChildOptions, 'cwd' | 'logDir'>): Child {
    const child = new Child({ cwd: ROOT, logDir: this.logDir, ...options });
    this.register(child);
    this.watch(child);
    return child;
  }

  private watch(child: Child): void {
    void child.ended.then(() => {
      if (child.stopping || this.stopping) return;
      if (this.onRevive && this.wasReady && SERVICE_NAMES.some((name) => name === child.name)) this.revive(child);
      else this.reportCrash(child);
    });
  }

  /** What is left of its processes goes, and it comes back. Servers do not: what they keep is looked at by a person first. */
  private revive(child: Child): void {
    child.signal('SIGKILL', true);
    const pauseMs = this.pauses.next(child.name);
    this.onRevive?.(child, pauseMs);
    setTimeout(() => {
      if (!this.stopping) this.spawn(child.options);
    }, pauseMs);
  }

  /** Runs one of the worker's commands (migrate, seed, import, invariants) to its end, with the output in a log. */
  runCommand(app: string, name: string, args: readonly string[] = []): Promise<string> {
    const options = {
      name,
      command: process.execPath,
      args: [entry(app, name), ...args],
      cwd: ROOT,
      env: this.appEnv(),
      logDir: this.logDir,
    };
    return runToEnd(options, { onStart: this.register });
  }

  /** Port of a server in the data directory: chosen once and kept, chosen anew when somebody else has it. */
  private async serverPort(name: 'postgres' | 'redis'): Promise<number> {
    const file = join(this.dataDir, 'ports.json');
    type Known = Partial<Record<typeof name, number>>;
    const known = readJson<Known>(file, {})[name];
    if (known && (await isFree(known))) return known;
    const port = await freePort();
    writeAtomically(file, JSON.stringify({ ...readJson<Known>(file, {}), [name]: port }));
    return port;
  }

  async startDatabase(): Promise<void> {
    const given = this.useServers ? process.env.DATABASE_URL : undefined;
    await this.step('PostgreSQL', async (note) => {
      if (given) {
        note(`${await checkDatabaseUrl(given)}, from DATABASE_URL`);
        this.knownDatabase = given;
        return;
      }
      const port = await this.serverPort('postgres');
      const {
        child,
        url,
        adminUrl,
        origin,
        note: remark,
      } = await startPostgres({ ...this.serverOptions(), port, password: this.secrets.postgresPassword });
      this.watch(child);
      this.knownDatabase = url;
      this.knownAdminDatabase = adminUrl;
      note([origin, remark].filter(Boolean).join('; '));
    });
  }

  async startQueue(): Promise<void> {
    const given = this.useServers ? process.env.REDIS_URL : undefined;
    await this.step('Redis', async (note) => {
      this.knownRedis = given;
      if (given) return note('from REDIS_URL');
      const port = await this.serverPort('redis');
      const {
        child,
        url,
        origin,
        note: remark,
      } = await startRedis({ ...this.serverOptions(), port, password: this.secrets.redisPassword });
      this.watch(child);
      this.knownRedis = url;
      note([origin, remark].filter(Boolean).join('; '));
    });
  }

  private serverOptions(): Omit<ServerOptions, 'port' | 'password'> {
    return {
      dataDir: this.dataDir,
      env: this.baseEnv(),
      logDir: this.logDir,
      fsync: this.fsync,
      onStart: this.register,
    };
  }

  async choosePorts(): Promise<void> {
    for (const name of SERVICE_NAMES) this.chosen[name] ||= await freePort();
    const { storefront, admin, api, sandbox } = this.ports;
    const shown = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(this.host) ? 'localhost' : this.host;
    this.urls = {
      storefront: `http://${shown}:${storefront}`,
      admin: `http://${shown}:${admin}`,
      api: `http://${shown}:${api}`,
      sandbox: `http://${shown}:${sandbox}`,
    };
  }

  /** Environment of API, worker and their commands. */
  appEnv(): NodeJS.ProcessEnv {
    return { ...this.baseEnv(), ...this.settings() };
  }

  /** What the applications are told beyond the environment of this command. */
  settings(): NodeJS.ProcessEnv {
    const { secrets, urls } = this;
    const passed = this.useServers
      ? Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.test(name)))
      : {};
    return {
      NODE_ENV: 'development',
      HOST: this.host,
      DATABASE_URL: this.knownDatabase,
      REDIS_URL: this.knownRedis,
      YIGOU_DATA_DIR: this.dataDir,
      OBJECT_STORE_DIR: join(this.dataDir, 'objects'),
      APP_SECRET: secrets.appSecret,
      ...(this.demo ? { YIGOU_DEMO: '1' } : {}),
      ...(urls ? this.outsideEnv(urls) : {}),
      ...passed,
      ...this.env,
    };
  }

  private outsideEnv(urls: Urls): NodeJS.ProcessEnv {
    const { ports, secrets } = this;
    return {
      STOREFRONT_URL: urls.storefront,
      ADMIN_URL: urls.admin,
      STRIPE_API_KEY: secrets.stripeApiKey,
      STRIPE_HOST: '127.0.0.1',
      STRIPE_PORT: String(ports.sandbox),
      STRIPE_PROTOCOL: 'http',
      STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      CARRIER_WEBHOOK_SECRET: secrets.carrierSecret,
      CARRIER_FEED_URL: loopback(ports.sandbox, '/_carrier'),
    };
  }

  private sandboxEnv(): NodeJS.ProcessEnv {
    const { ports, secrets } = this;
    return {
      ...this.baseEnv(),
      HOST: this.host,
      SANDBOX_HOST: this.host,
      SANDBOX_PORT: String(ports.sandbox),
      SANDBOX_PUBLIC_URL: this.urls?.sandbox,
      SANDBOX_API_KEY: secrets.stripeApiKey,
      SANDBOX_WEBHOOK_URL: loopback(ports.api, '/api/v1/webhooks/stripe'),
      SANDBOX_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      SANDBOX_CARRIER_WEBHOOK_URL: loopback(ports.api, '/api/v1/webhooks/carrier'),
      SANDBOX_CARRIER_SECRET: secrets.carrierSecret,
      SANDBOX_CARRIER_AUTO: process.env.SANDBOX_CARRIER_AUTO ?? '1',
      SANDBOX_DATA_DIR: join(this.dataDir, 'sandbox'),
      ...this.env,
    };
  }

  private node(name: string, script: string, env: NodeJS.ProcessEnv): Child {
    return this.spawn({
      name,
      command: process.execPath,
      args: [...HEAP, script],
      env: { ...env, NODE_COMPILE_CACHE: join(this.dataDir, 'compile-cache') },
      graceMs: 25_000,
    });
  }

  private web(app: 'storefront' | 'admin'): Child {
    return this.node(app, join(ROOT, 'infra', 'launcher', 'web-server.ts'), {
      ...this.baseEnv(),
      WEB_APP: app,
      WEB_ROOT: webDist(app),
      WEB_PORT: String(this.ports[app]),
      WEB_HOST: this.host,
      API_URL: loopback(this.ports.api),
      WEB_ORIGIN: app === 'storefront' ? this.settings().STOREFRONT_URL : this.settings().ADMIN_URL,
    });
  }

  /** Starts the named applications side by side and waits until each is ready. */
  async startApplications(names: readonly ServiceName[] = SERVICE_NAMES): Promise<void> {
    const { ports } = this;
    const recipes: Readonly<Record<ServiceName, readonly [start: () => Child, url: string]>> = {
      sandbox: [() => this.node('sandbox', entry('sandbox'), this.sandboxEnv()), loopback(ports.sandbox, '/health')],
      api: [
        () => this.node('api', entry('api'), { ...this.appEnv(), PORT: String(ports.api) }),
        loopback(ports.api, '/api/health/ready'),
      ],
      worker: [
        () => this.node('worker', entry('worker'), { ...this.appEnv(), WORKER_PORT: String(ports.worker) }),
        loopback(ports.worker, '/health/ready'),
      ],
      storefront: [() => this.web('storefront'), loopback(ports.storefront, '/healthz')],
      admin: [() => this.web('admin'), loopback(ports.admin, '/healthz')],
    };
    await this.step(names.join(', '), async () => {
      const started = names.map((name) => {
        const [start, url] = recipes[name];
        return { child: start(), url };
      });
      await Promise.all(started.map(({ child, url }) => waitUntilReady(child, () => answersOk(url), 90_000)));
    });
    this.wasReady = true;
  }

  async migrate(): Promise<void> {
    await this.step('Database schema', async () => void (await this.runCommand('worker', 'migrate')));
  }

  seedReference(): Promise<void> {
    return this.step(
      'Divisions and categories',
      async () => void (await this.runCommand('worker', 'seed', ['reference'])),
    );
  }

  /**
   * Divisions and categories, then the demo. A market works without its demo: whether that could be written is noted, and keeps nothing from starting.
   * `demoNeeded` throws where it could not, for tests that play in the demo.
   */
  async seed({ demoNeeded = false }: { readonly demoNeeded?: boolean } = {}): Promise<void> {
    await this.seedReference();
    await this.step('Demo', async (note) => {
      const failure = await this.runCommand('worker', 'seed', ['demo']).then(
        (output) => void note(output.trim().split('\n').at(-1)?.slice(0, 100) ?? ''),
        (error: Error) => error,
      );
      if (failure && (demoNeeded || this.stopping)) throw failure;
      if (failure) note(`not written; Yigou runs without it, and the next start tries again. ${failure.message}`);
    });
  }

  /** What another command needs to use this system. */
  details(): SystemDetails {
    const { dataDir, ports, databaseUrl, redisUrl } = this;
    return { dataDir, urls: needed(this.urls, 'the addresses'), ports, databaseUrl, redisUrl, env: this.settings() };
  }

  /** Ends everything in order; safe to call twice, and while something is still starting. */
  stop(): Promise<void> {
    this.stopped ??= this.stopChildren();
    return this.stopped;
  }

  private async stopChildren(): Promise<void> {
    this.stopping = true;
    const rank = (child: Child): number => STOP_ORDER.indexOf(child.name);
    // Commands that are still running (a build, a migration) come first: their rank is -1.
    for (const position of [-1, ...STOP_ORDER.keys()]) {
      await Promise.all(this.children.filter((child) => rank(child) === position).map((child) => child.stop()));
    }
    rmSync(join(this.dataDir, 'processes.json'), { force: true });
  }
}

/** Ends what a killed run left in a data directory. @returns how many processes that were */
export function recover(dataDir: string): Promise<number> {
  return stopLeftovers(dataDir, [...clusterFolders(dataDir), join(dataDir, 'redis')]);
}

export function deleteData(dataDir: string): void {
  for (const folder of clusterFolders(dataDir)) rmSync(folder, { recursive: true, force: true });
  for (const name of DATA_NAMES) rmSync(join(dataDir, name), { recursive: true, force: true });
}

const started = new Set<System>();

export interface StartSystemOptions extends SystemOptions {
  readonly applications?: readonly ServiceName[];
  readonly seed?: boolean;
}

/**
 * Starts a complete system and answers when it is ready. The applications must have been built.
 */
export async function startSystem({ applications, seed = true, ...options }: StartSystemOptions): Promise<System> {
  const system = new System(options);
  started.add(system);
  try {
    await system.choosePorts();
    await Promise.all([system.startDatabase(), system.startQueue()]);
    await system.migrate();
    if (seed) await system.seed({ demoNeeded: true });
    await system.startApplications(applications);
    return system;
  } catch (error) {
    await system.stop();
    throw error;
  }
}

/** Ends every system that startSystem() has started in this process. */
export async function stopAll(): Promise<void> {
  await Promise.all([...started].map((system) => system.stop()));
}

export { startPostgres, startRedis };
