import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const OTHER_ENGINES = /\bngModel\b|\b(?:Reactive)?FormsModule\b|from '@angular\/forms'/;

describe('one form engine', () => {
  const files = globSync('{apps/{admin,storefront},libs/web-*}/src/**/*.{ts,html}', { cwd: root });
  const found = files.filter((file) => OTHER_ENGINES.test(readFileSync(join(root, file), 'utf8')));

  it('reads the sources of both web apps', () => {
    for (const part of ['apps/admin', 'apps/storefront', 'libs/web-ui'])
      expect(files.filter((file) => file.startsWith(part)).length).toBeGreaterThan(10);
  });

  it('has no form but signal forms bound to the contract', () => {
    expect(found.sort()).toEqual([]);
  });
});
