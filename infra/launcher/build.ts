// Builds the applications through Nx, which caches; and not even Nx is asked when no source has changed since the last time.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OnStart, runToEnd } from './children.ts';
import { readJson, writeAtomically } from './files.ts';
import { fingerprintOf, listFiles } from './fingerprint.ts';
import { waitForLock } from './lock.ts';
import { ROOT } from './paths.ts';
import { precompress } from './precompress.ts';

const STAMP = join(ROOT, 'dist', '.yigou-build.json');
const SOURCES = ['apps', 'libs', 'infra/build', 'infra/seed', 'package-lock.json', 'tsconfig.base.json', 'nx.json'];
/** Applications that have something to build. */
export function applications(): string[] {
  const apps = join(ROOT, 'apps');
  return readdirSync(apps).filter((name) => {
    const project = readJson<{ targets?: { build?: object } } | undefined>(join(apps, name, 'project.json'), undefined);
    return Boolean(project?.targets?.build) && listFiles(ROOT, `apps/${name}/src`).length > 0;
  });
}

export const distOf = (app: string): string => join(ROOT, 'dist', 'apps', app);
export const webDist = (app: string): string => join(distOf(app), 'browser');

const nxEnv = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', NX_SKIP_NX_CACHE: undefined, CI: 'true' };

/** How Nx is called: without its background process, which would outlive the command. */
export function nx(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  return {
    command: process.execPath,
    args: [join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js'), ...args],
    env: { ...env, ...nxEnv },
  };
}

interface Stamp {
  readonly print?: string;
  readonly apps?: readonly string[];
}
interface BuildOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly logDir: string;
  readonly onStart?: OnStart;
  readonly only?: readonly string[];
}

/** What is said where nothing had to be built, and Nx was not asked. */
export const UP_TO_DATE = 'up to date';

/** @returns how it went, for the person who waits */
export async function buildApplications({ env, logDir, onStart, only }: BuildOptions): Promise<string> {
  const apps = applications().filter((app) => !only || only.includes(app));
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const lock = await waitForLock(join(ROOT, 'dist', '.build.lock'), { timeoutMs: 900_000 });
  try {
    const print = fingerprintOf(ROOT, SOURCES);
    const stamp = readJson<Stamp>(STAMP, {});
    const fresh = stamp.print === print ? (stamp.apps ?? []) : [];
    if (apps.every((app) => fresh.includes(app) && existsSync(distOf(app)))) return UP_TO_DATE;
    const call = nx(['run-many', '-t', 'build', '--projects', apps.join(','), '--outputStyle=static'], env);
    await runToEnd({ name: 'build', cwd: ROOT, logDir, ...call }, onStart ? { onStart } : {});
    for (const app of apps) if (existsSync(webDist(app))) await precompress(webDist(app));
    writeAtomically(STAMP, JSON.stringify({ print, apps: [...new Set([...fresh, ...apps])] }), 0o644);
    return apps.join(', ');
  } finally {
    lock.release();
  }
}
