// Builds the applications through Nx, which caches; and not even Nx is asked when no source has changed since the last time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './children.mjs';
import { readJson, writeAtomically } from './files.mjs';
import { waitForLock } from './lock.mjs';
import { ROOT } from './paths.mjs';
import { precompress } from './precompress.mjs';

const STAMP = join(ROOT, 'dist', '.yigou-build.json');
const SOURCES = ['apps', 'libs', 'infra/build', 'infra/seed', 'package-lock.json', 'tsconfig.base.json', 'nx.json'];
const SKIPPED = new Set(['node_modules', 'dist', '.angular', '.nx']);

function listFiles(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)]))
    .sort();
}

/** A fingerprint of the sources by name, size and time of change. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((path) => listFiles(join(ROOT, path)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Applications that have something to build. */
export function applications() {
  const apps = join(ROOT, 'apps');
  return readdirSync(apps).filter((name) => {
    const project = readJson(join(apps, name, 'project.json'), undefined);
    return Boolean(project?.targets?.build) && listFiles(join(apps, name, 'src')).length > 0;
  });
}

export const distOf = (app) => join(ROOT, 'dist', 'apps', app);
export const webDist = (app) => join(distOf(app), 'browser');

const nxEnv = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', NX_SKIP_NX_CACHE: undefined, CI: 'true' };

/** How Nx is called: without its background process, which would outlive the command. */
export function nx(args, env = process.env) {
  return {
    command: process.execPath,
    args: [join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js'), ...args],
    env: { ...env, ...nxEnv },
  };
}

/**
 * @param {{ env: NodeJS.ProcessEnv, logDir: string, onStart?: (child: object) => void, only?: string[] }} options
 * @returns {Promise<string>} how it went, for the person who waits
 */
export async function buildApplications({ env, logDir, onStart, only }) {
  const apps = applications().filter((app) => !only || only.includes(app));
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const lock = await waitForLock(join(ROOT, 'dist', '.build.lock'), { timeoutMs: 900_000 });
  try {
    const print = fingerprint();
    const stamp = readJson(STAMP, {});
    if (stamp.print === print && apps.every((app) => stamp.apps.includes(app) && existsSync(distOf(app))))
      return 'up to date';
    const call = nx(['run-many', '-t', 'build', '--projects', apps.join(','), '--outputStyle=static'], env);
    await runToEnd({ name: 'build', cwd: ROOT, logDir, ...call }, { onStart });
    for (const app of apps) if (existsSync(webDist(app))) await precompress(webDist(app));
    const before = stamp.print === print ? stamp.apps : [];
    writeAtomically(STAMP, JSON.stringify({ print, apps: [...new Set([...before, ...apps])] }), 0o644);
    return apps.join(', ');
  } finally {
    lock.release();
  }
}
