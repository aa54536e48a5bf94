// Data directories that are thrown away: for tests and measurements.
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock, readLock } from './lock.ts';
import { LOCK_FILE, deleteData, recover } from './system.ts';

const PREFIX = 'yigou-throwaway-';
/** The data directories inside of one: npm test has five. */
const PARTS = ['', 'jest', 'system', 'faults', 'commands/a', 'commands/b'];
/** A folder without a lock that is younger than this may be one that another command is just making. */
const NEW_MS = 60_000;
/** The file system in memory that Linux has. */
const MEMORY = '/dev/shm';
const TMPFS = 0x01021994;
const GIB = 1024 ** 3;
/** Several times what the data of npm test take, and enough memory for the browsers beside them. */
const ROOM = { files: 3 * GIB, memory: 6 * GIB };

/** Where data lie that many files are made and deleted for: a database of a thousand files is cloned in a tenth of the time there. */
function memoryFolder(): string | undefined {
  try {
    const { type, bavail, bsize } = statfsSync(MEMORY);
    const fits = bavail * bsize >= ROOM.files && process.availableMemory() >= ROOM.memory;
    return type === TMPFS && fits ? MEMORY : undefined;
  } catch {
    return undefined;
  }
}

const folders = (): string[] => [...new Set([tmpdir(), MEMORY])].filter((folder) => existsSync(folder));

/** What killed commands left in the temporary folder: their processes are ended and their data deleted. */
async function sweep(): Promise<void> {
  const left = folders().flatMap((base) => readdirSync(base).map((name) => ({ base, name })));
  for (const { base, name } of left.filter((entry) => entry.name.startsWith(PREFIX))) {
    const folder = join(base, name);
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

export interface Throwaway {
  readonly dataDir: string;
  remove(): void;
}

/** `inMemory`: in a file system in memory where there is one with room. */
export async function makeThrowaway({ inMemory = false }: { readonly inMemory?: boolean } = {}): Promise<Throwaway> {
  await sweep();
  const dataDir = mkdtempSync(join((inMemory && memoryFolder()) || tmpdir(), PREFIX));
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
