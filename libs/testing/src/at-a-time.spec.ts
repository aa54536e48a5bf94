import { expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { atATime, someAtATime } from './at-a-time';

it('begins as much at once as is allowed, goes on after a failure, and tells of all in their order', async () => {
  let [running, most] = [0, 0];
  const settled = await atATime(3, [1, 2, 3, 4, 5, 6, 7], async (n, index) => {
    most = Math.max(most, (running += 1));
    for (let turns = 0; turns < 8 - n; turns += 1) await setImmediate();
    running -= 1;
    if (n === 2) throw new Error('two');
    return n * 10 + index;
  });
  expect(most).toBe(3);
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
    10,
    'two',
    32,
    43,
    54,
    65,
    76,
  ]);
});

it('gives what was made, or the first failure', async () => {
  const made = (n: number) => (n === 3 ? Promise.reject(new Error('three')) : Promise.resolve(n * 2));
  await expect(someAtATime([1, 2], made)).resolves.toEqual([2, 4]);
  await expect(someAtATime([1, 2, 3, 4], made)).rejects.toThrow('three');
});
