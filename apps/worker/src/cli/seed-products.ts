import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FirstStock, saveProgress } from '@yigou/catalogue';
import { newId } from '@yigou/kernel';
import type { CommandContext } from './command-context';

/** Where the seed's files lie, from the folder that the launcher starts commands in. */
const DATA = 'infra/seed/data';
export const SEED_FILES = ['real-products.csv', 'demo-products.csv'] as const;

/**
 * Imports a file of the seed by the way every import goes. A file that went in whole before is not read again; one that was cut off is, and stock that
 * exists stays as it is, since something may have been sold.
 */
export async function importSeedFile({ db, imports }: CommandContext, name: string): Promise<string> {
  const path = join(process.cwd(), DATA, name);
  const digest = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 16);
  const objectKey = `seed/${basename(name, '.csv')}-${digest}`;
  const [done] = await db.query(`SELECT 1 FROM import_run WHERE object_key = $1 AND status = 'done'`, [objectKey]);
  if (done) return 'already there';
  const id = newId();
  await db.query(`DELETE FROM import_run WHERE object_key = $1`, [objectKey]);
  await db.query(`INSERT INTO import_run (id, file_name, object_key, status) VALUES ($1, $2, $3, 'running')`, [
    id,
    name,
    objectKey,
  ]);
  const summary = await imports.run(
    { path },
    { firstStock: new FirstStock(), onProgress: (progress) => saveProgress(db, id, progress, 'running') },
  );
  await saveProgress(db, id, summary, 'done');
  const [error] = summary.errors;
  if (error) throw new Error(`${name}, row ${error.row}, ${error.column}: ${error.reason}`);
  return `${summary.rowsTotal} rows, ${summary.created} new`;
}
