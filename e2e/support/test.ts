import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test';
import type { ApiClient } from '../http-client/client.ts';
import { type Account, addresses, type App } from './environment';
import { Guard } from './guard';
import { enter } from './sessions';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

interface Fixtures {
  guard: Guard;
  /** A browser of its own for one more person, at the door of one of the two applications: a stranger, an account of the seed, or a session. */
  open: (app: App, as?: Account | ApiClient) => Promise<Page>;
}
interface WorkerFixtures {
  /** Signs an account of the seed in once for each worker, without a browser; tests that end sessions make accounts of their own. */
  signedIn: (app: App, account: Account) => Promise<StorageState>;
}

/** The cookies of a session for a browser at the door of that application. */
function stateOf(app: App, session: ApiClient): StorageState {
  const { hostname } = new URL(addresses[app]);
  const cookies = session.jar.entries().map(([name, value]) => ({
    name,
    value,
    domain: hostname,
    path: '/',
    expires: -1,
    httpOnly: false,
    secure: false,
    sameSite: 'Lax' as const,
  }));
  return { cookies, origins: [] };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  signedIn: [
    async ({}, use) => {
      const states = new Map<string, Promise<StorageState>>();
      await use((app, account) => {
        const key = `${app} ${account}`;
        const state = states.get(key) ?? enter(app, account).then((session) => stateOf(app, session));
        states.set(key, state);
        return state;
      });
    },
    { scope: 'worker' },
  ],

  guard: async ({}, use, testInfo) => {
    const guard = new Guard();
    await use(guard);
    // A test that failed already says more about the cause than what followed from it.
    if (testInfo.status === testInfo.expectedStatus)
      expect(guard.problems, 'what browsers complained about').toEqual([]);
    else if (guard.problems.length > 0)
      await testInfo.attach('browser complaints', { body: guard.problems.join('\n'), contentType: 'text/plain' });
  },

  open: async ({ browser, guard, signedIn }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (app, as) => {
      const storageState = typeof as === 'string' ? await signedIn(app, as) : as && stateOf(app, as);
      const context = await browser.newContext({ baseURL: addresses[app], storageState });
      contexts.push(context);
      guard.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
