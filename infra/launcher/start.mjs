// npm start: the demo environment, until Ctrl-C.
import { join } from 'node:path';
import { buildApplications, distOf } from './build.mjs';
import { UserError, say, step } from './console.mjs';
import { readJson } from './files.mjs';
import { onEnd, startedBy } from './lifetime.mjs';
import { LockedError, acquireLock, waitForLock } from './lock.mjs';
import { SERVICES, START_HELP, startOptions } from './options.mjs';
import { isFree, listenerOf, nextFree, takenMessage } from './ports.mjs';
import { isSameProcess } from './process-table.mjs';
import { LOCK_FILE, System, deleteData, recover } from './system.mjs';

/** A run that is ending, or whose npm was killed and which will notice within a second, is waited for. */
const isEnding = (owner) => owner.state === 'stopping' || (owner.startedBy ?? []).some((one) => !isSameProcess(one));

async function takeLock(dataDir) {
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
    const where = owner.urls ? `: ${owner.urls.storefront}` : '';
    throw new UserError(
      `Yigou already runs on ${dataDir} (process ${owner.pid})${where}\n` +
        'Stop it with Ctrl-C in its terminal, or start a second one beside it with its own data and ports:\n' +
        '  npm start -- --data .data-2 --storefront-port 4201 --admin-port 4301 --api-port 3001 --worker-port 3101 --sandbox-port 3901',
    );
  }
}

async function checkPorts({ ports, host }) {
  const problems = [];
  for (const [name, { label, flag, variable }] of Object.entries(SERVICES)) {
    const port = ports[name];
    if (await isFree(port, host)) continue;
    const instead = await nextFree(port, host);
    problems.push(takenMessage({ name: label, port, flag, variable, listener: listenerOf(port), instead }));
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'));
}

function demoAccounts(dataDir) {
  const rows =
    readJson(join(distOf('worker'), 'demo-accounts.json'), undefined) ??
    readJson(join(dataDir, 'demo-accounts.json'), []);
  return Array.isArray(rows) ? rows : [];
}

function printReady(system, startedAt) {
  const { urls, dataDir } = system;
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
      const address = url?.startsWith('http') ? url : (urls[url] ?? url ?? '');
      say(`  ${String(login).padEnd(width)}  ${password}  ${role}  ${address}`);
    }
  }
  say('\nCtrl-C stops it.');
}

async function bringUp(system, lock, startedAt) {
  await system.choosePorts();
  const build = step('Applications', async (note) =>
    note(await buildApplications({ env: system.baseEnv(), logDir: system.logDir, onStart: system.register })),
  );
  // Servers and build do not need each other; a failure of one is reported after the other has come to rest.
  const results = await Promise.allSettled([build, system.startDatabase(), system.startQueue()]);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  await system.migrate();
  await system.seed();
  await system.startApplications();
  lock.update({ state: 'ready', startedBy: startedBy(), ...system.details() });
  printReady(system, startedAt);
}

/** @param {string[]} args */
export async function main(args) {
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
  let code;
  let system;
  try {
    const asked = new Promise((resolve) => onEnd((reason) => resolve({ reason })));
    say('Yigou 益购');
    const left = await recover(options.dataDir);
    if (left > 0) say(`  ✔ An earlier run was killed; ended its ${left} remaining processes`);
    if (options.reset) deleteData(options.dataDir);
    await checkPorts(options);
    system = new System(options);
    const crash = system.crashed.then((child) => ({ child }));
    const up = bringUp(system, lock, startedAt).then(
      () => new Promise(() => {}),
      (error) => ({ error }),
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

async function shutDown(system, { reason, child, error }) {
  if (child) process.stderr.write(`\n${child.describeEnd()}\n\nStopping everything …\n`);
  else if (reason) say(`\nStopping (${reason}) …`);
  await system.stop();
  if (error) throw error;
  if (!child) say('Stopped.');
  return child ? 1 : 0;
}
