// One run per data directory. The lock is a file that names its owner with the start time of the process, so that a lock left by
// a killed process is recognised even when its id has been given to another one.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomically } from './files.ts';
import { isSameProcess, type ProcessId, startTime } from './process-table.ts';

/** Looking and removing takes a moment; a guard older than this was left by a process that was killed in between. */
const LONGEST_LOOK_MS = 10_000;
const PAUSE_MS = 50;
const ATTEMPTS = 400;

/** Who holds a lock, as it described itself: `npm start` adds its state, its addresses and what started it. */
export interface Owner extends ProcessId {
  readonly startedAt: string;
  readonly [detail: string]: unknown;
}
export interface Lock {
  update(details: object): void;
  release(): void;
}
type IsRunning = (owner: Owner) => boolean;

export class LockedError extends Error {
  readonly owner: Owner;

  constructor(file: string, owner: Owner) {
    super(`${file} is held by process ${owner.pid}`);
    this.owner = owner;
  }
}

/** @returns the owner as it described itself, or undefined when there is none that still runs */
export function readLock(file: string, isRunning: IsRunning = isSameProcess): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Owner;
    return isRunning(owner) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function tryCreate(file: string, text: string): boolean {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
  try {
    // link() puts a complete file in place, and fails if there is one already.
    linkSync(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Takes a dead owner's lock away. One at a time looks and removes: between a look and a removal that nobody guards, another one may have taken the lock, and
 * a third would take it again. A guard that was left behind is removed when it is old.
 */
function removeStale(file: string, isRunning: IsRunning): void {
  const guard = `${file}.stale`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (ageOf(guard) > LONGEST_LOOK_MS) rmSync(guard, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    return;
  }
  try {
    if (!readLock(file, isRunning)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { recursive: true, force: true });
  }
}

const ageOf = (path: string): number => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());

/**
 * @param isRunning replaced in tests
 * @throws {LockedError} when a running process holds it
 */
export function acquireLock(file: string, isRunning: IsRunning = isSameProcess): Lock {
  mkdirSync(dirname(file), { recursive: true });
  const self = { pid: process.pid, startedAt: startTime(process.pid) };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (tryCreate(file, JSON.stringify(self))) {
      return {
        update: (details) => writeAtomically(file, JSON.stringify({ ...self, ...details }, null, 1)),
        release: () => rmSync(file, { force: true }),
      };
    }
    const owner = readLock(file, isRunning);
    if (owner) throw new LockedError(file, owner);
    removeStale(file, isRunning);
  }
  throw new Error(`Cannot take ${file}`);
}

/** Waits for the lock; `onWait` is called once when somebody else holds it. */
export async function waitForLock(
  file: string,
  { timeoutMs, onWait = () => {} }: { timeoutMs: number; onWait?: (owner: Owner) => void },
): Promise<Lock> {
  const end = Date.now() + timeoutMs;
  for (let first = true; ; first = false) {
    try {
      return acquireLock(file);
    } catch (error) {
      if (!(error instanceof LockedError) || Date.now() > end) throw error;
      if (first) onWait(error.owner);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
