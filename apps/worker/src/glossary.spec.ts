import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTEXTS } from './contexts';

const root = join(import.meta.dirname, '../../..');
const WORD = /[A-Za-z_]\w*/g;

/** The code below some folders without its comments: what only a comment says is no word of the code. */
function codeBelow(folders: readonly string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.includes('node_modules'))
        .map((name) => readFileSync(join(root, folder, name), 'utf8')),
    )
    .join('\n')
    .replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
}
const wordsBelow = (folders: readonly string[]) => new Set(codeBelow(folders).match(WORD));

interface Section {
  readonly title: string;
  /** The context whose words these are; undefined for those of all. */
  readonly context: string | undefined;
  readonly rows: readonly { readonly term: string; readonly words: readonly string[]; readonly meaning: string }[];
}

function sectionsOf(page: string): Section[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const [title = '', ...lines] = text.split('\n');
      const cells = lines
        .filter((line) => line.startsWith('|'))
        .map((line) => line.split('|').map((cell) => cell.trim()));
      const rows = cells.slice(2).map(([, term = '', code = '', meaning = '']) => ({
        term,
        words: [...`${code} ${meaning}`.matchAll(/`(\w+)`/g)].map(([, word = '']) => word),
        meaning,
      }));
      return { title, context: /\(`libs\/(\w+)`\)/.exec(title)?.[1], rows };
    });
}

const SECTIONS = sectionsOf(readFileSync(join(root, 'docs/glossary.md'), 'utf8'));
const strangeIn = (section: Section, words: ReadonlySet<string>) =>
  section.rows.flatMap((row) =>
    row.words.filter((word) => !words.has(word)).map((word) => `${section.title}: ${word}`),
  );

describe('docs/glossary.md', () => {
  it('has a Chinese term, a word of the code and a sentence in every row', () => {
    const poor = SECTIONS.flatMap(({ rows }) => rows).filter(
      ({ term, words, meaning }) =>
        !/^[\p{Script=Han}、]+$/u.test(term) || words.length === 0 || !meaning.endsWith('.'),
    );
    expect(poor).toEqual([]);
    expect(SECTIONS.filter(({ rows }) => rows.length === 0)).toEqual([]);
  });

  it('says words that the code of their context has', () => {
    const strange = SECTIONS.flatMap((section) => {
      const { context } = section;
      return strangeIn(
        section,
        wordsBelow(context ? [`libs/${context}/src`, `libs/contracts/src/${context}`] : ['libs']),
      );
    });
    expect(strange).toEqual([]);
    const planted = { title: 'x', context: undefined, rows: [{ term: '无', words: ['no_such_word'], meaning: '' }] };
    expect(strangeIn(planted, wordsBelow(['libs/kernel/src']))).toEqual(['x: no_such_word']);
  });

  it('has a section for every context', () => {
    const sections = SECTIONS.flatMap(({ context }) => context ?? []);
    expect(sections.sort()).toEqual(CONTEXTS.map(({ name }) => name).sort());
  });

  it('has every thing whose states a machine defines', () => {
    const machines = [...codeBelow(['libs']).matchAll(/defineMachine\(\{\s*name: '(\w+)'/g)].map(
      ([, name = '']) => name,
    );
    const known = new Set(SECTIONS.flatMap(({ rows }) => rows.flatMap(({ words }) => words)));
    expect(machines).toEqual(
      expect.arrayContaining(CONTEXTS.flatMap((context) => context.machines.map(({ name }) => name))),
    );
    expect(machines.filter((name) => !known.has(name))).toEqual([]);
  });
});
