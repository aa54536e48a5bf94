import type { wordsOf } from './generator.ts';

type Words = ReturnType<typeof wordsOf>;
/** A file that names every context, and how a new one is entered. */
export interface ContextList {
  readonly file: string;
  enter(text: string, words: Words): string;
}

/** Puts a line after the last one that is like it; nothing like it leaves the text as it is. */
function afterLast(text: string, like: RegExp, line: string): string {
  const lines = text.split('\n');
  const at = lines.findLastIndex((candidate) => like.test(candidate));
  return at < 0 ? text : [...lines.slice(0, at + 1), line, ...lines.slice(at + 1)].join('\n');
}
/** Puts an entry at the end of the list that begins with `opening`. */
function atEndOf(text: string, opening: string, entry: string): string {
  const from = text.indexOf(opening);
  const end = text.indexOf(opening.endsWith('[') ? '\n];' : '\n}', from);
  return from < 0 || end < 0 ? text : `${text.slice(0, end)}\n${entry}${text.slice(end)}`;
}

/** All that is touched besides new files. */
export const LISTS: readonly ContextList[] = [
  {
    file: 'infra/structure/import-table.ts',
    enter: (text, { name }) =>
      atEndOf(text, 'const CONTEXTS: Readonly<Record<string, readonly string[]>> = {', `  ${name}: ['identity'],`),
  },
  {
    file: 'libs/contracts/src/index.ts',
    enter: (text, { name }) =>
      afterLast(text, /^export \* from '\.\/\w+\/schemas';/, `export * from './${name}/schemas';`),
  },
  {
    file: 'libs/contracts/src/paths.ts',
    enter: (text, { name }) =>
      atEndOf(
        afterLast(text, /^import .* from '\.\/\w+\/paths\.ts';/, `import { ${name}Paths } from './${name}/paths.ts';`),
        'export const paths = merge({',
        `  ${name}: ${name}Paths,`,
      ),
  },
  {
    file: 'libs/contracts/src/routes.ts',
    enter: (text, { name }) =>
      atEndOf(
        afterLast(text, /^import .* from '\.\/\w+\/routes';/, `import { ${name}Routes } from './${name}/routes';`),
        'export const schemas = merge({',
        `  ${name}: ${name}Routes,`,
      ),
  },
  {
    file: 'libs/contracts/src/labels.ts',
    enter: (text, { name, NAME }) =>
      atEndOf(
        afterLast(
          afterLast(text, /^export \* from '\.\/\w+\/labels';/, `export * from './${name}/labels';`),
          /^import .* from '\.\/\w+\/(errors|labels)';/,
          `import { ${NAME}_ERRORS } from './${name}/errors';`,
        ),
        'export const ERROR_CATALOGUE = merge({',
        `  ${name}: ${NAME}_ERRORS,`,
      ),
  },
  {
    file: 'apps/api/src/contexts.ts',
    enter: (text, { name }) =>
      atEndOf(
        afterLast(text, /^import .* from '\.\/\w+';/, `import { ${name}InApi } from './${name}';`),
        'export const CONTEXTS: readonly ApiContext[] = [',
        `  ${name}InApi,`,
      ),
  },
  {
    file: 'apps/worker/src/contexts.ts',
    enter: (text, { name }) =>
      atEndOf(
        afterLast(text, /^import .* from '\.\/\w+';/, `import { ${name}InWorker } from './${name}';`),
        'export const CONTEXTS: readonly WorkerContext[] = [',
        `  ${name}InWorker,`,
      ),
  },
  {
    file: 'apps/admin/src/app/contexts.ts',
    enter: (text, { name }) =>
      atEndOf(
        afterLast(text, /^import .*\.screens';/, `import { ${name}Screens } from './${name}/${name}.screens';`),
        'export const CONTEXTS: readonly Screens[] = [',
        `  ${name}Screens,`,
      ),
  },
  {
    file: 'apps/admin/src/app/shared/tones.ts',
    enter: (text, { name }) =>
      afterLast(text, /^export \* from '\.\.\/\w+\/tones';/, `export * from '../${name}/tones';`),
  },
  {
    file: 'apps/storefront/src/app/app.routes.ts',
    enter: (text, { name }) =>
      afterLast(
        afterLast(text, /^import .*\.routes';/, `import { ${name}Routes } from './${name}/${name}.routes';`),
        /^ {2}\.\.\.\w+Routes,/,
        `  ...${name}Routes,`,
      ),
  },
  {
    file: 'docs/glossary.md',
    enter: (text, { name, Name, table, thing, title }) =>
      text.replace(
        /^## Everywhere$/m,
        `## ${Name} (\`libs/${name}\`)\n\n| 中文 | code | |\n| --- | --- | --- |\n| ${title} | \`${table}\` | A ${thing}; \`docs/machines.md\` shows its states. |\n\n$&`,
      ),
  },
];
