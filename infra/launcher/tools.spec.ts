import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { FORMAT, typesOf } from './tools.ts';

/** One fault on a line, by the number that the compiler has for it. */
const FAULTS: Readonly<Record<string, string>> = {
  TS2322: `export const fen: number = '1';`,
  TS2345: `export const fewer = Math.min('1');`,
  TS2304: `export const nobody = unheardOf;`,
  TS7006: `export const any = (what) => what;`,
  TS2578: `/* @ts-expect-error */ export const fine = 1;`,
  TS18048: `export const first = (list: readonly string[]) => { const [one] = list; return one.length; };`,
  TS7030: `export function some(sure: boolean) { if (sure) return 1; }`,
  TS4114: `class Base { run() {} } export class Other extends Base { run() {} }`,
  TS1238: `const onClass = (_of: number): void => {}; @onClass export class Marked {}`,
  TS2307: `export { missing } from './missing';`,
  TS2741: `export const whole: { readonly id: string; readonly name: string } = { id: '' };`,
  TS2366: `export function kind(of: 'a' | 'b'): number { switch (of) { case 'a': return 1; } }`,
};
const NODE_FAULTS: Readonly<Record<string, string>> = {
  TS1294: `export enum Kind { One }`,
  TS1484: `import { StatOptions } from 'node:fs'; export type Held = StatOptions;`,
};

/** What the stage says of a project with one file for each fault: the file, and the number. */
function found(of: Readonly<Record<string, string>>, config: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'yigou-types-'));
  try {
    for (const [code, text] of Object.entries(of)) writeFileSync(join(folder, `${code}.ts`), `${text}\n`);
    const options = { typeRoots: [join(ROOT, 'node_modules/@types')] };
    const project = { extends: join(ROOT, config), compilerOptions: options, include: [folder], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
    const { stdout, status } = spawnSync(process.execPath, typesOf(folder), { encoding: 'utf8' });
    expect(status).not.toBe(0);
    return [...stdout.matchAll(/(TS\d+)\.ts\(.*?error (TS\d+)/g)].map(([, file, code]) => `${file} ${code}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const each = (of: object): string[] => Object.keys(of).map((code) => `${code} ${code}`);

describe('the stage of types', () => {
  it('finds what the options of this repository forbid', () => {
    expect(found(FAULTS, 'tsconfig.json').sort()).toEqual(each(FAULTS).sort());
  });

  it('finds what Node could not run as it stands', () => {
    expect(found(NODE_FAULTS, 'tsconfig.node.json').sort()).toEqual(each(NODE_FAULTS).sort());
  });
});

/** One file of each kind that nobody would lay out so. */
const UNTIDY: Readonly<Record<string, string>> = {
  'code.ts': `export const a = "1"\n`,
  'module.mjs': `export const a = "1"\n`,
  'inline.ts': '@Component({ template: `<div  ><b>1</b></div>` })\nexport class A {}\n',
  'page.html': `<div  ><b>1</b></div>\n`,
  'style.css': `a{b:c}\n`,
  'data.json': `{"a":1}\n`,
  'list.yml': `a:   1\n`,
  'words.md': `* one\n`,
};

describe('the stage of format', () => {
  it('names each file that is not laid out as agreed, whatever its kind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yigou-format-'));
    try {
      copyFileSync(join(ROOT, '.oxfmtrc.json'), join(folder, '.oxfmtrc.json'));
      for (const [name, text] of Object.entries(UNTIDY)) writeFileSync(join(folder, name), text);
      writeFileSync(join(folder, 'tidy.ts'), `export const a = '1';\n`);
      const { stdout, status } = spawnSync(process.execPath, FORMAT, { cwd: folder, encoding: 'utf8' });
      expect(status).not.toBe(0);
      expect(stdout.trim().split('\n').sort()).toEqual(Object.keys(UNTIDY).sort());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
