import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_VARIABLE, decideLeftovers, readRecord, runId, stopLeftovers, writeRecord } from './recovery.ts';

const nobody = { recorded: [], tagged: [], servers: [], own: [], isSame: () => true };

describe('who is a leftover of a killed run', () => {
  it('a recorded process that still is the same one', () => {
    const recorded = [
      { name: 'api', pid: 10, startedAt: 'a' },
      { name: 'worker', pid: 11, startedAt: 'b' },
    ];
    const found = decideLeftovers({ ...nobody, recorded, isSame: ({ pid }) => pid === 11 });
    expect(found).toEqual([{ pid: 11, name: 'worker' }]);
  });

  it('one that carries the run in its environment though it was never recorded', () => {
    expect(decideLeftovers({ ...nobody, tagged: [20] })).toEqual([{ pid: 20, name: 'process' }]);
  });

  it('a server that works in the data directory, counted once', () => {
    const recorded = [{ name: 'postgres', pid: 30, startedAt: 'a' }];
    expect(decideLeftovers({ ...nobody, recorded, servers: [30, 31], tagged: [30] })).toEqual([
      { pid: 30, name: 'postgres' },
      { pid: 31, name: 'server' },
    ]);
  });

  it('never this command itself or what started it', () => {
    expect(decideLeftovers({ ...nobody, tagged: [40, 41], servers: [42], own: [40, 42] })).toEqual([
      { pid: 41, name: 'process' },
    ]);
  });
});

describe('stopping leftovers', () => {
  let dataDir: string;
  const children: ChildProcess[] = [];

  const start = (env: Record<string, string>, code: string) => {
    const child = spawn(process.execPath, ['-e', `${code}; console.log('up')`], {
      env: { ...process.env, ...env },
      detached: true,
    });
    children.push(child);
    return new Promise<ChildProcess>((resolve) => child.stdout?.once('data', () => resolve(child)));
  };
  const ended = (child: ChildProcess) =>
    new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), '益购 data-'));
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('ends the recorded process and leaves others alone', async () => {
    const mine = await start({}, 'setInterval(() => {}, 1000)');
    const other = await start({}, 'setInterval(() => {}, 1000)');
    writeRecord(dataDir, [{ name: 'api', pid: mine.pid }]);
    const end = ended(mine);
    expect(await stopLeftovers(dataDir)).toBe(1);
    expect(await end).toBe('SIGTERM');
    expect(other.exitCode).toBeNull();
    expect(other.signalCode).toBeNull();
  });

  it('finds a process by the mark in its environment', async () => {
    const mine = await start({ [RUN_VARIABLE]: runId(dataDir) }, 'setInterval(() => {}, 1000)');
    const end = ended(mine);
    expect(await stopLeftovers(dataDir)).toBe(1);
    expect(await end).toBe('SIGTERM');
  });

  it('does nothing when the record is broken or there is none', async () => {
    expect(await stopLeftovers(dataDir)).toBe(0);
    writeFileSync(join(dataDir, 'processes.json'), '[{"pid": 1');
    expect(readRecord(dataDir)).toEqual([]);
    expect(await stopLeftovers(dataDir)).toBe(0);
  });
});
