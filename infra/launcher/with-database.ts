// Commands of the worker that need a database but no applications.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildApplications } from './build.ts';
import { UserError, say, step } from './console.ts';
import { onEnd } from './lifetime.ts';
import { acquireLock, type Lock, LockedError } from './lock.ts';
import { startOptions } from './options.ts';
import { clusterFolders } from './postgres.ts';
import { runScript } from './run-script.ts';
import { HEAP, LOCK_FILE, System, entry, recover } from './system.ts';
import { runningSystem } from './with-system.ts';

async function ensureBuilt(env: NodeJS.ProcessEnv, logDir: string): Promise<void> {
  await step('Worker', async (note) => note(await buildApplications({ env, logDir, only: ['worker'] })));
}

/** The servers of a data directory whose system does not run, while `work` needs them; they are ended also when it is interrupted. Throws UserError while another command holds it. */
export async function withServers<T>(dataDir: string, work: (system: System) => Promise<T>): Promise<T> {
  const lock = takeLock(dataDir);
  const { host, ports } = startOptions([]);
  let system: System | undefined;
  const release = onEnd((reason) => {
    say(`\nStopping (${reason}) …`);
    void Promise.resolve(system?.stop()).then(() => {
      lock.release();
      process.exit(1);
    });
  });
  try {
    await recover(dataDir);
    system = new System({ dataDir, host, ports });
    await system.choosePorts();
    await Promise.all([system.startDatabase(), system.startQueue()]);
    return await work(system);
  } finally {
    await system?.stop();
    release();
    lock.release();
  }
}

/** @throws UserError while another command holds it */
export function takeLock(dataDir: string, name = LOCK_FILE): Lock {
  try {
    return acquireLock(join(dataDir, name));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new UserError(`Another command (process ${error.owner.pid}) works on ${dataDir}; wait until it has ended.`);
  }
}

/** Whether there is anything in it that somebody might miss. */
export const hasData = (dataDir: string): boolean =>
  [join(dataDir, 'secrets.json'), ...clusterFolders(dataDir).map((folder) => join(folder, 'data'))].some((path) =>
    existsSync(path),
  );

/** @returns the exit code of dist/apps/worker/<name>.js */
export async function withDatabase(name: string, args: readonly string[]): Promise<number> {
  const { dataDir } = startOptions([]);
  const logDir = join(dataDir, 'logs');
  const running = runningSystem();
  if (running) return runScript(entry('worker', name), args, { ...running.env }, HEAP);
  const isNew = !process.env.DATABASE_URL && !hasData(dataDir);
  if (name === 'invariants' && isNew)
    throw new UserError(`There is no data in ${dataDir} to check: run npm start first, or set DATABASE_URL.`);
  await ensureBuilt(process.env, logDir);
  return withServers(dataDir, async (system) => {
    await system.migrate();
    // An import needs the divisions and categories that its rows name.
    if (isNew) await system.seedReference();
    return runScript(entry('worker', name), args, system.settings(), HEAP);
  });
}
