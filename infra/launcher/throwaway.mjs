// Data directories that are thrown away: for tests and measurements.
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock, readLock } from './lock.mjs';
import { LOCK_FILE, deleteData, recover } from './system.mjs';

const PREFIX = 'yigou-throwaway-';
/** The data directories inside of one: npm test has three. */
const PARTS = ['', 'jest', 'system', 'faults'];
/** A folder without a lock that is younger than this may be one that another command is just making. */
const NEW_MS = 60_000;

/** What killed commands left in the temporary folder: their processes are ended and their data deleted. */
async function sweep() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      const lockFile = join(folder, LOCK_FILE);
      const isNew = Date.now() - statSync(folder).mtimeMs < NEW_MS;
      if (readLock(lockFile) || (isNew && !existsSync(lockFile))) continue;
      const lock = acquireLock(lockFile);
      for (const part of PARTS) {
        await recover(join(folder, part));
        deleteData(join(folder, part));
      }
      rmSync(folder, { recursive: true, force: true });
      lock.release();
    } catch {
      // Another user's, or another command was quicker.
    }
  }
}

/** @returns {Promise<{ dataDir: string, remove(): void }>} */
export async function makeThrowaway() {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  // As root, PostgreSQL runs as another user and has to get in.
  chmodSync(dataDir, 0o711);
  acquireLock(join(dataDir, LOCK_FILE));
  return {
    dataDir,
    remove() {
      for (const part of PARTS) deleteData(join(dataDir, part));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
