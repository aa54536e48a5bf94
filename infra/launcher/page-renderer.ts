// Pages of the storefront that arrive with their content: rendered by Angular in a thread, kept for seconds, and given up on in time.
import { LRUCache } from 'lru-cache';
import { Worker } from 'node:worker_threads';

/** What the application is told of the page's request (`PageRequest` of the storefront). */
export interface PageContext {
  readonly apiUrl: string;
  readonly origin: string;
  readonly ip: string;
  readonly nonce: string;
}
export interface PageAsked {
  readonly id: number;
  /** With its query. */
  readonly path: string;
  readonly context: PageContext;
}
export interface PageRendered {
  readonly id: number;
  readonly status: number;
  /** Empty for what begins in the browser. */
  readonly html: string;
  readonly problem?: string;
}
export interface Page {
  readonly status: number;
  readonly html: string;
}
/** The thread, or what stands in for it in a test. */
export interface RenderThread {
  postMessage(asked: PageAsked): void;
  on(event: 'message', heard: (rendered: PageRendered) => void): unknown;
  on(event: 'error', heard: (error: Error) => void): unknown;
  on(event: 'exit', heard: () => void): unknown;
  terminate(): Promise<unknown>;
}
export interface RendererOptions {
  readonly start: () => RenderThread;
  readonly warn: (problem: string) => void;
  /** Who waits longer begins in the browser; the page is still finished, for who comes next. */
  readonly patienceMs?: number;
  /** A thread that is busy with one page for so long does not come back: it is replaced. */
  readonly hungMs?: number;
  readonly freshMs?: number;
}

/** Instead of nothing, where it could not be rendered anew in time: a page with its content that is a minute old beats an empty one. */
const STALE_MS = 60_000;
const MOST_PAGES = 500;
const MOST_BYTES = 48 * 1024 * 1024;
/** A page beyond this is not worth the place of a hundred others. */
const LARGEST_BYTES = 2 * 1024 * 1024;
/** Pages in the thread at a time: they wait for the API most of theirs. Who comes when as many wait begins in the browser. */
const AT_ONCE = 4;
const MOST_WAITING = 24;
/** What a thread may take; beyond that it ends, and another one begins. */
const THREAD = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** The pause before a thread that ended is started again: what fails at once must not fail all the time. */
const PAUSE_MS = 1_000;

type Settle = (page: Page | null) => void;
interface Running {
  readonly settle: Settle;
  readonly watchdog: NodeJS.Timeout;
}

export class PageRenderer {
  private readonly kept: LRUCache<string, Page & { readonly at: number }>;
  private readonly flights = new Map<string, Promise<Page | null>>();
  private readonly running = new Map<number, Running>();
  private readonly waiting: (() => void)[] = [];
  private thread: RenderThread | null = null;
  private startedAt = 0;
  private lastId = 0;
  private closed = false;
  private readonly patienceMs: number;
  private readonly hungMs: number;
  private readonly freshMs: number;
  private readonly options: RendererOptions;

  constructor(options: RendererOptions) {
    this.options = options;
    this.patienceMs = options.patienceMs ?? 1_500;
    this.hungMs = options.hungMs ?? 15_000;
    this.freshMs = options.freshMs ?? 10_000;
    this.kept = new LRUCache({
      max: MOST_PAGES,
      maxSize: MOST_BYTES,
      maxEntrySize: LARGEST_BYTES,
      sizeCalculation: ({ html }, key) => 2 * (html.length + key.length) + 64,
      ttl: STALE_MS,
    });
  }

  /** The page as everybody sees it who is not signed in; null where the browser is to make it. Never throws, never waits long. */
  async page(path: string, context: PageContext): Promise<Page | null> {
    const key = `${context.origin} ${path}`;
    const known = this.kept.get(key) ?? null;
    if (known && Date.now() - known.at < this.freshMs) return known;
    let flight = this.flights.get(key);
    if (!flight) {
      if (this.closed || this.waiting.length >= MOST_WAITING) return known;
      flight = this.render(path, context)
        .then((page) => {
          if (!page) return null;
          const kept = { ...page, at: Date.now() };
          this.kept.set(key, kept);
          return kept;
        })
        .finally(() => this.flights.delete(key));
      this.flights.set(key, flight);
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, this.patienceMs, null)).unref());
    return (await Promise.race([flight, late]).finally(() => clearTimeout(timer))) ?? known;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.thread?.terminate();
    this.lost();
  }

  private async render(path: string, context: PageContext): Promise<Page | null> {
    if (this.running.size >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    const thread = this.current();
    if (!thread) {
      this.next();
      return null;
    }
    const id = ++this.lastId;
    return new Promise<Page | null>((settle) => {
      const watchdog = setTimeout(() => this.hung(path), this.hungMs).unref();
      this.running.set(id, { settle, watchdog });
      thread.postMessage({ id, path, context });
    });
  }

  private current(): RenderThread | null {
    if (this.thread || this.closed || Date.now() - this.startedAt < PAUSE_MS) return this.thread;
    this.startedAt = Date.now();
    const thread = this.options.start();
    this.thread = thread;
    thread.on('message', (rendered) => this.done(rendered));
    thread.on('error', (error) => this.options.warn(`the thread that renders pages ended: ${error.message}`));
    thread.on('exit', () => {
      if (this.thread === thread) this.lost();
    });
    return thread;
  }

  private done({ id, status, html, problem }: PageRendered): void {
    if (problem) this.options.warn(`a page was not rendered: ${problem}`);
    const one = this.running.get(id);
    if (!one) return;
    this.running.delete(id);
    clearTimeout(one.watchdog);
    // What failed is tried by the browser, which can say why; another address is its own affair, too.
    one.settle(html && (status === 200 || status === 404) ? { status, html } : null);
    this.next();
  }

  private hung(path: string): void {
    this.options.warn(`a page took too long to render: ${path.split('?')[0]}`);
    const { thread } = this;
    this.lost();
    void thread?.terminate();
  }

  /** Nothing that the thread had in hand comes any more. */
  private lost(): void {
    this.thread = null;
    const all = [...this.running.values()];
    this.running.clear();
    for (const { settle, watchdog } of all) {
      clearTimeout(watchdog);
      settle(null);
    }
    for (let place = 0; place < AT_ONCE; place++) this.next();
  }

  private next(): void {
    this.waiting.shift()?.();
  }
}

/** A thread with the application that the build made for the server; `bundle` is its `main.server.mjs`. */
export function startThread(bundle: string): RenderThread {
  const thread = new Worker(new URL('page-thread.ts', import.meta.url), {
    workerData: { bundle },
    resourceLimits: THREAD,
  });
  thread.unref();
  return thread;
}
