// One run per data directory. The lock is a file that names its owner with the start time of the process, so that a lock left by
// a killed process is recognised even when its id has been given to another one.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomically } from './files.mjs';
import { isSameProcess, startTime } from './process-table.mjs';

/** Looking and removing takes a moment; a guard older than this was left by a process that was killed in between. */
const LONGEST_LOOK_MS = 10_000;
const PAUSE_MS = 50;
const ATTEMPTS = 400;

export class LockedError extends Error {
  constructor(file, owner) {
    super(`${file} is held by process ${owner.pid}`);
    this.owner = owner;
  }
}

/** @returns the owner as it described itself, or undefined when there is none that still runs */
export function readLock(file, isRunning = isSameProcess) {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8'));
    return isRunning(owner) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function tryCreate(file, text) {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
  try {
    // link() puts a complete file in place, and fails if there is one already.
    linkSync(temporary, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Takes a dead owner's lock away. One at a time looks and removes: between a look and a removal that nobody guards, another one may have taken the lock, and
 * a third would take it again. A guard that was left behind is removed when it is old.
 */
function removeStale(file, isRunning) {
  const guard = `${file}.stale`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
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

const ageOf = (path) => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());

/**
 * @param {string} file
 * @param {(owner: { pid: number, startedAt: string }) => boolean} [isRunning] replaced in tests
 * @returns {{ update(details: object): void, release(): void }}
 * @throws {LockedError} when a running process holds it
 */
export function acquireLock(file, isRunning = isSameProcess) {
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
export async function waitForLock(file, { timeoutMs, onWait = () => {} }) {
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
