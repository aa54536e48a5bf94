import { expect, type Page } from '@playwright/test';

/**
 * Goes on to another screen of the application that is loaded, by its own router, as a link or the button Back would. What is at hand afterwards is the
 * other screen: the headings of the one before are gone with it.
 */
export async function moveTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`{
    for (const heading of document.querySelectorAll('h1')) heading.dataset.left = '';
    history.pushState(null, '', ${JSON.stringify(path)});
    dispatchEvent(new PopStateEvent('popstate'));
  }`);
  await expect(page.locator('h1[data-left]')).toHaveCount(0);
  await expect(page).toHaveURL(path);
}
