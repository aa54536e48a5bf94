import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test';
import { signInToConsole } from './console';
import { type Account, accounts, addresses, type App, PASSWORD } from './environment';
import { Guard } from './guard';
import { signIn } from './shop';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

interface Fixtures {
  guard: Guard;
  /** A browser of its own for one more person, at the door of one of the two applications. */
  open: (app: App, as?: Account) => Promise<Page>;
}
interface WorkerFixtures {
  /** Signs an account of the seed in once for each worker; tests that end sessions make accounts of their own. */
  signedIn: (app: App, account: Account) => Promise<StorageState>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  signedIn: [
    async ({ browser }, use) => {
      const states = new Map<string, StorageState>();
      await use(async (app, account) => {
        const key = `${app} ${account}`;
        const known = states.get(key);
        if (known) return known;
        const context = await browser.newContext({ baseURL: addresses[app], viewport: { width: 1440, height: 900 } });
        const page = await context.newPage();
        if (app === 'console') await signInToConsole(page, accounts[account], PASSWORD);
        else await signIn(page, accounts[account], PASSWORD);
        const state = await context.storageState();
        await context.close();
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
      const storageState = as ? await signedIn(app, as) : undefined;
      const context = await browser.newContext({ baseURL: addresses[app], storageState });
      contexts.push(context);
      guard.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
