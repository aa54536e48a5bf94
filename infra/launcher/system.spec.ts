import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from './console.ts';
import { System } from './system.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yigou-system-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** A system whose named command of the seed ends as if it had been killed. */
function system(broken: string) {
  const notes: string[] = [];
  const step: Step = (_label, work) => work((text) => notes.push(text));
  const one = new System({ dataDir, step, useServers: false });
  one.runCommand = (_app, _name, args = []) =>
    args.includes(broken) ? Promise.reject(new Error('seed was killed by SIGKILL')) : Promise.resolve('x\nwritten\n');
  return { one, notes };
}

describe('a start', () => {
  it('goes on without a demo, and says so', async () => {
    const { one, notes } = system('demo');
    await one.seed();
    expect(notes).toEqual([expect.stringContaining('the next start tries again. seed was killed')]);
  });

  it('stops without divisions, and where the demo is what tests play in', async () => {
    await expect(system('reference').one.seed()).rejects.toThrow('killed');
    await expect(system('demo').one.seed({ demoNeeded: true })).rejects.toThrow('killed');
  });

  it('says how the demo stands', async () => {
    const { one, notes } = system('nothing');
    await one.seed({ demoNeeded: true });
    expect(notes).toEqual(['written']);
  });
});
