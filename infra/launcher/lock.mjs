// One run per data directory. The lock is a file that names its owner with the start time of the process, so that a lock left by
// a killed process is recognised even when its id has been given to another one.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomically } from './files.mjs';
import { isSameProcess, startTime } from './process-table.mjs';

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

/** Takes a dead owner's lock away; when somebody else was quicker and holds a live one, it is put back. */
function removeStale(file, isRunning) {
  const aside = `${file}.stale.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readLock(aside, isRunning)) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one took it meanwhile; the caller looks again.
    }
  }
  rmSync(aside, { force: true });
}

/**
 * @param {string} file
 * @param {(owner: { pid: number, startedAt: string }) => boolean} [isRunning] replaced in tests
 * @returns {{ update(details: object): void, release(): void }}
 * @throws {LockedError} when a running process holds it
 */
export function acquireLock(file, isRunning = isSameProcess) {
  mkdirSync(dirname(file), { recursive: true });
  const self = { pid: process.pid, startedAt: startTime(process.pid) };
  for (let attempt = 0; attempt < 50; attempt += 1) {
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
