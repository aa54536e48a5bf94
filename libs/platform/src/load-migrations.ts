import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MigrationInterface } from 'typeorm';

type MigrationClass = new () => MigrationInterface;

/** `0007-orders-steps.ts` while it is source, `.js` where it is built. Specs and source maps may lie beside them. */
const FILE = /^(\d{4})((?:-[a-z][a-z0-9]*)+)\.(?:ts|js)$/;
const BESIDE = /\.(?:spec\.ts|js\.map)$/;
/** TypeORM orders by the thirteen digits that end a class's name and remembers a step by the whole name: the number of the file, counted from here. */
const EPOCH = 1_606_000_000_000;

/** The name that a file's class must have: TypeORM records it, so it decides which databases have made the step. */
export function migrationName(file: string): string {
  const [, number, words] = FILE.exec(file) ?? [];
  if (number === undefined || words === undefined)
    throw new Error(`a migration is named NNNN-context-what.ts: ${file}`);
  const pascal = words.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
  return `${pascal}${EPOCH + Number(number)}`;
}

/**
 * The migrations of a folder's listing, in order. Numbers may leave gaps (branches are given ranges), but no two files share one.
 * @throws Error for a file that is not named as a migration, and for two with one number.
 */
export function orderMigrations(listing: readonly string[]): string[] {
  const files = listing.filter((file) => !BESIDE.test(file)).sort();
  files.forEach(migrationName);
  const twice = files.find((file, index) => files[index + 1]?.slice(0, 4) === file.slice(0, 4));
  if (twice !== undefined) throw new Error(`two migrations have the number ${twice.slice(0, 4)}`);
  return files;
}

/**
 * Every migration of the folder: a new one is a new file and no edit anywhere. One ordered stream of hand-read SQL, small steps, one context each;
 * a step that has landed is never edited, the next one gets the next number.
 * @throws Error for a file that does not hold exactly the class that its name promises.
 */
export async function loadMigrations(folder: string): Promise<MigrationClass[]> {
  return Promise.all(
    orderMigrations(await readdir(folder)).map(async (file) => {
      const held = Object.values((await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>);
      const [migration] = held;
      if (held.length !== 1 || typeof migration !== 'function' || migration.name !== migrationName(file)) {
        throw new Error(`${file} exports the class ${migrationName(file)} and nothing else`);
      }
      return migration as MigrationClass;
    }),
  );
}
