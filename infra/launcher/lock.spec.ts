import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LockedError, acquireLock, readLock, waitForLock } from './lock.ts';

describe('the lock of a data directory', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), '益购 lock-'));
    file = join(folder, 'launcher.lock');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused while its owner runs, and names the owner', () => {
    acquireLock(file).update({ state: 'ready' });
    expect(() => acquireLock(file)).toThrow(LockedError);
    expect(readLock(file)).toMatchObject({ pid: process.pid, state: 'ready' });
  });

  it('is free after its release', () => {
    acquireLock(file).release();
    expect(existsSync(file)).toBe(false);
    expect(() => acquireLock(file)).not.toThrow();
  });

  it('passes on from a process that was killed', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(file, JSON.stringify({ pid: dead, startedAt: 'boot:1' }));
    acquireLock(file);
    expect(readLock(file)).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toEqual(['launcher.lock']);
  });

  it('passes on when the id of the killed process belongs to another one now', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: 'another boot:1' }));
    expect(() => acquireLock(file)).not.toThrow();
  });

  it('passes on when the file is half written', () => {
    writeFileSync(file, '{"pid": 12');
    expect(() => acquireLock(file)).not.toThrow();
  });

  it('is taken by one of many that start at the same moment over a dead one', async () => {
    writeFileSync(file, JSON.stringify({ pid: 999_999_999, startedAt: 'boot:1' }));
    const module = new URL('./lock.ts', import.meta.url).href;
    // Each holds on to what it has until all have answered: one that ended would pass its lock on.
    const code = `import(${JSON.stringify(module)}).then(({ acquireLock }) => { try { acquireLock(process.argv[1]); console.log('mine'); } catch { console.log('taken'); } process.stdin.resume(); })`;
    const children = Array.from({ length: 8 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', code, file]),
    );
    const answers = await Promise.all(
      children.map(async ({ stdout }) => {
        const [answer] = (await once(stdout, 'data')) as [Buffer];
        return answer.toString('utf8').trim();
      }),
    );
    await Promise.all(
      children.map((child) => {
        child.stdin.end();
        return once(child, 'close');
      }),
    );
    expect(answers.filter((answer) => answer === 'mine')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(7);
  });

  it('is waited for, with one word to the person who waits', async () => {
    const lock = acquireLock(file);
    const waitedFor: number[] = [];
    const onWait = ({ pid }: { pid: number }): void => {
      waitedFor.push(pid);
      setTimeout(() => lock.release(), 300);
    };
    await waitForLock(file, { timeoutMs: 50_000, onWait });
    expect(waitedFor).toEqual([process.pid]);
  });
});
