import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

it('every alarm is explained to whoever is woken by it', () => {
  const sources = ['libs', 'apps'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.spec)\.ts$/.test(file) && !file.includes('node_modules'))
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
  );
  const kinds = sources.flatMap((source) =>
    [...source.matchAll(/alarms\.inc\(\{ kind: '(\w+)'/g)].map(([, kind]) => kind ?? ''),
  );
  expect(kinds).toContain('event_parked');
  const page = readFileSync(join(ROOT, 'docs/alarms.md'), 'utf8');
  expect([...new Set(kinds)].filter((kind) => !page.includes(`\`${kind}\``))).toEqual([]);
});
