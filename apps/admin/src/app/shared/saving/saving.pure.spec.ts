import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { merge } from './merge';
import { SaveQueue, type SaveOutcome, type SaveState } from './save-queue';

/** Lets so much time pass, by a clock that waits for the machine. */
const rest = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const lasting = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const soon = { settle: 5, retry: 10 };

describe('SaveQueue', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('saves once after a pause, however many keys were pressed', async () => {
    const save = jest.fn(async (): Promise<SaveOutcome> => ({ kind: 'saved' }));
    const states: SaveState['kind'][] = [];
    const queue = new SaveQueue(save, (state) => states.push(state.kind), soon);
    for (let i = 0; i < 5; i++) queue.touch();
    await rest(30);
    expect(save).toHaveBeenCalledTimes(1);
    expect(states.slice(-2)).toEqual(['saving', 'saved']);
    expect(queue.pending).toBe(false);
  });

  it('sends again what was typed while a save was on its way, never two at once', async () => {
    let open = 0;
    let most = 0;
    const save = jest.fn(async (): Promise<SaveOutcome> => {
      most = Math.max(most, ++open);
      await lasting(10);
      open -= 1;
      return { kind: 'saved' };
    });
    const queue = new SaveQueue(save, () => undefined, soon);
    queue.touch();
    await rest(8);
    queue.touch();
    await rest(60);
    expect(save).toHaveBeenCalledTimes(2);
    expect(most).toBe(1);
    expect(queue.pending).toBe(false);
  });

  it('tries a lost connection again by itself', async () => {
    const outcomes: SaveOutcome[] = [{ kind: 'failed', message: '网络', retry: true }, { kind: 'saved' }];
    const save = jest.fn(async () => outcomes.shift() ?? ({ kind: 'saved' } as const));
    const queue = new SaveQueue(save, () => undefined, soon);
    queue.touch();
    await rest(60);
    expect(save).toHaveBeenCalledTimes(2);
    expect(queue.pending).toBe(false);
  });

  it('keeps what is refused, and saves it with the next change', async () => {
    const outcomes: SaveOutcome[] = [{ kind: 'held', message: '请核对价格' }];
    const save = jest.fn(async () => outcomes.shift() ?? ({ kind: 'saved' } as const));
    const queue = new SaveQueue(save, () => undefined, soon);
    queue.touch();
    await rest(30);
    expect(queue.pending).toBe(true);
    queue.touch();
    await rest(30);
    expect(queue.pending).toBe(false);
  });

  it('flush saves at once, also after a merge, and says whether all is saved', async () => {
    const outcomes: SaveOutcome[] = [{ kind: 'again' }];
    const queue = new SaveQueue(
      async () => outcomes.shift() ?? { kind: 'saved' },
      () => undefined,
      soon,
    );
    queue.touch();
    expect(await queue.flush()).toBe(true);
    const stuck = new SaveQueue(
      async () => ({ kind: 'conflict' }),
      () => undefined,
      soon,
    );
    stuck.touch();
    expect(await stuck.flush()).toBe(false);
  });
});

describe('merge', () => {
  const base = { village: '赵家村', phone: '', contact: '张三' };

  it('takes both when two people changed different fields', () => {
    const mine = { ...base, phone: '139' };
    const theirs = { ...base, village: '李家村' };
    expect(merge(base, mine, theirs)).toEqual({
      draft: { village: '李家村', phone: '139', contact: '张三' },
      clashes: [],
    });
  });

  it('keeps what was typed here where both changed the same field, and names it', () => {
    const { draft, clashes } = merge(base, { ...base, contact: '王五' }, { ...base, contact: '李四' });
    expect(draft.contact).toBe('王五');
    expect(clashes).toEqual([{ key: 'contact', mine: '王五', theirs: '李四' }]);
  });

  it('has no clash where both wrote the same', () => {
    const both = { ...base, phone: '138' };
    expect(merge(base, both, { ...both }).clashes).toEqual([]);
  });
});
