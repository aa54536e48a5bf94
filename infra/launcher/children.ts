// Child processes of a run: each in a process group of its own, its output in a log file, ended in order.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './console.ts';

/** Told of each process as it starts, so that it can be ended with the rest. */
export type OnStart = (child: Child) => void;
const LOG_LIMIT = 20 * 1024 * 1024;

function openLog(logDir: string, name: string): { file: string; descriptor: number } {
  mkdirSync(logDir, { recursive: true });
  const file = join(logDir, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return { file, descriptor: openSync(file, 'a', 0o600) };
}

/** The last lines of a log, for a message about what went wrong. */
export function tail(file: string, lines = 25, from = 0): string {
  try {
    const text = readFileSync(file).subarray(from).toString('utf8').trimEnd();
    return text.split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

export interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logDir: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly stopSignal?: NodeJS.Signals;
  /** `false` sends the stop signal to the process alone (PostgreSQL ends its own children). */
  readonly wholeGroup?: boolean;
  readonly graceMs?: number;
}
interface Ended {
  readonly code?: number | null;
  readonly signal?: NodeJS.Signals | null;
  readonly error?: Error;
}

export class Child {
  readonly name: string;
  readonly options: ChildOptions;
  readonly log: string;
  /** Where this run begins in the log. */
  readonly logStart: number;
  readonly ended: Promise<Ended>;
  readonly pid: number | undefined;
  /** Whoever ends it on purpose says so, and its end is no crash. */
  stopping = false;
  /** It did not end in time. */
  wasKilled = false;
  private result: Ended | undefined;

  constructor(options: ChildOptions) {
    const { name, command, args, cwd, env, logDir, uid, gid } = options;
    this.name = name;
    this.options = options;
    const log = openLog(logDir, name);
    this.log = log.file;
    this.logStart = statSync(log.file).size;
    const child = spawn(command, args, {
      cwd,
      env,
      uid,
      gid,
      detached: true,
      stdio: ['ignore', log.descriptor, log.descriptor],
    });
    this.ended = new Promise<Ended>((resolve) => {
      child.once('error', (error) => resolve({ error }));
      child.once('exit', (code, signal) => resolve({ code, signal }));
    }).then((result) => (this.result = result));
    closeSync(log.descriptor);
    this.pid = child.pid;
  }

  get running(): boolean {
    return this.result === undefined;
  }

  signal(name: NodeJS.Signals, group: boolean): void {
    if (this.pid === undefined) return;
    try {
      process.kill(group ? -this.pid : this.pid, name);
    } catch {
      // Already gone.
    }
  }

  /** Asks it to end, and insists after the grace period. The group is swept afterwards: a child's child does not outlive it. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { stopSignal = 'SIGTERM', wholeGroup = true, graceMs = 12_000 } = this.options;
    if (this.running) {
      this.signal(stopSignal, wholeGroup);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), graceMs);
      });
      const outcome = await Promise.race([this.ended, late]);
      clearTimeout(timer);
      this.wasKilled = outcome === 'late';
    }
    this.signal('SIGKILL', true);
    if (this.running && this.pid !== undefined) await this.ended;
  }

  describeEnd(): string {
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
export async function runToEnd(
  options: ChildOptions,
  { onStart = () => {} }: { onStart?: OnStart } = {},
): Promise<string> {
  const child = new Child(options);
  onStart(child);
  const { code } = await child.ended;
  if (code !== 0) throw new UserError(child.describeEnd());
  return tail(child.log, 1_000, child.logStart);
}

/** Not answering yet is expected while a program starts; a message for the person at the terminal is final. */
function notYet(error: unknown): false {
  if (error instanceof UserError) throw error;
  return false;
}

/** Polls until `ready` says yes. @throws UserError when the process ends first or the time is over */
export async function waitUntilReady(child: Child, ready: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
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

export async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
  await response.arrayBuffer();
  return response.ok;
}
