import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = import.meta.dirname;
const contexts = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** Every module that a file loads, itself first: types that are gone at run time are not loaded. */
function loaded(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^(?!import type).*\bfrom '([^']+)';$/gm)) {
    if (from.startsWith('.')) loaded(`${join(dirname(file), from.replace(/\.ts$/, ''))}.ts`, found);
    else found.add(from);
  }
  return found;
}

describe('the folders of the contexts', () => {
  it('hold what each of them declares, under the same names everywhere', () => {
    const known = ['routes.ts', 'paths.ts', 'schemas.ts', 'labels.ts', 'events.ts', 'errors.ts'];
    const strange = contexts.flatMap(({ name }) =>
      readdirSync(join(root, name))
        // A context of several parts may have files for one of them: `invoice-schemas.ts`, `pledges-paths.ts`.
        .filter((file) => !known.includes(file.replace(/^[a-z]+-(?=(routes|schemas|paths|labels)\.ts$)/, '')))
        .filter((file) => !file.endsWith('.spec.ts'))
        // What API and web apps reckon alike is a file with its own spec: `bulk-price.ts`.
        .filter((file) => !existsSync(join(root, name, file.replace(/\.ts$/, '.spec.ts'))))
        .map((file) => `${name}/${file}`),
    );
    expect(strange).toEqual([]);
  });

  it.each(['labels.ts', 'paths.ts'])('leave Zod out of %s, which the web apps carry', (file) => {
    const modules = [...loaded(join(root, file))];
    expect(modules.length).toBeGreaterThan(contexts.length / 2);
    expect(modules.filter((module) => module === 'zod')).toEqual([]);
  });

  it('are merged, all of them', () => {
    const merged = new Set([...loaded(join(root, 'index.ts'))].map((file) => relative(root, file)));
    const left = contexts.flatMap(({ name }) =>
      readdirSync(join(root, name))
        .map((file) => `${name}/${file}`)
        .filter((file) => !file.endsWith('.spec.ts') && !merged.has(file)),
    );
    expect(left).toEqual([]);
  });
});
