import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { beginImportRun, FirstStock, moveImportRun, saveProgress } from '@yigou/catalogue';
import type { CommandContext } from './command-context';

/** Where the seed's files lie, from the folder that the launcher starts commands in. */
const DATA = 'infra/seed/data';
export const SEED_FILES = ['real-products.csv', 'demo-products.csv'] as const;

/** Imports a file of the seed as first stock. Rows about a supplier that somebody else has entered are left out. */
export async function importSeedFile(
  { db, imports }: CommandContext,
  name: string,
  firstStock: FirstStock,
): Promise<string> {
  const path = resolve(DATA, name);
  const digest = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 16);
  const objectKey = `seed/${basename(name, '.csv')}-${digest}`;
  const run = { id: await beginImportRun(db, { fileName: name, objectKey }, 'load'), status: 'applying' as const };
  const summary = await imports.run(
    { path },
    { firstStock, onProgress: (progress) => saveProgress(db, run, progress) },
  );
  await moveImportRun(db, run, 'finish');
  const error = summary.errors.find(({ reason }) => reason !== FirstStock.TAKEN);
  if (error) throw new Error(`${name}, row ${error.row}, ${error.column}: ${error.reason}`);
  return `${summary.rowsTotal} rows, ${summary.created} new${summary.failed > 0 ? `, ${summary.failed} left to others` : ''}`;
}
