import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const under = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|html)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));

const SHARED = ['libs/web-ui/src', 'apps/admin/src/app/shared'];
const files = ['apps/admin/src', 'apps/storefront/src', 'libs/web-data/src', 'libs/web-ui/src'].flatMap(under);
const code = files.filter((file) => !/\.(spec|harness)\.ts$/.test(file));
const having = (pattern: RegExp) => code.filter((file) => pattern.test(read(file))).toSorted();

const ADMIN = 'apps/admin/src/app';

describe('what has one home on screen', () => {
  it('says terms and descriptions in yg-facts alone', () => {
    expect(having(/<dl\b/)).toEqual(['libs/web-ui/src/facts.ts']);
  });

  it('builds the console’s dialog and drawer once, and asks questions through Confirm', () => {
    expect(having(/ng-zorro-antd\/modal/)).toEqual([`${ADMIN}/shared/modal.ts`]);
    expect(having(/ng-zorro-antd\/drawer/)).toEqual([`${ADMIN}/shared/drawer.ts`]);
    expect(having(/NzModalService\)/)).toEqual([]);
    expect(having(/<dialog\b/)).toEqual(['libs/web-ui/src/dialog.ts']);
  });

  it('shows the details of a row in a record, which knows that the row may lie on another page', () => {
    const drawers = having(/<ng-template \[ygDetail\]="\w+" let-row/);
    expect(drawers.length).toBeGreaterThan(5);
    expect(drawers.filter((file) => !read(file).includes('<yg-record '))).toEqual([]);
  });

  it('loads routes by apiResource, or apiGather where it takes several', () => {
    // The first two fetch a component and draw a picture of a text, and ask the API nothing.
    const home = [
      `${ADMIN}/shared/form-dialog/form-dialog.ts`,
      'apps/storefront/src/app/certification/qr-code.ts',
      'libs/web-data/src/api-resource.ts',
    ];
    expect(having(/[^\w.]resource(<[^(]*>)?\(/)).toEqual(home);
  });
});

describe('the day and the year', () => {
  it('are those of China, asked for when they are shown: never the device’s, which may lie in another year', () => {
    expect(having(/\.get(FullYear|Month|Date|Day)\(\)/)).toEqual([]);
  });
});

describe('components that several screens share', () => {
  const selectors = code
    .filter((file) => SHARED.some((root) => file.startsWith(root)) && file.endsWith('.ts'))
    .flatMap((file) =>
      [...read(file).matchAll(/@Component\(\{\s*selector: '([^']+)'/g)].map(([, selector]) => selector!),
    );
  /** The harnesses that some spec in a DOM uses. */
  const specs = files.filter((file) => file.endsWith('.dom.spec.ts')).map(read);
  const harnesses = files
    .filter((file) => file.endsWith('.harness.ts'))
    .filter((file) => specs.some((spec) => spec.includes(`/${file.split('/').at(-1)!.replace('.ts', '')}'`)))
    .map(read);
  const held = (selector: string) => harnesses.some((harness) => new RegExp(`[\`'"]${selector}\\b(?!-)`).test(harness));

  it('are each held to what they promise by a harness and a spec', () => {
    expect(selectors.length).toBeGreaterThan(30);
    expect(selectors.filter((selector) => !held(selector))).toEqual([]);
  });
});

describe('who asks for less motion', () => {
  it.each(['libs/web-ui/src/styles/base.css', 'apps/admin/src/styles.css'])(
    'sees nothing that goes on: %s',
    (sheet) => {
      const [, still = ''] = /@media \(prefers-reduced-motion: reduce\) \{([^}]*)\}/.exec(read(sheet)) ?? [];
      expect(still).toMatch(/^\s*\*,\s*\*::before,\s*\*::after/);
      // A short round that begins again for ever is a flicker.
      expect(still).toContain('animation-iteration-count: 1 !important');
    },
  );
});
