// npm start: the demo environment, until Ctrl-C.
import { join } from 'node:path';
import { buildApplications, distOf } from './build.ts';
import type { Child } from './children.ts';
import { UserError, say, step } from './console.ts';
import { readJson } from './files.ts';
import { onEnd, startedBy } from './lifetime.ts';
import { acquireLock, type Lock, LockedError, type Owner, waitForLock } from './lock.ts';
import { SERVICE_NAMES, SERVICES, START_HELP, type StartOptions, startOptions } from './options.ts';
import { isFree, listenerOf, nextFree, takenMessage } from './ports.ts';
import { isSameProcess, type ProcessId } from './process-table.ts';
import { LOCK_FILE, System, type Urls, deleteData, recover } from './system.ts';

/** A run that is ending, or whose npm was killed and which will notice within a second, is waited for. */
const isEnding = (owner: Owner): boolean =>
  owner['state'] === 'stopping' || ((owner['startedBy'] ?? []) as ProcessId[]).some((one) => !isSameProcess(one));

async function takeLock(dataDir: string): Promise<Lock> {
  const file = join(dataDir, LOCK_FILE);
  try {
    return acquireLock(file);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    const { owner } = error;
    if (isEnding(owner)) {
      say(`Waiting for the earlier run (process ${owner.pid}) to end …`);
      return waitForLock(file, { timeoutMs: 60_000 });
    }
    const urls = owner['urls'] as Urls | undefined;
    const where = urls ? `: ${urls.storefront}` : '';
    throw new UserError(
      `Yigou already runs on ${dataDir} (process ${owner.pid})${where}\n` +
        'Stop it with Ctrl-C in its terminal, or start a second one beside it with its own data and ports:\n' +
        '  npm start -- --data .data-2 --storefront-port 4201 --admin-port 4301 --api-port 3001 --worker-port 3101 --sandbox-port 3901',
    );
  }
}

async function checkPorts({ ports, host }: StartOptions): Promise<void> {
  const problems: string[] = [];
  for (const name of SERVICE_NAMES) {
    const { label, flag, variable } = SERVICES[name];
    const port = ports[name];
    if (await isFree(port, host)) continue;
    const instead = await nextFree(port, host);
    problems.push(takenMessage({ name: label, port, flag, variable, listener: listenerOf(port), instead }));
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'));
}

interface DemoAccount {
  readonly role: string;
  readonly login: string;
  readonly password: string;
  /** An address, or the name of the application to sign in at. */
  readonly url?: string;
}

function demoAccounts(dataDir: string): DemoAccount[] {
  const rows =
    readJson<DemoAccount[] | undefined>(join(distOf('worker'), 'demo-accounts.json'), undefined) ??
    readJson<DemoAccount[]>(join(dataDir, 'demo-accounts.json'), []);
  return Array.isArray(rows) ? rows : [];
}

function printReady(system: System, startedAt: number): void {
  const { urls, dataDir } = system.details();
  say(`\nYigou is ready (${((performance.now() - startedAt) / 1000).toFixed(1)} s).\n`);
  say(`  商城 storefront      ${urls.storefront}`);
  say(`  管理台 admin console ${urls.admin}`);
  say(`  API                  ${urls.api}/api/openapi.json`);
  say(`  sandbox              ${urls.sandbox}`);
  say(`  data, logs           ${dataDir}`);
  const accounts = demoAccounts(dataDir);
  if (accounts.length > 0) {
    say('\nDemo accounts');
    const width = Math.max(...accounts.map(({ login }) => String(login).length));
    for (const { role, login, password, url } of accounts) {
      const address = url?.startsWith('http') ? url : (urls[url as keyof Urls] ?? url ?? '');
      say(`  ${String(login).padEnd(width)}  ${password}  ${role}  ${address}`);
    }
  }
  say('\nCtrl-C stops it.');
}

async function bringUp(system: System, lock: Lock, startedAt: number): Promise<void> {
  await system.choosePorts();
  const build = step('Applications', async (note) =>
    note(await buildApplications({ env: system.baseEnv(), logDir: system.logDir, onStart: system.register })),
  );
  // Servers and build do not need each other; a failure of one is reported after the other has come to rest.
  const results = await Promise.allSettled([build, system.startDatabase(), system.startQueue()]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  await system.migrate();
  await system.seed();
  await system.startApplications();
  lock.update({ state: 'ready', startedBy: startedBy(), ...system.details() });
  printReady(system, startedAt);
}

export async function main(args: string[]): Promise<number> {
  const startedAt = performance.now();
  const options = startOptions(args);
  if (options.help) {
    say(START_HELP);
    return 0;
  }
  if (options.reset && process.env.DATABASE_URL) {
    throw new UserError(
      '--reset does not delete the database of DATABASE_URL: drop and create it yourself, then run npm start.',
    );
  }
  const lock = await takeLock(options.dataDir);
  lock.update({ state: 'starting', startedBy: startedBy() });
  let code: number;
  let system: System | undefined;
  try {
    const asked = new Promise<Outcome>((resolve) => onEnd((reason) => resolve({ reason })));
    say('Yigou 益购');
    const left = await recover(options.dataDir);
    if (left > 0) say(`  ✔ An earlier run was killed; ended its ${left} remaining processes`);
    if (options.reset) deleteData(options.dataDir);
    await checkPorts(options);
    system = new System({ ...options, onRevive: sayRevival });
    const crash = system.crashed.then((child): Outcome => ({ child }));
    const up = bringUp(system, lock, startedAt).then(
      () => new Promise<never>(() => {}),
      (error: unknown): Outcome => ({ error }),
    );
    const outcome = await Promise.race([asked, crash, up]);
    lock.update({ state: 'stopping' });
    code = await shutDown(system, outcome);
  } finally {
    await system?.stop();
    lock.release();
  }
  return code;
}

/** One application that ends takes the others with it no more than a web server does its neighbours. */
function sayRevival(child: Child, pauseMs: number): void {
  process.stderr.write(`\n${child.describeEnd()}\n\nIt is started again in ${pauseMs / 1000} s.\n`);
}

/** Why it ends: somebody asked, a process died, or it could not start. */
interface Outcome {
  readonly reason?: string;
  readonly child?: Child;
  readonly error?: unknown;
}

async function shutDown(system: System, { reason, child, error }: Outcome): Promise<number> {
  if (child) process.stderr.write(`\n${child.describeEnd()}\n\nStopping everything …\n`);
  else if (reason) say(`\nStopping (${reason}) …`);
  await system.stop();
  if (error) throw error;
  if (!child) say('Stopped.');
  return child ? 1 : 0;
}
