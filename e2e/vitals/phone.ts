import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PHONE } from '../support/windows.ts';

/** What web.dev calls Core Web Vitals: largest paint and next paint after an input in ms, shift of the layout as a share. */
export interface Vitals {
  readonly lcp: number;
  readonly cls: number;
  readonly inp: number;
  /** What came over the wire before the last of it, in bytes. */
  readonly bytes: number;
}

/** Chrome's own “Fast 3G”: 1.6 Mbit/s down and 750 kbit/s up, nine tenths of them, and 562.5 ms to the server and back. */
const FAST_3G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1_600_000 / 8) * 0.9,
  uploadThroughput: (750_000 / 8) * 0.9,
};
const CPU_SLOWER = 4;
/** What is still to come a while after the last answer is no part of the opening. */
const SETTLED_MS = 1_500;

const LIBRARY = readFileSync(
  join(dirname(createRequire(import.meta.url).resolve('web-vitals')), 'web-vitals.iife.js'),
  'utf8',
);
const LISTEN = `${LIBRARY}
window.vitals = { lcp: 0, cls: 0, inp: 0 };
for (const [name, on] of [['lcp', webVitals.onLCP], ['cls', webVitals.onCLS], ['inp', webVitals.onINP]])
  on(({ value }) => { window.vitals[name] = value; }, { reportAllChanges: true, durationThreshold: 16 });`;

interface Heard {
  readonly vitals: Omit<Vitals, 'bytes'>;
}

/** A phone that nobody has used: no cache, no cookies, slow. */
async function slowPhone(browser: Browser): Promise<{ context: BrowserContext; page: Page; wire: CDPSession }> {
  const context = await browser.newContext({
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await context.addInitScript(LISTEN);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', FAST_3G);
  await wire.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
  return { context, page, wire };
}

/** Opens an address on a slow phone, does there what people do, and says how that was. */
export async function open(browser: Browser, url: string, act: (page: Page) => Promise<unknown>): Promise<Vitals> {
  const { context, page, wire } = await slowPhone(browser);
  let bytes = 0;
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  try {
    await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
    await page.waitForLoadState('networkidle', { timeout: 60_000 }).catch(() => undefined);
    await page.waitForTimeout(SETTLED_MS);
    const opened = bytes;
    // The largest paint is over with the first input, and is read before it.
    const { lcp } = await heard(page);
    await act(page);
    await page.waitForTimeout(SETTLED_MS);
    const { cls, inp } = await heard(page);
    return { lcp, cls, inp, bytes: opened };
  } finally {
    await context.close();
  }
}

const heard = (page: Page): Promise<Omit<Vitals, 'bytes'>> =>
  page.evaluate(() => (globalThis as unknown as Heard).vitals);
