import { formatFiles, generateFiles, type Tree } from '@nx/devkit';
import { join } from 'node:path';
import { LISTS } from './lists.ts';

export interface ContextOptions {
  /** The word that names the context everywhere. */
  readonly name: string;
  /** What it is about, singular: its table. */
  readonly thing?: string;
  /** What people read for it. */
  readonly title: string;
}

const pascal = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Words of the templates. */
export function wordsOf({ name, thing, title }: ContextOptions, listing: readonly string[]) {
  const singular = thing ?? name.replace(/s$/, '');
  if (singular === name) throw new Error(`say what ${name} is about: --thing=…`);
  const number = Math.max(0, ...listing.map((file) => Number(/^\d{4}/.exec(file)?.[0] ?? 0))) + 1;
  return {
    name,
    title,
    thing: singular,
    things: `${singular}s`,
    table: `${name}_${singular}`,
    template: '',
    Name: pascal(name),
    Thing: pascal(singular),
    Things: pascal(`${singular}s`),
    NAME: name.toUpperCase(),
    THING: singular.toUpperCase(),
    THINGS: `${singular}s`.toUpperCase(),
    number: String(number).padStart(4, '0'),
    stamp: 1_606_000_000_000 + number,
  };
}

/**
 * Lays a context down at all its addresses and enters it in the few lists that name contexts. Throws when there is one of that name, or when a list does not
 * look as it is known here.
 */
export default async function contextGenerator(tree: Tree, options: ContextOptions): Promise<void> {
  if (tree.exists(`libs/${options.name}`)) throw new Error(`there is a context ${options.name} already`);
  const words = wordsOf(options, tree.children('libs/platform/src/migrations'));
  generateFiles(tree, join(import.meta.dirname, 'files'), '.', words);
  for (const { file, enter } of LISTS) {
    const before = tree.read(file, 'utf8');
    if (before === null) throw new Error(`${file} is not there`);
    const after = enter(before, words);
    if (after === before) throw new Error(`${file} does not look as the generator knows it`);
    tree.write(file, after);
  }
  await formatFiles(tree);
}
