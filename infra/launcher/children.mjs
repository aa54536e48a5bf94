// Child processes of a run: each in a process group of its own, its output in a log file, ended in order.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './console.mjs';

const LOG_LIMIT = 20 * 1024 * 1024;

function openLog(logDir, name) {
  mkdirSync(logDir, { recursive: true });
  const file = join(logDir, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return { file, descriptor: openSync(file, 'a', 0o600) };
}

/** The last lines of a log, for a message about what went wrong. */
export function tail(file, lines = 25, from = 0) {
  try {
    const text = readFileSync(file).subarray(from).toString('utf8').trimEnd();
    return text.split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

export class Child {
  /**
   * @param {{ name: string, command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, logDir: string, uid?: number, gid?: number,
   *   stopSignal?: NodeJS.Signals, wholeGroup?: boolean, graceMs?: number }} options `wholeGroup: false` sends the stop signal to the
   *   process alone (PostgreSQL ends its own children)
   */
  constructor(options) {
    const { name, command, args, cwd, env, logDir, uid, gid } = options;
    this.name = name;
    this.options = options;
    const log = openLog(logDir, name);
    this.log = log.file;
    this.logStart = statSync(log.file).size;
    this.stopping = false;
    this.ended = new Promise((resolve) => {
      this.process = spawn(command, args, {
        cwd,
        env,
        uid,
        gid,
        detached: true,
        stdio: ['ignore', log.descriptor, log.descriptor],
      });
      this.process.once('error', (error) => resolve({ error }));
      this.process.once('exit', (code, signal) => resolve({ code, signal }));
    }).then((result) => (this.result = result));
    closeSync(log.descriptor);
    this.pid = this.process.pid;
  }

  get running() {
    return this.result === undefined;
  }

  signal(name, group) {
    if (this.pid === undefined) return;
    try {
      process.kill(group ? -this.pid : this.pid, name);
    } catch {
      // Already gone.
    }
  }

  /** Asks it to end, and insists after the grace period. The group is swept afterwards: a child's child does not outlive it. */
  async stop() {
    this.stopping = true;
    const { stopSignal = 'SIGTERM', wholeGroup = true, graceMs = 12_000 } = this.options;
    if (this.running) {
      this.signal(stopSignal, wholeGroup);
      let timer;
      const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve('late'), graceMs);
      });
      const outcome = await Promise.race([this.ended, late]);
      clearTimeout(timer);
      this.wasKilled = outcome === 'late';
    }
    this.signal('SIGKILL', true);
    if (this.running && this.pid !== undefined) await this.ended;
  }

  describeEnd() {
    const { code, signal, error } = this.result ?? {};
    const how = error
      ? `could not start: ${error.message}`
      : signal
        ? `was ended by ${signal}`
        : `ended with code ${code}`;
    const text = tail(this.log, 25, this.logStart);
    return `${this.name} ${how}. Its log is ${this.log}${text ? `; the last lines:\n${text.replace(/^/gm, '    ')}` : '.'}`;
  }
}

/** Runs a program to its end with the output in a log. @throws UserError with the end of the log when it fails */
export async function runToEnd(options, { onStart = () => {} } = {}) {
  const child = new Child(options);
  onStart(child);
  const { code } = await child.ended;
  if (code !== 0) throw new UserError(child.describeEnd());
  return tail(child.log, 1_000, child.logStart);
}

/** Not answering yet is expected while a program starts; a message for the person at the terminal is final. */
function notYet(error) {
  if (error instanceof UserError) throw error;
  return false;
}

/**
 * Polls until `ready` says yes. @throws UserError when the process ends first or the time is over
 * @param {Child} child
 * @param {() => Promise<boolean>} ready
 */
export async function waitUntilReady(child, ready, timeoutMs = 60_000) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (!child.running) throw new UserError(child.describeEnd());
    if (await ready().catch(notYet)) return;
    if (Date.now() > end) {
      throw new UserError(
        `${child.name} is not ready after ${timeoutMs / 1000} s. The last lines of ${child.log}:\n${tail(child.log)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

export async function answersOk(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
  await response.arrayBuffer();
  return response.ok;
}
