import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprint.ts';

const SOURCES = ['apps', 'nx.json', 'not-there'];
let folder: string;
let checkout: string;
const print = () => fingerprintOf(checkout, SOURCES);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yigou-print-'));
  checkout = join(folder, 'here');
  mkdirSync(join(checkout, 'apps', 'api', 'dist'), { recursive: true });
  writeFileSync(join(checkout, 'apps', 'api', 'main.ts'), 'export {};');
  writeFileSync(join(checkout, 'nx.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what a build was made of', () => {
  it('is the same in a checkout that was moved', () => {
    const before = print();
    const there = join(folder, '新的 位置');
    renameSync(checkout, there);
    checkout = there;
    expect(print()).toBe(before);
  });

  it('is another where a file was changed, renamed, or came, and not for what a build itself writes', () => {
    const file = join(checkout, 'apps', 'api', 'main.ts');
    const seen = [print()];
    writeFileSync(join(checkout, 'apps', 'api', 'dist', 'main.js'), 'built');
    expect(print()).toBe(seen[0]);
    utimesSync(file, 1, 1);
    seen.push(print());
    renameSync(file, join(checkout, 'apps', 'api', 'begin.ts'));
    seen.push(print());
    writeFileSync(join(checkout, 'apps', 'more.ts'), '');
    seen.push(print());
    expect(new Set(seen).size).toBe(4);
  });
});
