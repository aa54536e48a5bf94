// Browser contexts that are kept from one test to the next with the process that draws their pages: a page in a new context costs a third more. What a
// test leaves in one is deleted, and one that might keep anything else is closed; `kept.spec.ts` holds that.
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from '@playwright/test';

/** A page at every door that has no script. As long as it is open, its process draws whatever else is open at that door (`--process-per-site`). */
const DOORSTEP = '/healthz';
/** As many as most tests open at one door. */
const KEPT_AT_MOST = 3;
/** What stays with a context: nobody can say for certain that it has been taken back. */
const LASTING = [
  'addInitScript',
  'exposeBinding',
  'exposeFunction',
  'grantPermissions',
  'newCDPSession',
  'route',
  'routeFromHAR',
  'routeWebSocket',
  'setDefaultNavigationTimeout',
  'setDefaultTimeout',
  'setExtraHTTPHeaders',
  'setGeolocation',
  'setHTTPCredentials',
  'setOffline',
  'setStorageState',
] as const satisfies readonly (keyof BrowserContext)[];
const EVENTS = ['console', 'dialog', 'download', 'page', 'request', 'requestfailed', 'requestfinished', 'response'];

type Cookies = Exclude<BrowserContextOptions['storageState'], string | undefined>['cookies'];

/** One browser of a person at one door, while a test has it. */
export class Kept {
  readonly context: BrowserContext;
  private readonly doorstep: Page;
  private readonly session: CDPSession;
  private readonly listeners: number;
  private marked = false;

  private constructor(context: BrowserContext, doorstep: Page, session: CDPSession) {
    this.context = context;
    this.doorstep = doorstep;
    this.session = session;
    this.listeners = this.countListeners();
    const { clock } = context;
    this.watch(context, LASTING);
    this.watch(clock, Object.getOwnPropertyNames(Object.getPrototypeOf(clock)) as (keyof typeof clock)[]);
    context.once('close', () => (this.marked = true));
    // Pages of a process hear together that they are on line: this one would say so a moment before the other's requests go through.
    const setOffline = context.setOffline.bind(context);
    context.setOffline = async (offline) => {
      await this.doorstep.close();
      await setOffline(offline);
    };
  }

  static async open(browser: Browser, door: string): Promise<Kept> {
    const context = await browser.newContext({ baseURL: door });
    const doorstep = await context.newPage();
    await doorstep.goto(DOORSTEP);
    return new Kept(context, doorstep, await context.newCDPSession(doorstep));
  }

  /** A page of its own, with nobody who opened it, in the process that is there. */
  async newPage(cookies: Cookies): Promise<Page> {
    await this.context.addCookies(cookies);
    if (this.doorstep.isClosed()) return this.context.newPage();
    const open = `void window.open(${JSON.stringify(DOORSTEP)}, '_blank', 'noopener')`;
    const [page] = await Promise.all([this.context.waitForEvent('page'), this.doorstep.evaluate(open)]);
    await page.waitForLoadState();
    return page;
  }

  /**
   * Deletes what the test has left.
   * @param origins of all that it may have visited
   * @returns whether it is as good as new
   */
  async clear(origins: readonly string[]): Promise<boolean> {
    if (this.marked || this.countListeners() !== this.listeners) return false;
    const pages = this.context.pages().filter((page) => page !== this.doorstep);
    await Promise.all(pages.map((page) => page.close()));
    await this.context.clearCookies();
    await this.session.send('Network.clearBrowserCache');
    await Promise.all(
      origins.map((origin) => this.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })),
    );
    return this.context.pages().length === 1 && !this.doorstep.isClosed();
  }

  /** The page that lies there first goes first: what is reported of a test that failed is the page that it saw. */
  async close(): Promise<void> {
    await this.doorstep.close().catch(() => undefined);
    await this.context.close();
  }

  private countListeners(): number {
    const emitter = this.context as unknown as NodeJS.EventEmitter;
    return EVENTS.reduce((sum, event) => sum + emitter.listenerCount(event), 0);
  }

  private watch<T extends object>(target: T, names: readonly (keyof T)[]): void {
    for (const name of names) {
      const method = target[name];
      if (typeof method !== 'function' || name === 'constructor') continue;
      target[name] = ((...args: unknown[]) => {
        this.marked = true;
        return method.apply(target, args) as unknown;
      }) as T[typeof name];
    }
  }
}

/** Those of one worker, by door. */
export class KeptContexts {
  private readonly browser: Browser;
  private readonly origins: readonly string[];
  private readonly free = new Map<string, Kept[]>();

  constructor(browser: Browser, doors: readonly string[]) {
    this.browser = browser;
    this.origins = [...new Set(doors.map((door) => new URL(door).origin))];
  }

  async take(door: string): Promise<Kept> {
    return this.free.get(door)?.pop() ?? Kept.open(this.browser, door);
  }

  async giveBack(door: string, kept: Kept): Promise<void> {
    const clean = await kept.clear(this.origins).catch(() => false);
    const others = this.free.get(door) ?? [];
    if (!clean || others.length >= KEPT_AT_MOST) return kept.close();
    this.free.set(door, [...others, kept]);
  }

  async close(): Promise<void> {
    await Promise.all([...this.free.values()].flat().map((kept) => kept.close()));
  }
}
