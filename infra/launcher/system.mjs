// The whole system as child processes: PostgreSQL, Redis, sandbox, API, worker and the two web applications. `npm start`, the
// browser tests, the demo and the benchmark all start it here.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Child, answersOk, runToEnd, waitUntilReady } from './children.mjs';
import { UserError, step as defaultStep } from './console.mjs';
import { distOf, webDist } from './build.mjs';
import { loadSecrets, readJson, writeAtomically } from './files.mjs';
import { ROOT } from './paths.mjs';
import { freePort, isFree } from './ports.mjs';
import { checkDatabaseUrl, clusterFolders, startPostgres } from './postgres.mjs';
import { RUN_VARIABLE, runId, stopLeftovers, writeRecord } from './recovery.mjs';
import { startRedis } from './redis.mjs';

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
  /^(STRIPE_|CARRIER_|SMTP_|MAIL_|S3_|PII_|CLAMD_ADDRESS$|DATABASE_POOL$|SECURE_COOKIES$|APP_SECRET$|OBJECT_STORE|NODE_ENV$|STOREFRONT_URL$|ADMIN_URL$|LOG_LEVEL$|SANDBOX_CARRIER_AUTO$)/;
/** A small young generation and a bound on the old one: what a server keeps is its work, not what it has not yet swept. */
export const HEAP = ['--max-semi-space-size=8', '--max-old-space-size=320'];

/** Ends in this order: who asks goes before who answers. */
const STOP_ORDER = ['storefront', 'admin', 'api', 'worker', 'sandbox', 'redis', 'postgres'];

export const entry = (app, name = 'main') => join(distOf(app), `${name}.js`);
const loopback = (port, path = '') => `http://127.0.0.1:${port}${path}`;

export class System {
  /**
   * @param {{ dataDir: string, ports?: Record<string, number>, host?: string, env?: Record<string, string>, fsync?: boolean,
   *   demo?: boolean, step?: typeof defaultStep, useServers?: boolean, logDir?: string }} options `ports` that are missing are chosen; `useServers: false`
   *   ignores DATABASE_URL and REDIS_URL, as anything that writes test data must; `env` goes to the applications
   */
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
  }) {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    Object.assign(this, { dataDir, ports: { ...ports }, host, env, fsync, demo, step, useServers });
    this.logDir = logDir ?? join(dataDir, 'logs');
    this.children = [];
    this.stopping = false;
    this.crashed = new Promise((resolve) => {
      this.reportCrash = resolve;
    });
    this.secrets = loadSecrets(dataDir);
  }

  /** Environment of every child; the run's id in it is how leftovers are found. */
  baseEnv() {
    return { ...process.env, [RUN_VARIABLE]: runId(this.dataDir) };
  }

  register = (child) => {
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
  spawn(options) {
    const child = new Child({ cwd: ROOT, logDir: this.logDir, ...options });
    this.register(child);
    this.watch(child);
    return child;
  }

  watch(child) {
    child.ended.then(() => {
      if (!child.stopping && !this.stopping) this.reportCrash(child);
    });
  }

  /** Runs one of the worker's commands (migrate, seed, import, invariants) to its end, with the output in a log. */
  async runCommand(app, name, args = []) {
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
  async serverPort(name) {
    const file = join(this.dataDir, 'ports.json');
    const known = readJson(file, {});
    if (known[name] && (await isFree(known[name]))) return known[name];
    const port = await freePort();
    writeAtomically(file, JSON.stringify({ ...readJson(file, {}), [name]: port }));
    return port;
  }

  async startDatabase() {
    const given = this.useServers ? process.env.DATABASE_URL : undefined;
    await this.step('PostgreSQL', async (note) => {
      if (given) {
        note(`${await checkDatabaseUrl(given)}, from DATABASE_URL`);
        this.databaseUrl = given;
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
      this.databaseUrl = url;
      this.adminDatabaseUrl = adminUrl;
      note([origin, remark].filter(Boolean).join('; '));
    });
  }

  async startQueue() {
    const given = this.useServers ? process.env.REDIS_URL : undefined;
    await this.step('Redis', async (note) => {
      this.redisUrl = given;
      if (given) return note('from REDIS_URL');
      const port = await this.serverPort('redis');
      const {
        child,
        url,
        origin,
        note: remark,
      } = await startRedis({ ...this.serverOptions(), port, password: this.secrets.redisPassword });
      this.watch(child);
      this.redisUrl = url;
      note([origin, remark].filter(Boolean).join('; '));
    });
  }

  serverOptions() {
    return {
      dataDir: this.dataDir,
      env: this.baseEnv(),
      logDir: this.logDir,
      fsync: this.fsync,
      onStart: this.register,
    };
  }

  async choosePorts() {
    for (const name of ['storefront', 'admin', 'api', 'worker', 'sandbox']) this.ports[name] ||= await freePort();
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
  appEnv() {
    return { ...this.baseEnv(), ...this.settings() };
  }

  /** What the applications are told beyond the environment of this command. */
  settings() {
    const { ports, secrets, urls } = this;
    const passed = this.useServers
      ? Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.test(name)))
      : {};
    return {
      NODE_ENV: 'development',
      HOST: this.host,
      DATABASE_URL: this.databaseUrl,
      REDIS_URL: this.redisUrl,
      YIGOU_DATA_DIR: this.dataDir,
      OBJECT_STORE_DIR: join(this.dataDir, 'objects'),
      APP_SECRET: secrets.appSecret,
      ...(this.demo ? { YIGOU_DEMO: '1' } : {}),
      ...(urls ? this.outsideEnv(ports, secrets, urls) : {}),
      ...passed,
      ...this.env,
    };
  }

  outsideEnv(ports, secrets, urls) {
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

  sandboxEnv() {
    const { ports, secrets, urls } = this;
    return {
      ...this.baseEnv(),
      HOST: this.host,
      SANDBOX_HOST: this.host,
      SANDBOX_PORT: String(ports.sandbox),
      SANDBOX_PUBLIC_URL: urls.sandbox,
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

  node(name, script, env) {
    return this.spawn({
      name,
      command: process.execPath,
      args: [...HEAP, script],
      env: { ...env, NODE_COMPILE_CACHE: join(this.dataDir, 'compile-cache') },
      graceMs: 25_000,
    });
  }

  web(app) {
    return this.node(app, join(ROOT, 'infra', 'launcher', 'web-server.mjs'), {
      ...this.baseEnv(),
      WEB_APP: app,
      WEB_ROOT: webDist(app),
      WEB_PORT: String(this.ports[app]),
      WEB_HOST: this.host,
      API_URL: loopback(this.ports.api),
    });
  }

  /** Starts the named applications side by side and waits until each is ready. */
  async startApplications(names = ['sandbox', 'api', 'worker', 'storefront', 'admin']) {
    const { ports } = this;
    const recipes = {
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
      const started = names.map((name) => [recipes[name][0](), recipes[name][1]]);
      await Promise.all(started.map(([child, url]) => waitUntilReady(child, () => answersOk(url), 90_000)));
    });
  }

  async migrate() {
    await this.step('Database schema', async () => void (await this.runCommand('worker', 'migrate')));
  }

  /**
   * Divisions and categories, then the demo. A market works without its demo: whether that could be written is noted, and keeps nothing from starting.
   * @param {{ demoNeeded?: boolean }} options `demoNeeded`: throws where it could not, for tests that play in the demo
   */
  async seed({ demoNeeded = false } = {}) {
    await this.step(
      'Divisions and categories',
      async () => void (await this.runCommand('worker', 'seed', ['reference'])),
    );
    await this.step('Demo', async (note) => {
      const failure = await this.runCommand('worker', 'seed', ['demo']).then(
        (output) => void note(output.trim().split('\n').at(-1)?.slice(0, 100) ?? ''),
        (error) => error,
      );
      if (failure && (demoNeeded || this.stopping)) throw failure;
      if (failure) note(`not written; Yigou runs without it, and the next start tries again. ${failure.message}`);
    });
  }

  /** What another command needs to use this system. */
  details() {
    const { dataDir, urls, ports, databaseUrl, redisUrl } = this;
    return { dataDir, urls, ports, databaseUrl, redisUrl, env: this.settings() };
  }

  /** Ends everything in order; safe to call twice, and while something is still starting. */
  stop() {
    this.stopped ??= this.stopChildren();
    return this.stopped;
  }

  async stopChildren() {
    this.stopping = true;
    const rank = (child) => STOP_ORDER.indexOf(child.name);
    // Commands that are still running (a build, a migration) come first: their rank is -1.
    for (const position of [-1, ...STOP_ORDER.keys()]) {
      await Promise.all(this.children.filter((child) => rank(child) === position).map((child) => child.stop()));
    }
    rmSync(join(this.dataDir, 'processes.json'), { force: true });
  }
}

/** Ends what a killed run left in a data directory. @returns how many processes that were */
export function recover(dataDir) {
  return stopLeftovers(dataDir, [...clusterFolders(dataDir), join(dataDir, 'redis')]);
}

export function deleteData(dataDir) {
  for (const folder of clusterFolders(dataDir)) rmSync(folder, { recursive: true, force: true });
  for (const name of DATA_NAMES) rmSync(join(dataDir, name), { recursive: true, force: true });
}

const started = new Set();

/**
 * Starts a complete system and answers when it is ready. The applications must have been built.
 * @param {ConstructorParameters<typeof System>[0] & { applications?: string[], seed?: boolean }} options
 * @returns {Promise<System>}
 */
export async function startSystem({ applications, seed = true, ...options }) {
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
export async function stopAll() {
  await Promise.all([...started].map((system) => system.stop()));
}

export { startPostgres, startRedis };
