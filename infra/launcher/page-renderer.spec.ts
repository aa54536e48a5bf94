import { afterEach, describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { type PageAsked, PageRenderer, type PageRendered } from './page-renderer.ts';

/** A thread that answers when the test says so. */
class Thread extends EventEmitter {
  readonly asked: PageAsked[] = [];
  ended = false;
  postMessage(asked: PageAsked): void {
    this.asked.push(asked);
  }
  answer(at: number, page: Partial<PageRendered> = {}): void {
    const { id, path } = this.asked[at]!;
    this.emit('message', { id, status: 200, html: `<p>${path}</p>`, ...page });
  }
  terminate(): Promise<void> {
    this.ended = true;
    this.emit('exit');
    return Promise.resolve();
  }
}

const context = { apiUrl: 'http://api', origin: 'http://shop', ip: '192.0.2.1', nonce: 'n' };
const threads: Thread[] = [];
const warnings: string[] = [];
let renderer: PageRenderer;
function begin(options: { patienceMs?: number; hungMs?: number; freshMs?: number } = {}): void {
  renderer = new PageRenderer({
    start: () => {
      const thread = new Thread();
      threads.push(thread);
      return thread;
    },
    warn: (problem) => warnings.push(problem),
    ...options,
  });
}
const page = (path: string, origin = context.origin) => renderer.page(path, { ...context, origin });
const turn = () => new Promise((resolve) => setImmediate(resolve));

afterEach(async () => {
  await renderer.close();
  threads.length = 0;
  warnings.length = 0;
});

describe('pages with their content', () => {
  it('are rendered once for all who ask meanwhile, and for who asks within seconds', async () => {
    begin();
    const all = [page('/'), page('/'), page('/')];
    await turn();
    threads[0]!.answer(0);
    expect(await Promise.all(all)).toMatchObject(Array(3).fill({ status: 200, html: '<p>/</p>' }));
    expect(await page('/')).toMatchObject({ html: '<p>/</p>' });
    expect(threads[0]!.asked).toHaveLength(1);
  });

  it('are others under another address of the shop', async () => {
    begin();
    const both = [page('/'), page('/', 'http://other')];
    await turn();
    expect(threads[0]!.asked.map((one) => one.context.origin)).toEqual(['http://shop', 'http://other']);
    threads[0]!.answer(0);
    threads[0]!.answer(1);
    await Promise.all(both);
  });

  it('are rendered anew when they are no longer fresh', async () => {
    begin({ freshMs: 1 });
    for (const at of [0, 1]) {
      const asked = page('/');
      await turn();
      threads[0]!.answer(at);
      await asked;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(threads[0]!.asked).toHaveLength(2);
  });

  it('are a minute old rather than none', async () => {
    begin({ freshMs: 0, patienceMs: 5 });
    const asked = page('/');
    await turn();
    threads[0]!.answer(0);
    await asked;
    expect(await page('/')).toMatchObject({ html: '<p>/</p>' });
    const failing = page('/');
    await turn();
    threads[0]!.answer(1, { status: 500 });
    expect(await failing).toMatchObject({ html: '<p>/</p>' });
  });

  it('are the browser’s to make where they failed, went elsewhere or are a person’s own, and that is not kept', async () => {
    begin();
    for (const [at, answer] of [{ status: 500 }, { status: 503 }, { status: 302 }, { html: '' }].entries()) {
      const asked = page('/');
      await turn();
      threads[0]!.answer(at, answer);
      expect(await asked).toBeNull();
    }
    const missing = page('/nowhere');
    await turn();
    threads[0]!.answer(4, { status: 404 });
    expect(await missing).toMatchObject({ status: 404 });
  });

  it('come late for who does not wait, and are there for the next', async () => {
    begin({ patienceMs: 5 });
    expect(await page('/')).toBeNull();
    threads[0]!.answer(0);
    await turn();
    expect(await page('/')).toMatchObject({ status: 200 });
  });

  it('are four at a time; who comes when many wait is sent on', async () => {
    begin({ patienceMs: 50 });
    const asked = Array.from({ length: 40 }, (_, at) => page(`/products?q=${at}`));
    await turn();
    expect(threads[0]!.asked).toHaveLength(4);
    expect(await asked[39]).toBeNull();
    for (let at = 0; at < 28; at++) {
      threads[0]!.answer(at);
      await turn();
    }
    const pages = await Promise.all(asked);
    expect(pages.filter(Boolean)).toHaveLength(28);
    expect(threads[0]!.asked).toHaveLength(28);
  });

  it('keep nobody waiting when the thread dies or hangs, and nobody starts it again at once', async () => {
    begin();
    const [one, other] = [page('/'), page('/help')];
    await turn();
    threads[0]!.emit('error', new Error('out of memory'));
    threads[0]!.emit('exit');
    expect([await one, await other]).toEqual([null, null]);
    expect(warnings).toEqual(['the thread that renders pages ended: out of memory']);
    expect(await page('/')).toBeNull();
    expect(threads).toHaveLength(1);
  });

  it('end a thread that does not come back from one', async () => {
    begin({ hungMs: 5 });
    expect(await page('/products?q=secret')).toBeNull();
    expect(threads[0]!.ended).toBe(true);
    expect(warnings).toEqual(['a page took too long to render: /products']);
  });

  it('are not kept beyond what there is room for', async () => {
    begin();
    const asked = page('/');
    await turn();
    threads[0]!.answer(0, { html: 'x'.repeat(2 * 1024 * 1024) });
    expect(await asked).not.toBeNull();
    void page('/');
    await turn();
    expect(threads[0]!.asked).toHaveLength(2);
  });
});
