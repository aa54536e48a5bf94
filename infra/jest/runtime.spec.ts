import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
interface Project {
  readonly displayName: string;
}
const { default: config } = (await import(join(root, 'jest.config.mjs'))) as { default: { projects: Project[] } };
const project = (name: string, files: string): object => ({
  ...config.projects.find(({ displayName }) => displayName === name),
  roots: ['<rootDir>/infra/jest', '<rootDir>/libs/web-ui/src/testing'],
  testMatch: [files],
});
const fixtures = {
  rootDir: root,
  projects: [project('unit', '**/*.fixture.ts'), project('dom', '**/*.dom-fixture.ts')],
};

interface Outcome {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[];
  }[];
}

/** Jest itself, over the files of `fixtures` one after another in one process. */
async function run(): Promise<{ outcome: Outcome; seen: string; seenInDom: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'yigou-jest-'));
  const [report, seen, seenInDom] = [join(folder, 'report.json'), join(folder, 'seen'), join(folder, 'seen-in-dom')];
  const args = ['--experimental-vm-modules', join(root, 'node_modules/jest/bin/jest.js'), '--runInBand', '--json'];
  try {
    await new Promise<void>((resolve) => {
      execFile(
        process.execPath,
        [...args, `--outputFile=${report}`, `--config=${JSON.stringify(fixtures)}`],
        { cwd: root, env: { ...process.env, SEEN: seen, SEEN_IN_DOM: seenInDom } },
        () => resolve(),
      );
    });
    const outcome = JSON.parse(readFileSync(report, 'utf8')) as Outcome;
    return { outcome, seen: readFileSync(seen, 'utf8'), seenInDom: readFileSync(seenInDom, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('test files that share packages and modules', () => {
  let all: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    all = await run();
  });

  const messages = (file: string): string[] | undefined =>
    all.outcome.testResults
      .find(({ name }) => basename(name).replace(/\.(dom-)?fixture\.ts$/, '') === file)
      ?.assertionResults.flatMap(({ failureMessages }) => failureMessages);

  it('load them once, and find nothing that another file left in them, in the globals or the process', () => {
    expect([messages('one'), messages('other')]).toEqual([[], []]);
    expect(all.seen).toBe('1 1, 2 2, ');
  });

  it('share the language with them', () => {
    expect(messages('realm')).toEqual([]);
  });

  it('load Angular once, and find nothing in its window that another file left or still waits for', () => {
    expect([messages('window-one'), messages('window-other')]).toEqual([[], []]);
    expect(all.seenInDom).toBe('1 2 ');
  });

  it('share events, files and errors with their window', () => {
    expect(messages('kinds')).toEqual([]);
  });

  it('still fail for what is wrong, for a rejection that nobody waits for, and for an error in a listener', () => {
    expect(messages('wrong')?.join()).toContain('Expected: true');
    expect(messages('rejected')?.join()).toContain('nobody waits for this');
    expect(messages('listener')?.join()).toContain('thrown in a listener');
  });
});
