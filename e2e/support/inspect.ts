import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { DESKTOP, PHONE } from './windows';

/** The parts of WCAG that the product promises. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

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
  'PDF',
  'JPG',
  'PNG',
  'WebP',
  'AVIF',
  'XML',
  'OFD',
]);

/** Waits until what was asked for is there: no skeleton, nothing marked busy, fonts and pictures in place. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('.yg-skeleton:visible, .ant-skeleton:visible, tr.skeleton:visible')).toHaveCount(0);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
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

export async function expectAccessible(page: Page): Promise<void> {
  // The rules are half a megabyte of script: a page that has them from an inspection before is not given them again.
  const known = await page.evaluate<boolean>(`typeof globalThis.axe === 'object'`);
  const { violations } = await new AxeBuilder({ page, ...(known && { axeSource: 'void 0' }) })
    // Style sheets are fetched once more only for rules that are not asked for; it is as much work as the rules together.
    .options({ runOnly: WCAG, resultTypes: ['violations'], preload: { assets: ['media'] } })
    // No page has frames: in one call instead of a window of its own to gather the frames' results in.
    .setLegacyMode()
    .analyze();
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
