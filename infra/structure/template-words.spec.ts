import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../launcher/paths.ts';

const PLACES = ['apps/storefront/src', 'apps/admin/src', 'libs/web-ui/src'];

const templates = (): string[] =>
  PLACES.flatMap((place) =>
    readdirSync(join(ROOT, place), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(html|ts)$/.test(file) && !file.endsWith('.spec.ts'))
      .map((file) => join(place, file)),
  );

describe('words of templates', () => {
  it('begin no line with a mark that ends something: of the line’s end Angular makes a blank before it', () => {
    const files = templates();
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .flatMap((line, at) => (/^\s+[，。；、：！？）”]/.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});
