import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a supplier sent lies among the temporary files of everybody, for us alone. */
export const OWN_FILE = { mode: 0o600 };

/** Where a temporary file of our own may lie. */
export const ownPath = (): string => join(tmpdir(), `yigou-import-${randomUUID()}`);

/** A temporary file for a piece of work. */
export async function withFile<T>(
  fill: (path: string) => Promise<void>,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const path = ownPath();
  try {
    await fill(path);
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}
