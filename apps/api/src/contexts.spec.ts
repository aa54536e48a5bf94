import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTEXTS, CONTROLLERS } from './contexts';

describe('what the API collects', () => {
  it('is each library with a manifest, once', () => {
    const libs = join(import.meta.dirname, '../../../libs');
    const manifests = readdirSync(libs).filter((name) =>
      readdirSync(join(libs, name, 'src')).includes(`${name}.manifest.ts`),
    );
    expect(CONTEXTS.map(({ name }) => name).sort()).toEqual(manifests.sort());
  });

  it('has every controller that there is', () => {
    const written = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.controller.ts'))
      .flatMap((file) => [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/^export class (\w+)/gm)])
      .map(([, name]) => name);
    expect(CONTROLLERS.map(({ name }) => name).sort()).toEqual(written.sort());
  });
});
