// Pictures for the README: YIGOU_SCREENSHOTS=1 takes them before the journeys, of a market with a few orders.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { settled } from '../support/inspect';
import { newcomer } from '../support/people';
import { anOffer, ownOffers } from '../support/offers';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';
import { DESKTOP, PHONE } from '../support/windows';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');
const MAX_BYTES = 300_000;

/** One picture: what stands in the window once all of it has loaded. */
async function take(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await expect(page.getByTestId('toast')).toHaveCount(0);
  await expect(page.locator('yg-photo img:not(.ready)').filter({ visible: true }))
    .toHaveCount(0, { timeout: 15_000 })
    .catch(() => undefined);
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const picture = await sharp(shot).webp({ quality: 82 }).toBuffer();
  expect(picture.length, `${name}.webp`).toBeLessThan(MAX_BYTES);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.webp`), picture);
}

test.describe('desktop', () => {
  test.use({ viewport: DESKTOP });

  test('shop', async ({ open }) => {
    test.setTimeout(240_000);
    const [offer, ...others] = await ownOffers();
    if (!offer) throw new Error('the supplier of the seed sells nothing');
    const neighbour = await open('storefront', 'buyer');
    for (const { id } of others.slice(0, 3)) {
      await shop.buyNow(neighbour, id, '王大姐');
      await shop.pay(neighbour, '微信支付');
    }
    const buyer = await open('storefront');
    await buyer.goto('/');
    await take(buyer, 'home');
    await buyer.goto('/products?q=putao');
    await take(buyer, 'search');
    await shop.registerAnew(buyer, newcomer('李秋收'));
    await buyer.goto(`/products/${offer.id}`);
    await take(buyer, 'product');
    await buyer.getByTestId('buy-now').click();
    await shop.addAddress(buyer, '李秋收');
    await expect(buyer.getByTestId('checkout-submit')).toBeEnabled();
    await take(buyer, 'checkout');
    await shop.submitOrder(buyer);
    await shop.pay(buyer, '支付宝');
    await shop.openOrder(buyer);
    await take(buyer, 'order');
  });

  test('console', async ({ open }) => {
    const administrator = await open('console', 'administrator');
    await administrator.goto('/administration/overview');
    await dismissReminder(administrator);
    await take(administrator, 'admin-dashboard');
    await administrator.goto('/administration/orders');
    await dismissReminder(administrator);
    await take(administrator, 'admin-orders');
    const supplier = await open('console', 'supplier');
    await supplier.goto('/supplier/products');
    await take(supplier, 'supplier-products');
  });
});

test.describe('phone', () => {
  test.use({ viewport: PHONE, isMobile: true, hasTouch: true });

  test('shop', async ({ open }) => {
    const offer = await anOffer();
    const buyer = await open('storefront');
    await buyer.goto('/');
    await take(buyer, 'phone-home');
    await buyer.goto(`/products/${offer.id}`);
    await take(buyer, 'phone-product');
  });
});

/** The reminder of the second factor is not what the picture is about. */
async function dismissReminder(page: Page): Promise<void> {
  await settled(page);
  const later = page.getByTestId('totp-later');
  if (await later.isVisible()) await later.click();
}
