import { describe, expect, it } from '@jest/globals';
import { createTree } from '@nx/devkit/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import contextGenerator from './generator';
import { LISTS } from './lists';

const root = join(import.meta.dirname, '../../..');
const MIGRATIONS = 'libs/platform/src/migrations';

/** The lists of this workspace as they stand, and what is next to them, without the rest. */
function workspace() {
  const tree = createTree();
  for (const { file } of LISTS) tree.write(file, readFileSync(join(root, file)));
  for (const file of readdirSync(join(root, MIGRATIONS))) tree.write(`${MIGRATIONS}/${file}`, '');
  tree.write('.prettierrc.json', readFileSync(join(root, '.prettierrc.json')));
  return tree;
}

/** What the compiler says of files, read over those that are there. */
function problems(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const [read, exists] = [host.readFile.bind(host), host.fileExists.bind(host)];
  const folders = new Set([...files.keys()].map((file) => dirname(file)));
  host.readFile = (file) => files.get(file) ?? read(file);
  host.fileExists = (file) => files.has(file) || exists(file);
  host.directoryExists = (folder) =>
    [...folders].some((known) => `${known}/`.startsWith(`${folder}/`)) || ts.sys.directoryExists(folder);
  host.getSourceFile = (file, target) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, target);
  };
  const server = [...files.keys()].filter((file) => /\/(libs|apps\/(api|worker))\/.*\.ts$/.test(file));
  const program = ts.createProgram(server, options, host);
  return server
    .map((file) => program.getSourceFile(file))
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    .map((found) => `${found.file?.fileName}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`);
}

describe('nx g context', () => {
  it('lays down a context that compiles, at all its addresses, with few existing files touched', async () => {
    const tree = workspace();
    const before = new Set(LISTS.map(({ file }) => file));
    await contextGenerator(tree, { name: 'returns', thing: 'claim', title: '退货' });
    const written = tree.listChanges().filter(({ path }) => path.includes('returns') || before.has(path));
    const made = written.map(({ path }) => path).filter((path) => !before.has(path));
    for (const place of ['libs/', 'libs/contracts/', 'apps/api/', 'apps/worker/', 'apps/admin/', 'apps/storefront/']) {
      const here = made.filter((path) => path.startsWith(place) && /\/returns(\/|$)/.test(path));
      expect([place, here.some((path) => path.endsWith('.spec.ts'))]).toEqual([place, true]);
    }
    expect(LISTS.length).toBeLessThanOrEqual(14);
    expect(tree.read('docs/glossary.md', 'utf8')).toMatch(
      /^## Returns \(`libs\/returns`\)\n[^#]*^\| 退货 +\| `returns_claim` /m,
    );
    const files = new Map(written.map(({ path, content }) => [join(root, path), content?.toString() ?? '']));
    expect(problems(files)).toEqual([]);
  }, 240_000);

  it('refuses a context that there is, and a list that it does not know', async () => {
    const tree = workspace();
    tree.write('libs/returns/project.json', '{}');
    const returns = { name: 'returns', thing: 'claim', title: '退货' };
    await expect(contextGenerator(tree, returns)).rejects.toThrow('there is a context returns already');
    tree.delete('libs/returns');
    tree.write('apps/api/src/contexts.ts', 'export const CONTEXTS = [];');
    await expect(contextGenerator(tree, returns)).rejects.toThrow('apps/api/src/contexts.ts does not look');
  });
});
