// Programs of the operating system: looking them up, and fetching them on Debian and Ubuntu.
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const isRoot = process.getuid?.() === 0;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @returns the path of the first of these programs that is on the PATH (or in one of the extra folders), links unresolved:
 *   Debian's redis-server is a link to a program that decides by its name what it is
 */
export function findProgram(names: readonly string[], extraFolders: readonly string[] = []): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...extraFolders];
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

/** Debian, Ubuntu and what derives from them. */
export function isDebianLike(): boolean {
  if (process.platform !== 'linux' || !findProgram(['apt-get'])) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release);
}

interface Ran {
  readonly ok: boolean;
  readonly output: string;
  readonly stdout: string;
}

export function run(command: string, args: readonly string[], options: Omit<SpawnSyncOptions, 'encoding'> = {}): Ran {
  const result = spawnSync(command, args, { maxBuffer: 64 * 1024 * 1024, ...options, encoding: 'utf8' });
  return {
    ok: result.status === 0,
    output: `${result.stdout ?? ''}${result.stderr ?? ''}`,
    stdout: result.stdout ?? '',
  };
}

const aptEnv = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', RUNLEVEL: '1' };
// Another apt may be running: wait for it instead of failing.
const PATIENT = ['-o', 'DPkg::Lock::Timeout=300'];

/** Installs packages as root. @returns the error text, or undefined when it worked */
export function aptInstall(packages: readonly string[]): string | undefined {
  const install = () =>
    run('apt-get', [...PATIENT, 'install', '-y', '--no-install-recommends', ...packages], { env: aptEnv });
  run('apt-get', [...PATIENT, 'update'], { env: aptEnv });
  const result = install();
  return result.ok ? undefined : result.output.trim().split('\n').slice(-5).join('\n');
}

/** Names of a package and of everything it needs that is not installed here, as apt would install them. */
function missingPackages(name: string): string[] {
  const plan = run('apt-get', ['-s', 'install', '--no-install-recommends', name], { env: aptEnv });
  return plan.ok ? [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '') : [];
}

/** Unpacks a package and what it needs into a folder, without root and without touching the system. @returns whether it worked */
export function aptUnpack(name: string, folder: string): boolean {
  if (isRoot) run('apt-get', [...PATIENT, 'update'], { env: aptEnv });
  const packages = missingPackages(name);
  if (packages.length === 0) return false;
  if (!run('apt-get', ['download', ...packages], { cwd: folder, env: aptEnv }).ok) return false;
  const archives = run('sh', ['-c', 'ls *.deb'], { cwd: folder }).stdout.trim().split('\n');
  return archives.every((archive) => run('dpkg', ['-x', archive, '.'], { cwd: folder }).ok);
}
