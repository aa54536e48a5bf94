import { type Download, expect, type Locator, type Page } from '@playwright/test';
import exceljs from 'exceljs';
import { answered } from './answers';

/** What a person does in the console, in the words of the console. */

export async function signInToConsole(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/login');
  await page.getByTestId('login-name').fill(login);
  await page.getByTestId('login-password').fill(password);
  await page.getByTestId('login-submit').click();
  await expect(page).not.toHaveURL(/\/login/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Chooses in one of the console's drop-downs; `search` narrows lists that are longer than the screen. */
export async function choose(page: Page, select: Locator, option: string, search?: string): Promise<void> {
  await select.click();
  if (search) await select.locator('input').fill(search);
  await page.locator('nz-option-item').filter({ hasText: option }).first().click();
}

/**
 * Searches in the table of the page, and waits until it shows what was found: the rows of before stay in view, and can be clicked, while the answer is on its
 * way. The words must be others than those that it was searched for last.
 */
export async function searchTable(page: Page, words: string): Promise<void> {
  await answered(page, { query: { q: words } }, async () => {
    await page.getByTestId('filter-search').fill(words);
    await page.getByTestId('filter-search').press('Enter');
  });
  await expect(page.locator('.table-box')).toHaveAttribute('aria-busy', 'false');
}

/** Says yes to the question in front of the page. */
export async function agree(page: Page, action: string): Promise<void> {
  const answer = page.getByRole('button', { name: action, exact: true });
  await page.getByTestId('confirm-action').and(answer).click();
}

/** The cells of a downloaded workbook, sheet by sheet, row by row. */
export async function readWorkbook(download: Download): Promise<string[][]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(await download.path());
  const rows: string[][] = [];
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) => {
      const cells: string[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
      rows.push(cells);
    });
  return rows;
}
