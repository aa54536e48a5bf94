// The programs of the checks, and how they are called.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.ts';

const require = createRequire(join(ROOT, 'package.json'));

/** Path of a package's command, so that it runs on this Node and not through a shell. */
export function bin(name: string, command = name): string {
  const manifest = join(ROOT, 'node_modules', name, 'package.json');
  const { bin: commands } = require(manifest) as { bin: string | Record<string, string> };
  return join(dirname(manifest), typeof commands === 'string' ? commands : (commands[command] ?? command));
}

/** What these leave behind is young and much, and is swept less often the more of it there may be. */
export const YOUNG = '--max-semi-space-size=64';

/** The format of the whole tree. One thread: the other processor has the tests. */
export const FORMAT = [bin('oxfmt'), '--list-different', '--threads=1', '.'];

/** The types of a project, by the native compiler. One checker: the other processor has the tests, and each further one looks at much of the same again. */
export function typesOf(project: string): string[] {
  const compiler = bin('typescript-native', 'tsc');
  return [compiler, '--noEmit', '--pretty', 'false', '--checkers', '1', '-p', project];
}
