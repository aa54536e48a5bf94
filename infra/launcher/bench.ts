// npm run bench: measures on PostgreSQL and Redis of its own, with full durability. The script starts what it measures through
// startSystem(), so that it decides on sizes and settings.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildApplications } from './build.ts';
import { UserError, step } from './console.ts';
import { onEnd } from './lifetime.ts';
import { ROOT } from './paths.ts';
import { runScript } from './run-script.ts';
import { recover } from './system.ts';
import { makeThrowaway } from './throwaway.ts';

const SCRIPT = join(ROOT, 'e2e', 'bench', 'bench.ts');

export async function main(args: string[]): Promise<number> {
  if (!existsSync(SCRIPT)) throw new UserError(`${SCRIPT} is missing.`);
  const place = await makeThrowaway();
  // The script gets Ctrl-C itself; here it only must not end this process before it has tidied up.
  const release = onEnd(() => {});
  try {
    await step('Applications', async (note) =>
      note(
        await buildApplications({
          env: process.env,
          logDir: join(place.dataDir, 'logs'),
          only: ['api', 'worker', 'sandbox'],
        }),
      ),
    );
    return await runScript(SCRIPT, args, { NODE_ENV: 'production', YIGOU_BENCH_DIR: place.dataDir });
  } finally {
    release();
    // Whatever the script could not stop (it may have been killed) does not outlive the command.
    await recover(place.dataDir);
    place.remove();
  }
}
