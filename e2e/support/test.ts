import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test';
import type { ApiClient } from '../http-client/client.ts';
import { type Account, addresses, type App } from './environment';
import { Guard } from './guard';
import { type Kept, KeptContexts } from './kept';
import { enter } from './sessions';

type Cookies = Exclude<BrowserContextOptions['storageState'], string | undefined>['cookies'];

interface Fixtures {
  guard: Guard;
  /** A browser of its own for one more person, at the door of one of the two applications: a stranger, an account of the seed, or a session. */
  open: (app: App, as?: Account | ApiClient) => Promise<Page>;
}
interface WorkerFixtures {
  /** Signs an account of the seed in once for each worker, without a browser; tests that end sessions make accounts of their own. */
  signedIn: (app: App, account: Account) => Promise<Cookies>;
  keptContexts: KeptContexts;
}

/** The cookies of a session for a browser at the door of that application. */
function cookiesOf(app: App, session: ApiClient): Cookies {
  const { hostname } = new URL(addresses[app]);
  return session.jar.entries().map(([name, value]) => ({
    name,
    value,
    domain: hostname,
    path: '/',
    expires: -1,
    httpOnly: false,
    secure: false,
    sameSite: 'Lax' as const,
  }));
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  signedIn: [
    async ({}, use) => {
      const states = new Map<string, Promise<Cookies>>();
      await use((app, account) => {
        const key = `${app} ${account}`;
        const state = states.get(key) ?? enter(app, account).then((session) => cookiesOf(app, session));
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

  keptContexts: [
    async ({ browser }, use) => {
      const kept = new KeptContexts(browser, Object.values(addresses));
      await use(kept);
      await kept.close();
    },
    { scope: 'worker' },
  ],

  open: async ({ keptContexts, guard, signedIn }, use, testInfo) => {
    const opened: { readonly door: string; readonly kept: Kept; readonly unwatch: () => void }[] = [];
    await use(async (app, as) => {
      const cookies = typeof as === 'string' ? await signedIn(app, as) : as ? cookiesOf(app, as) : [];
      const door = addresses[app];
      const kept = await keptContexts.take(door);
      opened.push({ door, kept, unwatch: guard.watch(kept.context) });
      return kept.newPage(cookies);
    });
    // What is reported of a test that failed are its pages as it left them.
    const failed = testInfo.status !== testInfo.expectedStatus;
    await Promise.all(
      opened.map(({ door, kept, unwatch }) => {
        unwatch();
        return failed ? kept.close() : keptContexts.giveBack(door, kept);
      }),
    );
  },
});

export { expect };
