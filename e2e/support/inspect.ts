import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { Result, RunOptions } from 'axe-core';
import { DESKTOP, PHONE } from './windows';

/** The parts of WCAG that the product promises. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules as a script. A page compiles it anew: without comments and long names that is half of the work. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_OPTIONS: RunOptions = {
  runOnly: WCAG,
  resultTypes: ['violations'],
  // Style sheets are fetched once more only for rules that are not asked for; it is as much work as the rules together.
  preload: { assets: ['media'] },
};

/** Latin words that people who read only Chinese meet on shelves, parcels and file dialogs anyway. */
const KNOWN_WORDS = new Set([
  'kg',
  'g',
  'mg',
  'ml',
  'mL',
  'L',
  'cm',
  'mm',
  'MB',
  'KB',
  'Windows',
  'Linux',
  'EMS',
  'Excel',
  'csv',
  'xlsx',
  'HEIC',
  'PDF',
  'JPG',
  'PNG',
  'WebP',
  'AVIF',
  'XML',
  'OFD',
]);

const SKELETONS = '.yg-skeleton:visible, .ant-skeleton:visible, tr.skeleton:visible';

/** Waits until what was asked for is there: no skeleton, nothing marked busy, fonts and pictures in place. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator(`${SKELETONS}, [aria-busy="true"]`)).toHaveCount(0);
}

/** What holds of every page: accessible, no wider than the window, in Chinese, still for who asks for less motion. */
export async function inspect(page: Page): Promise<void> {
  await settled(page);
  await expectStill(page);
  await expectAccessible(page);
  await expectNoOverflow(page);
  await expectChinese(page);
}

/** Inspects what is in front of the person in a wide window and in one as narrow as a phone's, without loading it twice. */
export async function inspectAtBothWidths(page: Page): Promise<void> {
  await inspect(page);
  await page.setViewportSize(PHONE);
  // What follows the width (media queries, observers) has done so two frames later.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await inspect(page);
  await page.setViewportSize(DESKTOP);
}

/** A page that has the rules from an inspection before is not given them again. */
async function violationsOf(page: Page): Promise<readonly Result[]> {
  const run = `axe.run(document, ${JSON.stringify(AXE_OPTIONS)}).then(({ violations }) => violations)`;
  const found = await page.evaluate<Result[] | null>(`typeof axe === 'object' ? ${run} : null`);
  // Where it found something, its report shows selectors; to keep the source of every element that it looks at costs more than some rules.
  return found ?? page.evaluate<Result[]>(`${AXE}\n;axe.configure({ noHtml: true });${run}`);
}

export async function expectAccessible(page: Page): Promise<void> {
  // The rules look into no frame from here.
  expect(page.frames(), `frames of ${page.url()}`).toHaveLength(1);
  const violations = await violationsOf(page);
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target}: ${failureSummary}`),
    );
  expect.soft(grave, `accessibility of ${page.url()}`).toEqual([]);
}

/** Every test asks for reduced motion: what goes round for ever would flicker, and draws the page anew with every frame. */
export async function expectStill(page: Page): Promise<void> {
  const endless = await page.evaluate<string[]>(`document
    .getAnimations()
    .filter((animation) => animation.effect?.getComputedTiming().iterations === Infinity)
    .map((animation) => (animation.animationName ?? animation.id) + ' of ' + animation.effect.target?.className)`);
  expect.soft(endless, `what moves for ever at ${page.url()}`).toEqual([]);
}

export async function expectNoOverflow(page: Page): Promise<void> {
  const wider = await page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => element.tagName.toLowerCase() + '.' + element.className + ' reaches ' + element.getBoundingClientRect().right);
  })()`);
  expect.soft(wider, `what is wider than the window at ${page.url()}`).toEqual([]);
}

export async function expectChinese(page: Page): Promise<void> {
  const text = await page.evaluate<string>(`(() => {
    // Keys for other programs, such as the one behind the QR code of the second factor, are no words.
    const keys = [...document.querySelectorAll('code')].map((key) => key.innerText);
    return keys.reduce((text, key) => text.replace(key, ''), document.body.innerText);
  })()`);
  // Numbers of orders, parcels, certificates and requests have digits or dashes in them; addresses have @, dots or slashes.
  const words = text.match(/(?<![\w@./:-])[A-Za-z]{2,}(?![\w@/:-]|\.\w)/g) ?? [];
  const strange = [...new Set(words)].filter((word) => !KNOWN_WORDS.has(word));
  expect.soft(strange, `Latin words on ${page.url()}`).toEqual([]);
}
