import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { batchIsolated, eachIsolated, sweepBatches, sweepEach, SweepFailed } from './each-isolated';

beforeAll(() => Logger.overrideLogger(false));

const poisoned = (bad: readonly number[], seen: number[]) => async (item: number) => {
  if (bad.includes(item)) throw new Error(`poisoned ${item}`);
  seen.push(item);
};
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
/** Numbers that are due until they were done, as rows of a table are. */
const dueOf = (all: readonly number[], done: readonly number[], size: number) => async (after: number | undefined) =>
  all.filter((item) => item > (after ?? 0) && !done.includes(item)).slice(0, size);

describe('work for each of many', () => {
  it('goes on after one that fails, and says which', async () => {
    const seen: number[] = [];
    const { done, failures } = await eachIsolated('test', numbers(3), poisoned([1], seen));
    expect(seen).toEqual([2, 3]);
    expect(done).toBe(2);
    expect(failures).toMatchObject([{ item: 1, error: { message: 'poisoned 1' } }]);
  });

  it('is done at once where that works, and one by one where one of them spoils it', async () => {
    const calls: (readonly number[])[] = [];
    const work = (bad: number) => async (items: readonly number[]) => {
      calls.push(items);
      if (items.includes(bad)) throw new Error('poisoned');
    };
    expect(await batchIsolated('test', numbers(3), work(0))).toMatchObject({ done: 3, failures: [] });
    expect(calls).toEqual([[1, 2, 3]]);
    expect(await batchIsolated('test', numbers(3), work(2))).toMatchObject({ done: 2, failures: [{ item: 2 }] });
    expect(calls.slice(1)).toEqual([[1, 2, 3], [1], [2], [3]]);
  });
});

describe('a sweep', () => {
  it('reaches what is due behind whole pages that fail, and fails at the end', async () => {
    const seen: number[] = [];
    const sweep = { name: 'test', size: 2, due: dueOf(numbers(7), seen, 2) };
    await expect(sweepEach(sweep, poisoned([1, 2, 3, 4], seen))).rejects.toMatchObject({
      message: 'test: 4 failed, 3 done; first: poisoned 1',
      done: 3,
    });
    expect(seen).toEqual([5, 6, 7]);
  });

  it('gives how many were done', async () => {
    const seen: number[] = [];
    expect(await sweepEach({ name: 'test', size: 3, due: dueOf(numbers(6), seen, 3) }, poisoned([], seen))).toBe(6);
  });

  it('in batches loses no more than the items that fail', async () => {
    const seen: number[] = [];
    const work = async (items: readonly number[]) => {
      if (items.includes(2)) throw new Error('poisoned');
      seen.push(...items);
    };
    const sweep = { name: 'test', size: 3, due: dueOf(numbers(5), seen, 3) };
    await expect(sweepBatches(sweep, work)).rejects.toBeInstanceOf(SweepFailed);
    expect(seen).toEqual([1, 3, 4, 5]);
  });
});
