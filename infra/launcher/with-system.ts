// For commands that need the system: the running one if there is one, else one that is started for them and thrown away.
import { join } from 'node:path';
import { buildApplications } from './build.ts';
import { UserError, say, step } from './console.ts';
import { onEnd } from './lifetime.ts';
import { readLock } from './lock.ts';
import { startOptions } from './options.ts';
import { LOCK_FILE, startSystem, type StartSystemOptions, stopAll, type System, type SystemDetails } from './system.ts';
import { makeThrowaway } from './throwaway.ts';

/** The system that npm start runs on the default (or named) data directory. */
export function runningSystem(): SystemDetails | undefined {
  const owner = readLock(join(startOptions([]).dataDir, LOCK_FILE));
  if (owner && owner.state !== 'ready')
    throw new UserError('npm start is not ready yet (or is ending); try again in a moment.');
  // What npm start writes into its lock when it is ready.
  return owner as unknown as SystemDetails | undefined;
}

/** Variables under which demo, benchmark and browser tests find a system. */
export function addressEnv({ urls, databaseUrl, redisUrl, env, dataDir }: SystemDetails): NodeJS.ProcessEnv {
  return {
    ...env,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    YIGOU_DATA_DIR: dataDir,
    YIGOU_API_URL: urls.api,
    YIGOU_STOREFRONT_URL: urls.storefront,
    YIGOU_ADMIN_URL: urls.admin,
    YIGOU_SANDBOX_URL: urls.sandbox,
  };
}

/** Starts a complete system on throw-away data, runs `work`, and leaves nothing behind, also when it is interrupted. */
export async function withThrowawaySystem<T>(
  options: Omit<StartSystemOptions, 'dataDir' | 'useServers'>,
  work: (system: System) => Promise<T>,
): Promise<T> {
  const place = await makeThrowaway();
  const release = onEnd((reason) => {
    say(`\nStopping (${reason}) …`);
    void stopAll().then(() => {
      place.remove();
      process.exit(1);
    });
  });
  try {
    await step('Applications', async (note) =>
      note(await buildApplications({ env: process.env, logDir: join(place.dataDir, 'logs') })),
    );
    const system = await startSystem({ dataDir: place.dataDir, useServers: false, ...options });
    const crash = system.crashed.then((child): never => {
      throw new UserError(child.describeEnd());
    });
    return await Promise.race([work(system), crash]);
  } finally {
    await stopAll();
    release();
    place.remove();
  }
}
