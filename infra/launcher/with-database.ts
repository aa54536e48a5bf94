// Commands of the worker that need a database but no applications.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildApplications } from './build.ts';
import { UserError, say, step } from './console.ts';
import { onEnd } from './lifetime.ts';
import { acquireLock } from './lock.ts';
import { startOptions } from './options.ts';
import { runScript } from './run-script.ts';
import { HEAP, LOCK_FILE, System, entry, recover } from './system.ts';
import { runningSystem } from './with-system.ts';

async function ensureBuilt(env: NodeJS.ProcessEnv, logDir: string): Promise<void> {
  await step('Worker', async (note) => note(await buildApplications({ env, logDir, only: ['worker'] })));
}

/** @returns the exit code of dist/apps/worker/<name>.js */
export async function withDatabase(name: string, args: readonly string[]): Promise<number> {
  const { dataDir } = startOptions([]);
  const logDir = join(dataDir, 'logs');
  const running = runningSystem();
  if (running) return runScript(entry('worker', name), args, { ...running.env }, HEAP);
  if (name === 'invariants' && !process.env.DATABASE_URL && !existsSync(join(dataDir, 'secrets.json'))) {
    throw new UserError(`There is no data in ${dataDir} to check: run npm start first, or set DATABASE_URL.`);
  }
  const lock = acquireLock(join(dataDir, LOCK_FILE));
  await recover(dataDir);
  const system = new System({ dataDir });
  const release = onEnd((reason) => {
    say(`\nStopping (${reason}) …`);
    void system.stop().then(() => {
      lock.release();
      process.exit(1);
    });
  });
  try {
    await ensureBuilt(process.env, logDir);
    await Promise.all([system.startDatabase(), system.startQueue()]);
    await system.migrate();
    return await runScript(entry('worker', name), args, system.settings(), HEAP);
  } finally {
    await system.stop();
    release();
    lock.release();
  }
}
