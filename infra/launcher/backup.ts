// npm run backup [-- FILE.zip]: everything of a data directory in one file, of one moment, whether its system runs or not.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ArchiveWriter, linkAll, walk } from './archive.ts';
import { backUpCluster } from './cluster-backup.ts';
import { UserError, say, step } from './console.ts';
import { readJson } from './files.ts';
import { startOptions } from './options.ts';
import { ROOT, fromUserFolder } from './paths.ts';
import { clusterFolders } from './postgres.ts';
import { hasData, takeLock, withServers } from './with-database.ts';
import { runningSystem } from './with-system.ts';

/** What belongs to the data beside the cluster. Redis does not: whatever it knows is found again from the tables. */
export const KEPT_FOLDERS = ['objects', 'sandbox', 'outbox'];
export const KEPT_FILES = ['secrets.json', 'demo-accounts.json'];

const ELSEWHERE =
  'are backed up with their own tools: pg_dump or pgBackRest for PostgreSQL, versions or replication of the bucket for objects. See docs/operations.md.';

/** Writes the archive of a data directory whose server is running, one at a time. @returns its size, bytes. Throws UserError. */
export async function backUp(dataDir: string, databaseUrl: string, file: string): Promise<number> {
  const data = clusterFolders(dataDir)
    .map((folder) => join(folder, 'data'))
    .find((folder) => existsSync(join(folder, 'PG_VERSION')));
  if (!data || !worksOn(databaseUrl, data))
    throw new UserError(`Servers that npm start does not run itself ${ELSEWHERE}`);
  // Beside a running system, whose own lock is held: two at once would take each other's links away.
  const lock = takeLock(dataDir, 'backup.lock');
  const unfinished = `${file}.part`;
  const links = join(dataDir, 'backup-links');
  const adminUrl = new URL(databaseUrl);
  adminUrl.pathname = '/postgres';
  try {
    for (const path of [unfinished, links]) rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const archive = new ArchiveWriter(unfinished);
    // What a row of that moment names is there then: it is found right before, or right after.
    await backUpCluster(archive, { data, adminUrl: adminUrl.href }, () => {
      for (const name of KEPT_FOLDERS)
        if (existsSync(join(dataDir, name))) linkAll(join(dataDir, name), join(links, name));
    });
    for (const name of existsSync(links) ? walk(links) : [])
      if (name.endsWith('/')) archive.folder(name);
      else await archive.file(name, join(links, name));
    for (const name of KEPT_FILES) if (existsSync(join(dataDir, name))) await archive.file(name, join(dataDir, name));
    await archive.finish({
      version: readJson<{ version: string }>(join(ROOT, 'package.json'), { version: '' }).version,
      createdAt: new Date().toISOString(),
      postgres: Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10),
    });
    renameSync(unfinished, file);
    return statSync(file).size;
  } finally {
    for (const path of [unfinished, links]) rmSync(path, { recursive: true, force: true });
    lock.release();
  }
}

/** Whether the server of this address works on these files, and not another one on another machine. */
function worksOn(databaseUrl: string, data: string): boolean {
  const { hostname, port } = new URL(databaseUrl);
  try {
    return hostname === '127.0.0.1' && readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3] === port;
  } catch {
    return false;
  }
}

function target(args: readonly string[], dataDir: string): string {
  const [given, ...more] = args;
  if (more.length > 0 || given?.startsWith('-')) throw new UserError('usage: npm run backup [-- FILE.zip]');
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '');
  const file = given === undefined ? join(dataDir, 'backups', `yigou-${stamp}.zip`) : fromUserFolder(given);
  if (existsSync(file)) throw new UserError(`${file} exists already; a backup never overwrites anything.`);
  return file;
}

export async function main(args: string[]): Promise<number> {
  const { dataDir } = startOptions([]);
  const file = target(args, dataDir);
  const running = runningSystem();
  if ((running?.env ?? process.env).S3_BUCKET) throw new UserError(`Objects in a bucket ${ELSEWHERE}`);
  if (process.env.DATABASE_URL && !running)
    throw new UserError(`Servers that npm start does not run itself ${ELSEWHERE}`);
  if (!running && !hasData(dataDir))
    throw new UserError(`There is no data in ${dataDir} to back up: run npm start first.`);
  const write = (databaseUrl: string): Promise<void> =>
    step('Backup', async (note) => note(`${((await backUp(dataDir, databaseUrl, file)) / 2 ** 20).toFixed(1)} MiB`));
  if (running) await write(running.databaseUrl);
  else await withServers(dataDir, (system) => write(system.databaseUrl));
  say(
    `\n${file}\nIt holds the keys to everything that is sealed: keep it where nobody else reads it.\nBack:  npm run restore -- ${file}`,
  );
  return 0;
}
