// Redis: one's own (REDIS_URL), an installed one, or one fetched from Debian's packages; always append-only and never evicting.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { Child, waitUntilReady } from './children.ts';
import { UserError } from './console.ts';
import { TOOLS_DIR } from './paths.ts';
import type { RunningServer, ServerOptions } from './postgres.ts';
import { aptInstall, aptUnpack, findProgram, isDebianLike, isRoot, run } from './programs.ts';

const NAMES = ['redis-server', 'valkey-server'];
const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin', '/opt/local/bin'];

interface Program {
  readonly binary: string;
  readonly env: NodeJS.ProcessEnv;
  readonly origin: string;
}

function works(binary: string, env?: NodeJS.ProcessEnv): boolean {
  return run(binary, ['--version'], { env }).ok;
}

function librariesOf(folder: string): string | undefined {
  const base = join(folder, 'usr', 'lib');
  if (!existsSync(base)) return undefined;
  const triplets = readdirSync(base).filter((name) => name.includes('-linux-'));
  return [...triplets.map((name) => join(base, name)), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
}

/** A Redis that was unpacked into a folder of its own, with the libraries it brought along. */
function unpacked(folder: string): Program | undefined {
  const binary = join(folder, 'usr', 'bin', 'redis-server');
  if (!existsSync(binary)) return undefined;
  const env = { LD_LIBRARY_PATH: librariesOf(folder) };
  return works(binary, { ...process.env, ...env }) ? { binary, env, origin: 'unpacked package' } : undefined;
}

function unpackFromApt(target: string): Program | undefined {
  mkdirSync(TOOLS_DIR, { recursive: true });
  const folder = mkdtempSync(join(TOOLS_DIR, 'redis-new-'));
  try {
    if (!aptUnpack('redis-server', folder) || !unpacked(folder)) return undefined;
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
    return unpacked(target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ADVICE =
  'Install it and run the command again:  Debian/Ubuntu: sudo apt-get install redis-server · macOS: brew install redis · ' +
  'Fedora: sudo dnf install valkey · or set REDIS_URL to a server with maxmemory-policy noeviction.';

export function findRedis(): Program {
  const installed = findProgram(NAMES, FOLDERS);
  if (installed && works(installed)) return { binary: installed, env: {}, origin: installed };
  const target = join(TOOLS_DIR, 'redis');
  const before = unpacked(target);
  if (before) return before;
  if (!isDebianLike()) throw new UserError(`Redis is missing. ${ADVICE}`);
  let reason: string | undefined;
  if (isRoot) {
    reason = aptInstall(['redis-server']);
    const binary = findProgram(NAMES, FOLDERS);
    if (binary && works(binary)) return { binary, env: {}, origin: `${binary}, installed with apt-get` };
  }
  const fetched = unpackFromApt(target);
  if (fetched) return fetched;
  throw new UserError(
    `Redis is missing and could not be fetched with apt-get${reason ? `:\n${reason}\n` : '. '}${ADVICE}`,
  );
}

/** Sends one command line and returns the first answer line; enough to ask whether the server is there. */
function ask(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    let text = '';
    socket.setTimeout(2_000, () => socket.destroy(new Error('timeout')));
    socket.once('error', reject);
    socket.on('data', (data) => {
      text += data;
      if (text.split('\r\n').length > lines.length) {
        socket.end();
        resolve(text);
      }
    });
    socket.once('connect', () => socket.write(lines.map((line) => `${line}\r\n`).join('')));
  });
}

function writeConfig(
  folder: string,
  { port, password, fsync }: { port: number; password: string; fsync: boolean },
): string {
  const file = join(folder, 'redis.conf');
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    'dir .',
    `requirepass ${password}`,
    'daemonize no',
    'appendonly yes',
    `appendfsync ${fsync ? 'everysec' : 'no'}`,
    'maxmemory-policy noeviction',
    // Snapshots beside the append-only file would only cost disk.
    'save ""',
  ];
  writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return 'redis.conf';
}

export async function startRedis(options: ServerOptions): Promise<RunningServer> {
  const { dataDir, port, password, env, logDir, fsync = true, onStart = () => {} } = options;
  const found = findRedis();
  const folder = join(dataDir, 'redis');
  const launch = async () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const child = new Child({
      name: 'redis',
      command: found.binary,
      args: [writeConfig(folder, { port, password, fsync })],
      cwd: folder,
      env: { ...env, ...found.env },
      logDir,
    });
    onStart(child);
    await waitUntilReady(child, async () => /\+PONG/.test(await ask(port, [`AUTH ${password}`, 'PING'])), 30_000);
    return child;
  };
  const url = `redis://:${password}@127.0.0.1:${port}`;
  try {
    return { child: await launch(), url, origin: found.origin };
  } catch (error) {
    if (!existsSync(join(folder, 'appendonlydir'))) throw error;
    // PostgreSQL holds the truth and drives lost jobs again: an append-only file that Redis refuses is set aside, not fatal.
    const aside = `${folder}.broken-${Date.now()}`;
    renameSync(folder, aside);
    return { child: await launch(), url, origin: found.origin, note: `its files were damaged and lie in ${aside}` };
  }
}
