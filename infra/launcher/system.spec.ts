import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Step } from './console.ts';
import { Pauses } from './pauses.ts';
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

describe('an application that ends by itself', () => {
  const heard: { readonly name: string; readonly pauseMs: number; readonly words: string }[] = [];
  const running = (one: System) => one.children.filter((child) => child.running);
  const until = async (what: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 1_500 && !what(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(what()).toBe(true);
  };
  /** Says that it is there, and sleeps. */
  const program = (name: string) => ({ name, command: '/bin/sh', args: ['-c', 'echo "here $$"; sleep 600'], env: {} });

  it('comes back after a pause, and says why it ended; a server ends all', async () => {
    const one = new System({
      dataDir,
      step: (_label, work) => work(() => undefined),
      useServers: false,
      onRevive: (child, pauseMs) => heard.push({ name: child.name, pauseMs, words: child.describeEnd() }),
    });
    await one.choosePorts();
    await one.startApplications([]);
    const api = one.spawn(program('api'));
    const postgres = one.spawn(program('postgres'));
    await until(() => readFileSync(api.log, 'utf8').includes('here'));
    api.signal('SIGKILL', true);
    await until(() => running(one).length === 2 && heard.length === 1);
    expect(heard).toEqual([
      { name: 'api', pauseMs: 1_000, words: expect.stringMatching(/^api was ended by SIGKILL[^]*here \d+$/) },
    ]);
    expect(
      running(one)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['api', 'postgres']);
    postgres.signal('SIGKILL', true);
    expect((await one.crashed).name).toBe('postgres');
    const again = running(one)[0];
    again?.signal('SIGKILL', true);
    await until(() => heard.length === 2);
    expect(heard[1]?.pauseMs).toBe(2_000);
    // Whoever stops it in its pause is not surprised by it.
    await one.stop();
    expect(running(one)).toEqual([]);
  });

  it('rests longer each time, a minute at most, and begins anew after ten minutes', () => {
    const pauses = new Pauses();
    const ends = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => pauses.next('api', at * 1_000) / 1_000);
    expect(ends).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(pauses.next('worker', 9_000)).toBe(1_000);
    expect(pauses.next('api', 8_000 + 600_000)).toBe(1_000);
  });
});

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
