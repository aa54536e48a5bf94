import { describe, expect, it } from '@jest/globals';
import { definedEvents, defineEvent } from '@yigou/platform';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { CONSUMERS } from './contexts';
import { collectQueues, Consumer, Every, On } from './outbox/consumer';
import './worker.module';

/** What the classes declare, without what they work with. */
const queues = collectQueues(CONSUMERS.map((consumer) => Object.create(consumer.prototype) as object));
const heard = new Set(queues.flatMap(({ hearings }) => hearings.map(({ event }) => event.name)));
/** Without those of other tests. */
const events = definedEvents().filter(({ name }) => !name.startsWith('test.'));

describe('events', () => {
  it('each have a hearer, or say why they have none', () => {
    expect(events.length).toBeGreaterThan(7);
    expect(events.filter(({ name, unheard }) => !heard.has(name) && !unheard).map(({ name }) => name)).toEqual([]);
  });

  it('say so only while it is true', () => {
    expect(events.filter(({ name, unheard }) => heard.has(name) && unheard).map(({ name }) => name)).toEqual([]);
  });

  it('are heard only where they are defined: nobody waits for what nobody tells', () => {
    const names = new Set(events.map(({ name }) => name));
    expect([...heard].filter((name) => !names.has(name))).toEqual([]);
  });

  it('are defined in the events file of the context that names them, which the worker has loaded', () => {
    const sources = ['libs', 'apps'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /(?<!\.spec)\.ts$/.test(file) && !file.includes('node_modules'))
        .map((file) => `${folder}/${file}`),
    );
    const files = sources.filter((file) => readFileSync(file, 'utf8').includes('= defineEvent('));
    const wrong = files.filter((file) => !/^libs\/([a-z-]+)\/src\/\1\.events\.ts$/.test(file));
    expect(wrong).toEqual([]);
    const contexts = new Set(events.map(({ name }) => name.split('.')[0]));
    expect(files.map((file) => file.split('/')[1]).filter((context) => !contexts.has(context))).toEqual([]);
  });
});

describe('what consumers declare', () => {
  const Happened = defineEvent('test.heard', z.object({ n: z.number() }), { unheard: 'a test' });

  it('is collected by queue, and called with the consumer itself', async () => {
    @Consumer('test')
    class Listener {
      heard = 0;
      @On(Happened)
      async listen({ payload }: { payload: { n: number } }): Promise<void> {
        this.heard += payload.n;
      }
      @Every({ name: 'tick', everyMs: 1_000 })
      async tick(): Promise<void> {
        this.heard += 100;
      }
    }
    const listener = new Listener();
    const [queue] = collectQueues([listener]);
    expect(queue).toMatchObject({
      queue: 'test',
      hearings: [{ event: Happened, hearer: 'test' }],
      schedules: [{ name: 'test.tick', everyMs: 1_000 }],
    });
    await queue?.hearings[0]?.handle({ id: '1', hearer: 'test', payload: { n: 2 }, requestId: null });
    await queue?.schedules[0]?.run();
    expect(listener.heard).toBe(102);
  });

  it('is refused when two in one queue hear the same and are not told apart', () => {
    @Consumer('test')
    class One {
      @On(Happened)
      async listen(): Promise<void> {}
    }
    @Consumer('test')
    class Another {
      @On(Happened)
      async listen(): Promise<void> {}
    }
    @Consumer('test')
    class ToldApart {
      @On(Happened, { as: 'again' })
      async listen(): Promise<void> {}
    }
    expect(() => collectQueues([new One(), new Another()])).toThrow('declared twice: test.heard in test');
    const [queue] = collectQueues([new One(), new ToldApart()]);
    expect(queue?.hearings.map(({ hearer }) => hearer)).toEqual(['test', 'test.again']);
  });
});

it('an event is defined once, with a name of a context and what happened', () => {
  defineEvent('test.once', z.object({}));
  expect(() => defineEvent('test.once', z.object({}))).toThrow('defined twice');
  expect(() => defineEvent('Happened', z.object({}))).toThrow('no name of an event');
});
