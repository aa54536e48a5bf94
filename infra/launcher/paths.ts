// Where things are. Every path is absolute, so that the commands work from any folder.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Programs that were fetched for this checkout (an unpacked Redis); node_modules/.cache is where build tools keep such things. */
export const TOOLS_DIR = join(ROOT, 'node_modules', '.cache', 'yigou');

/** The folder as the user typed it: npm changes to the package's root and leaves the original one in INIT_CWD. */
export function fromUserFolder(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** A short name for a path that has no spaces or non-ASCII characters, stable between runs. */
export function shortHash(path: string): string {
  let real = path;
  try {
    real = realpathSync(path);
  } catch {
    // Not there yet: its spelling has to do.
  }
  return createHash('sha256').update(real).digest('hex').slice(0, 16);
}
