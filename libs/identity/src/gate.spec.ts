import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { Gate } from './gate';

describe('a gate of two with a queue of three', () => {
  it('never lets more than two run, and runs all that it took', async () => {
    const gate = new Gate(2, 3);
    let running = 0;
    let most = 0;
    let done = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
      done += 1;
    };
    await Promise.all([1, 2, 3, 4, 5].map(() => gate.run(work)));
    await Promise.all([1, 2, 3, 4, 5].map(() => gate.run(work)));
    expect({ most, done }).toEqual({ most: 2, done: 10 });
  });

  it('refuses the sixth at once', async () => {
    const gate = new Gate(2, 3);
    const taken = [1, 2, 3, 4, 5].map(() => gate.run(() => turn()));
    await expect(gate.run(() => turn())).rejects.toMatchObject({ code: 'service_unavailable' });
    await Promise.all(taken);
    await expect(gate.run(async () => 'free again')).resolves.toBe('free again');
  });

  it('goes on after a failure', async () => {
    const gate = new Gate(1, 1);
    await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate.run(async () => 1)).resolves.toBe(1);
  });
});
