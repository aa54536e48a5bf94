import { defineConfig } from '@playwright/test';
import { chromiumPath } from './support/environment';
import { DESKTOP, PHONE } from './support/windows';

/**
 * Of two `--disable-features` the last one counts: these are Playwright's own, and the pop-ups of the address bar. Nobody sees them, and yet every new
 * context would load their pages: half of what it costs to open one.
 */
const FEATURES_OFF = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
  'AimEnabled',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
];
/** Without a display, a GPU or the services that a browser calls home to: the same on a laptop and in a container. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${FEATURES_OFF.join(',')}`,
  // Two processors are fewer than the processes and threads that would share out the work: it costs less where it arises. The first two features are
  // Playwright's own, since here too the last flag counts.
  '--enable-features=CDPScreenshotNewSurface,SkipListAccountsWithoutGaiaCookies,NetworkServiceInProcess2',
  '--in-process-gpu',
  '--js-flags=--single-threaded',
  // A page is drawn by the process that drew the last one of its context (support/kept.ts).
  '--process-per-site',
];
/** Pictures for the README are taken on request, so that a test run leaves the working tree as it was. */
const takesPictures = process.env['YIGOU_SCREENSHOTS'] === '1';

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../tmp/e2e',
  forbidOnly: Boolean(process.env['CI']),
  // A test that needs a second try is a defect of the test or of the product.
  retries: 0,
  // The system under test shares the two cores with the browsers.
  workers: 2,
  fullyParallel: true,
  // A ceiling for a hung test, not a measure: the tests of Jest run beside these.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    testIdAttribute: 'data-testid',
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    // Every step and request of a journey that failed; filming all the others would cost a third of the processor.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    launchOptions: { executablePath: chromiumPath(), args: FLAGS },
  },
  projects: [
    ...(takesPictures ? [{ name: 'pictures', testMatch: 'pictures.spec.ts', fullyParallel: false }] : []),
    {
      name: 'desktop',
      use: { viewport: DESKTOP },
      testIgnore: ['phone.spec.ts', 'pictures.spec.ts'],
      // The journeys leave products behind whose names are made for searching, not for looking at.
      dependencies: takesPictures ? ['pictures'] : [],
    },
    {
      name: 'phone',
      use: { viewport: PHONE, hasTouch: true, isMobile: true },
      testMatch: ['phone.spec.ts'],
      dependencies: takesPictures ? ['pictures'] : [],
    },
  ],
});
