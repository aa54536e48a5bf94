// npm run restore -- FILE.zip: a backup in the place of the data of a directory whose system does not run. Nothing is touched before all of it has been
// read; what was there is kept beside it.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Manifest, unpack } from './archive.ts';
import { KEPT_FILES, KEPT_FOLDERS } from './backup.ts';
import { buildApplications } from './build.ts';
import { CLUSTER } from './cluster-backup.ts';
import { say, step, UserError } from './console.ts';
import { startOptions } from './options.ts';
import { fromUserFolder } from './paths.ts';
import { clusterFolders, placeCluster } from './postgres.ts';
import { recover } from './system.ts';
import { hasData, takeLock, withServers } from './with-database.ts';
import { runningSystem } from './with-system.ts';

const USAGE = 'usage: npm run restore -- FILE.zip [--replace]';
/** What of a system that ran on other data is of no use to this: Redis forgets its jobs, which are found again from the tables. */
const BESIDE = ['redis', 'ports.json'];

interface Asked {
  readonly file: string;
  readonly replace: boolean;
}

function read(args: string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { replace: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Error('one file');
    return { file: fromUserFolder(file), replace: values.replace === true };
  } catch {
    throw new UserError(USAGE);
  }
}

/** Puts what the archive holds in the place of what is there. @returns what it said of itself, and where the former data lie now. Throws UserError. */
export async function restore(
  dataDir: string,
  { file, replace }: Asked,
): Promise<{ manifest: Manifest; kept: string | null }> {
  const lock = takeLock(dataDir);
  const fresh = join(dataDir, 'restoring');
  try {
    if (!replace && hasData(dataDir))
      throw new UserError(
        `There are data in ${dataDir}. To put the backup in their place (they are kept beside it):\n  npm run restore -- ${file} --replace`,
      );
    await recover(dataDir);
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true, mode: 0o700 });
    const manifest = await unpack(file, fresh);
    const kept = setAside(dataDir);
    placeCluster(join(fresh, CLUSTER), dataDir);
    for (const name of [...KEPT_FOLDERS, ...KEPT_FILES])
      if (existsSync(join(fresh, name))) renameSync(join(fresh, name), join(dataDir, name));
    return { manifest, kept };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    lock.release();
  }
}

/** Moves what is there out of the way. @returns where to, null where nothing was */
function setAside(dataDir: string): string | null {
  if (!hasData(dataDir)) return null;
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '');
  const aside = join(dataDir, `before-restore-${stamp}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of [...KEPT_FOLDERS, ...KEPT_FILES, ...BESIDE])
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(aside, name));
  // The cluster stays on its file system, with the owner that it has.
  for (const folder of clusterFolders(dataDir))
    if (existsSync(join(folder, 'data')))
      renameSync(join(folder, 'data'), join(folder, `data-before-restore-${stamp}`));
  return aside;
}

export async function main(args: string[]): Promise<number> {
  const asked = read(args);
  const { dataDir } = startOptions([]);
  if (process.env.DATABASE_URL)
    throw new UserError('A server of DATABASE_URL is restored with its own tools. See docs/operations.md.');
  if (runningSystem()) throw new UserError(`Yigou runs on ${dataDir}: stop it with Ctrl-C in its terminal first.`);
  const { manifest, kept } = await step('Restore', () => restore(dataDir, asked));
  await step('Worker', async (note) =>
    note(await buildApplications({ env: process.env, logDir: join(dataDir, 'logs'), only: ['worker'] })),
  );
  await withServers(dataDir, async (system) => {
    await system.migrate();
    await step('Books', async () => void (await system.runCommand('worker', 'invariants')));
  });
  say(`\nThe state of ${manifest.createdAt} is back in ${dataDir}.`);
  if (kept)
    say(
      `What was there before lies in ${kept}, its cluster beside the new one; delete both when you need them no more.`,
    );
  return 0;
}
