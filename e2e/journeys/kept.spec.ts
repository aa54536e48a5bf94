import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';
import { type Kept, KeptContexts } from '../support/kept';
import { expect, test } from '../support/test';

/** A door with a page, a script for a service worker, and something that a browser may keep for an hour. */
async function openDoor() {
  let asked = 0;
  const server = createServer((request, response) => {
    if (request.url === '/worker.js') response.setHeader('content-type', 'text/javascript');
    else response.setHeader('content-type', 'text/html');
    if (request.url === '/cached') {
      asked += 1;
      response.setHeader('cache-control', 'max-age=3600');
    }
    if (request.url === '/') response.setHeader('set-cookie', 'hidden=1; HttpOnly');
    response.end(request.url === '/worker.js' ? '' : '<h1>door</h1>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}`,
    timesAsked: () => asked,
    close: () => server.closeAllConnections(),
    end: () => server.close(),
  };
}

/** Something of every kind that a page can leave behind. */
const LEAVE = `(async () => {
  document.cookie = 'seen=1; max-age=3600';
  localStorage.kept = '1';
  sessionStorage.kept = '1';
  window.name = 'kept';
  await new Promise((done, failed) => {
    const request = indexedDB.open('kept');
    request.onupgradeneeded = () => request.result.createObjectStore('things');
    request.onsuccess = done;
    request.onerror = failed;
  });
  await (await caches.open('kept')).put('/thing', new Response('kept'));
  await navigator.serviceWorker.register('/worker.js');
  await navigator.serviceWorker.ready;
  await (await fetch('/cached')).text();
  history.pushState(null, '', '/#further');
  window.open('/', '_blank');
})()`;

const FIND = `(async () => ({
  cookie: document.cookie,
  localStorage: localStorage.length,
  sessionStorage: sessionStorage.length,
  name: window.name,
  opener: window.opener,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  controlled: navigator.serviceWorker.controller !== null,
  width: window.innerWidth,
  date: Math.abs(Date.now() - performance.timeOrigin) < 600_000,
}))()`;
const NOTHING = {
  cookie: '',
  localStorage: 0,
  sessionStorage: 0,
  name: '',
  opener: null,
  databases: 0,
  caches: 0,
  workers: 0,
  controlled: false,
  width: 1440,
  date: true,
};

test('a context that is kept shows nothing of the test before', async ({ browser }) => {
  const door = await openDoor();
  const contexts = new KeptContexts(browser, [door.address]);
  const before = await contexts.take(door.address);
  const page = await before.newPage([]);
  await page.goto('/');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.route('**/other', (route) => route.fulfill({ body: 'not from the door' }));
  await page.addInitScript('window.planted = 1');
  await page.exposeFunction('exposed', () => 1);
  const [other] = await Promise.all([before.context.waitForEvent('page'), page.evaluate(LEAVE)]);
  await other.waitForLoadState();
  const left = await page.evaluate<Record<string, unknown>>(FIND);
  expect(left, 'what was planted can be found').toMatchObject({
    cookie: 'seen=1',
    localStorage: 1,
    sessionStorage: 1,
    name: 'kept',
    databases: 1,
    caches: 1,
    workers: 1,
    width: 390,
  });
  expect(await before.context.cookies()).toHaveLength(2);
  await contexts.giveBack(door.address, before);

  const after = await contexts.take(door.address);
  expect(after, 'it was kept').toBe(before);
  expect(await after.context.cookies()).toEqual([]);
  const next = await after.newPage([]);
  expect(after.context.pages(), 'the doorstep and the page').toHaveLength(2);
  await next.goto('/worker.js');
  expect(await next.evaluate<object>(FIND)).toEqual(NOTHING);
  expect(await next.evaluate<string[]>(`[typeof planted, typeof exposed]`)).toEqual(['undefined', 'undefined']);
  expect(await next.evaluate<string>(`fetch('/other').then((answer) => answer.text())`)).toBe('<h1>door</h1>');
  await next.evaluate(`fetch('/cached').then((answer) => answer.text())`);
  expect(door.timesAsked(), 'asked for anew').toBe(2);
  await contexts.giveBack(door.address, after);
  await contexts.close();
  door.close();
  door.end();
});

const LASTING: Readonly<Record<string, (context: BrowserContext) => unknown>> = {
  'a script for every page': (context) => context.addInitScript('window.planted = 1'),
  'a function for every page': (context) => context.exposeFunction('planted', () => 1),
  'answers of its own': (context) => context.route('**/*', (route) => route.continue()),
  'no network': (context) => context.setOffline(true),
  'a permission': (context) => context.grantPermissions(['geolocation']),
  'a place': (context) => context.setGeolocation({ latitude: 35, longitude: 105 }),
  'a header': (context) => context.setExtraHTTPHeaders({ 'x-planted': '1' }),
  'a clock': (context) => context.clock.install(),
  'a listener': (context) => context.on('response', () => undefined),
  'its end': (context) => context.close(),
};
test('a context that something stays with is not kept', async ({ browser }) => {
  const door = await openDoor();
  const contexts = new KeptContexts(browser, [door.address]);
  let kept: Kept = await contexts.take(door.address);
  for (const [name, leave] of Object.entries(LASTING)) {
    await leave(kept.context);
    await contexts.giveBack(door.address, kept);
    const next = await contexts.take(door.address);
    expect(next, name).not.toBe(kept);
    expect(browser.contexts(), name).not.toContain(kept.context);
    kept = next;
  }
  await contexts.giveBack(door.address, kept);
  await contexts.close();
  door.close();
  door.end();
});
