import { describe, expect, it } from '@jest/globals';
import { routes } from '@yigou/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CONSOLE = join(import.meta.dirname, '../../admin/src/app');
const known = new Map(routes.map(({ id, query }) => [id as string, new Set(Object.keys(query?.shape ?? {}))]));

/** What each table of the console sends: its route, and the words of its filters and of the order. */
const tables = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .flatMap((name) =>
    readFileSync(join(CONSOLE, name), 'utf8')
      .split(/defineTable(?:<[^>]*>)?\(/)
      .slice(1)
      .map((text) => {
        const route = /route: '(\w+)'/.exec(text)?.[1] ?? '';
        const filters = [
          ...text.matchAll(
            /\{\s*kind: '(?:tabs|search|select|multi|choice|region|category|date|dates|check|flag)[^']*',\s*key: '(\w+)'/g,
          ),
        ];
        const sorted = /\bsort: '/.test(text) ? ['sort', 'order'] : /\bsort: \{/.test(text) ? ['sort'] : [];
        return { name, route, words: ['limit', 'cursor', ...sorted, ...filters.map(([, key]) => key ?? '')] };
      }),
  )
  .filter(({ route }) => route !== '');

describe('a table of the console', () => {
  it('sends no word that its route does not know: it would be refused', () => {
    expect(tables.length).toBeGreaterThan(30);
    // The pages are read as text: so many filters are found that none is missed by the reading.
    expect(tables.flatMap(({ words }) => words).length).toBeGreaterThan(tables.length * 3);
    const unknown = tables.flatMap(({ name, route, words }) =>
      words.filter((word) => !known.get(route)?.has(word)).map((word) => `${name} ${route}: ${word}`),
    );
    expect(unknown).toEqual([]);
  });
});
