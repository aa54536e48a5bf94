import { describe, expect, it } from '@jest/globals';
import { createTree } from '@nx/devkit/testing';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import contextGenerator from './generator';
import { LISTS } from './lists';

const root = join(import.meta.dirname, '../../..');
const { typesOf } = (await import(join(root, 'infra/launcher/tools.ts'))) as { typesOf(project: string): string[] };
const MIGRATIONS = 'libs/platform/src/migrations';

/** The lists of this workspace as they stand, and what is next to them, without the rest. */
function workspace() {
  const tree = createTree();
  for (const { file } of LISTS) tree.write(file, readFileSync(join(root, file)));
  for (const file of readdirSync(join(root, MIGRATIONS))) tree.write(`${MIGRATIONS}/${file}`, '');
  tree.write('.prettierrc.json', readFileSync(join(root, '.prettierrc.json')));
  return tree;
}

const isSource = (path: string): boolean => !/(\.spec\.ts|project\.json)$/.test(path);

/** What the stage of types says of the server, with these files in place of those that are there, or beside them. */
function problems(files: ReadonlyMap<string, string>): string[] {
  const folder = join(root, 'tmp', `generated-${process.pid}`);
  try {
    for (const part of ['libs', 'apps/api', 'apps/worker', 'infra/seed', 'tsconfig.json', 'tsconfig.base.json'])
      cpSync(join(root, part), join(folder, part), { recursive: true, filter: isSource });
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const server = [...files.keys()].filter((file) => /^(libs|apps\/(api|worker))\/.*\.ts$/.test(file));
    const project = join(folder, 'tsconfig.generated.json');
    writeFileSync(project, JSON.stringify({ extends: './tsconfig.json', include: ['**/*.d.ts'], files: server }));
    const { stdout, status } = spawnSync(process.execPath, typesOf(project), { encoding: 'utf8' });
    const found = stdout.split('\n').filter((line) => line.includes('error TS'));
    return status === 0 ? [] : found.length > 0 ? found : [`the compiler ended with ${status}: ${stdout}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
    const files = new Map(written.map(({ path, content }) => [path, content?.toString() ?? '']));
    // A fault among them shows that they are looked at.
    files.set('libs/returns/src/fault.ts', `export const fen: number = '1';`);
    expect(problems(files)).toEqual([expect.stringMatching(/^[^ ]*libs\/returns\/src\/fault\.ts.*error TS2322/)]);
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
