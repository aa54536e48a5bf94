import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { default: config } = (await import(join(root, 'jest.config.mjs'))) as { default: { projects: object[] } };
const fixtures = {
  ...config.projects[0],
  roots: ['<rootDir>/infra/jest'],
  testMatch: ['**/*.fixture.ts'],
};

interface Outcome {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[];
  }[];
}

/** Jest itself, over the files of `fixtures` one after another in one process. */
async function run(): Promise<{ outcome: Outcome; seen: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'yigou-jest-'));
  const [report, seen] = [join(folder, 'report.json'), join(folder, 'seen')];
  const args = ['--experimental-vm-modules', join(root, 'node_modules/jest/bin/jest.js'), '--runInBand', '--json'];
  try {
    await new Promise<void>((resolve) => {
      execFile(
        process.execPath,
        [...args, `--outputFile=${report}`, `--config=${JSON.stringify(fixtures)}`],
        { cwd: root, env: { ...process.env, SEEN: seen } },
        () => resolve(),
      );
    });
    return { outcome: JSON.parse(readFileSync(report, 'utf8')) as Outcome, seen: readFileSync(seen, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('test files that share packages', () => {
  let all: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    all = await run();
  });

  const messages = (file: string): string[] | undefined =>
    all.outcome.testResults
      .find(({ name }) => basename(name) === `${file}.fixture.ts`)
      ?.assertionResults.flatMap(({ failureMessages }) => failureMessages);

  it('load them once, and find nothing that another file left in them, in the globals, the process or a module', () => {
    expect([messages('one'), messages('other')]).toEqual([[], []]);
    expect(all.seen).toBe('1 2 ');
  });

  it('share the language with them', () => {
    expect(messages('realm')).toEqual([]);
  });

  it('still fail for what is wrong, and for a rejection that nobody waits for', () => {
    expect(messages('wrong')?.join()).toContain('Expected: true');
    expect(messages('rejected')?.join()).toContain('nobody waits for this');
  });
});
