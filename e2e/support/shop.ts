import { expect, type Locator, type Page } from '@playwright/test';
import type { Newcomer } from './people';

/** What a person does in the storefront, in the words of the storefront. */

export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/login');
  await fillSignIn(page, login, password);
  await expect(page).not.toHaveURL(/\/login/);
}

export async function fillSignIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByTestId('login-name').fill(login);
  await page.getByTestId('login-password').fill(password);
  await page.getByTestId('login-submit').click();
}

/** Fills the form of `/register` wherever the page has been led to it. */
export async function register(page: Page, person: Newcomer): Promise<void> {
  await page.getByTestId('register-login').fill(person.login);
  await page.getByTestId('register-name').fill(person.name);
  await page.getByTestId('register-password').fill(person.password);
  await page.getByTestId('register-again').fill(person.password);
  await page.getByTestId('register-submit').click();
  await expect(page).not.toHaveURL(/\/register/);
}

export async function registerAnew(page: Page, person: Newcomer): Promise<void> {
  await page.goto('/register');
  await register(page, person);
}

/** Picks a county in the open place picker by its name or pinyin. */
export async function pickCounty(page: Page, words: string, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('region-search').fill(words);
  await dialog.getByTestId('region-hit').filter({ hasText: name }).first().click();
  await expect(dialog).toBeHidden();
}

export async function addAddress(page: Page, receiver: string): Promise<void> {
  await page.getByTestId('add-address').click();
  const dialog = page.getByRole('dialog').filter({ hasText: '添加地址' });
  await dialog.getByTestId('address-receiver').fill(receiver);
  await dialog.getByTestId('address-phone').fill('13900001234');
  await dialog.getByTestId('region-field').click();
  await page.getByTestId('region-search').fill('haidian');
  await page.getByTestId('region-hit').filter({ hasText: '海淀区' }).first().click();
  await expect(dialog.getByTestId('region-field')).toContainText('海淀区');
  await dialog.getByTestId('address-detail').fill('中关村大街 27 号');
  await page.getByTestId('save-address').click();
  await expect(page.getByTestId('address').filter({ hasText: receiver })).toBeVisible();
}

/** From a product's page to the payment page; the address is made when there is none. */
export async function buyNow(page: Page, productId: string, receiver = '验收收货人'): Promise<void> {
  await page.goto(`/products/${productId}`);
  await page.getByTestId('buy-now').click();
  await expect(page).toHaveURL(/\/checkout/);
  await expect(page.getByTestId('add-address')).toBeVisible();
  if ((await page.getByTestId('address').count()) === 0) await addAddress(page, receiver);
  await submitOrder(page);
}

export async function submitOrder(page: Page): Promise<void> {
  const submit = page.getByTestId('checkout-submit');
  await expect(submit).toBeEnabled();
  await submit.click();
  await page.waitForURL(/\/pay\/pi_/);
}

export type Method = '支付宝' | '微信支付' | '银行卡';

/** Pays on the sandbox's page and comes back to the shop. */
export async function pay(page: Page, method: Method): Promise<void> {
  await page.getByRole('radio', { name: method }).check();
  await page.getByRole('button', { name: /确认支付/ }).click();
  await page.waitForURL(/\/pay\/return/);
  await expect(page.getByTestId('pay-return')).toHaveAttribute('data-outcome', 'paid');
}

/** From the page of a campaign to the provider's: so many shares, fetched at the only point. */
export async function joinCampaign(page: Page, campaignId: string, shares: number, shownName: string): Promise<void> {
  await page.goto(`/group-buys/${campaignId}`);
  await page.getByTestId('join').click();
  await expect(page).toHaveURL(/\/join/);
  for (let at = 1; at < shares; at += 1) await page.getByRole('button', { name: '增加一份' }).click();
  await page.getByRole('radio', { name: /社区服务站/ }).check();
  await page.getByLabel('公开显示的名字').fill(shownName);
  await page.getByTestId('join-submit').click();
  await page.waitForURL(/\/pay\/pi_/);
}

/** Pays shares on the sandbox's page and comes back to the shop. */
export async function payPledge(page: Page, method: Method): Promise<void> {
  await page.getByRole('radio', { name: method }).check();
  await page.getByRole('button', { name: /确认支付/ }).click();
  await page.waitForURL(/\/pay\/pledge/);
  await expect(page.getByTestId('pay-pledge')).toHaveAttribute('data-outcome', 'paid');
}

/** From the page after payment to the order. @returns the number of the order */
export async function openOrder(page: Page): Promise<string> {
  const number = await page.getByTestId('pay-return').getByRole('listitem').getByRole('link').first().innerText();
  await page.getByTestId('view-order').click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/);
  await expect(page.getByTestId('order-status')).toBeVisible();
  return number.trim();
}

export async function cancelOrder(page: Page, reason: string): Promise<void> {
  await page.getByTestId('cancel-order').click();
  await page.getByRole('button', { name: reason, exact: true }).click();
  await page.getByTestId('cancel-submit').click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

export const orderStatus = (page: Page): Locator => page.getByTestId('order-status');
export const cards = (page: Page): Locator => page.locator('yg-product-card');

/** ¥ 1,234.56 as printed → 123456 fen. */
export function fenOf(text: string): number {
  const match = /¥\s*([\d,]+)\.(\d{2})/.exec(text);
  if (!match) throw new Error(`no amount in “${text}”`);
  return Number(match[1]?.replaceAll(',', '')) * 100 + Number(match[2]);
}

/**
 * Waits until the shelf shows a product, or no longer shows it: it hears of certificates and products by events, and a page of it is not told. Leaves the page
 * at that shelf.
 */
export async function expectOnShelf(page: Page, product: string, expected: boolean): Promise<void> {
  const q = encodeURIComponent(product);
  const named = async () => (await (await page.request.get(`/api/v1/products?q=${q}`)).text()).includes(product);
  await expect.poll(named, { message: `${product} on the shelf`, timeout: 30_000 }).toBe(expected);
  // Answers may be a second old, and another process may have kept one from before.
  await expect(async () => {
    await page.goto(`/products?q=${q}`);
    // Before the answer there is no card either; they come with it.
    await expect(page.getByTestId('result-count')).toContainText('共');
    expect((await cards(page).filter({ hasText: product }).count()) > 0).toBe(expected);
  }).toPass({ timeout: 30_000 });
}

/**
 * Opens a public page until it shows what has just changed: an answer may be a second old, and a page that is open is not told. Elsewhere than on these
 * pages a second opening would hide a fault.
 */
export async function expectPublished(page: Page, path: string, shown: Locator): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(shown).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}
