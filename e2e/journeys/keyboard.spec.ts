import type { Page } from '@playwright/test';
import { expect, test } from '../support/test';

/** Presses a key until the element with the focus matches, and checks that one can see where the focus is. */
async function moveTo(page: Page, key: 'Tab' | 'Shift+Tab', selector: string, limit = 120): Promise<void> {
  for (let pressed = 0; pressed < limit; pressed += 1) {
    await page.keyboard.press(key);
    const there = await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`);
    if (!there) continue;
    const marked = await page.evaluate<boolean>(`(() => {
      // Some controls mark the box around them instead of themselves.
      for (let element = document.activeElement, up = 0; element && up < 3; element = element.parentElement, up += 1) {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return true;
      }
      return false;
    })()`);
    expect(marked, `the focus on ${selector} can be seen`).toBe(true);
    return;
  }
  throw new Error(`${key} does not lead to ${selector}`);
}

test('with the keyboard alone: search, product, cart', async ({ open }) => {
  const visitor = await open('storefront');
  await visitor.goto('/');
  await expect(visitor.getByTestId('search-input')).toBeVisible();
  await visitor.keyboard.press('Tab');
  await expect(visitor.getByRole('link', { name: '跳到主要内容' })).toBeFocused();
  await visitor.keyboard.press('Enter');
  await moveTo(visitor, 'Tab', '[data-testid="search-input"]');
  // At once, as an input method does it: no suggestions for half of the word come in between.
  await visitor.keyboard.insertText('xiaomi');
  const suggestions = visitor.getByRole('listbox', { name: '搜索建议' });
  await expect(suggestions.getByRole('option').first()).toContainText('小米');
  await visitor.keyboard.press('ArrowDown');
  await expect(suggestions.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await visitor.keyboard.press('Enter');
  await expect(visitor).toHaveURL(/\/products/);
  await expect(visitor.locator('yg-product-card').first()).toBeVisible();
  await moveTo(visitor, 'Tab', 'yg-product-card a');
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByTestId('product-name')).toContainText('小米');
  await moveTo(visitor, 'Tab', '[data-testid="add-to-cart"]');
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByTestId('cart-count')).toHaveText('1');
  await moveTo(visitor, 'Shift+Tab', '[data-testid="cart-link"]');
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByTestId('cart-line')).toContainText('小米');
  await moveTo(visitor, 'Tab', 'yg-quantity-stepper input');
  await visitor.keyboard.press('ArrowUp');
  await expect(visitor.locator('yg-quantity-stepper input')).toHaveValue('2');
  await moveTo(visitor, 'Tab', '[data-testid="remove-line"]');
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByRole('dialog', { name: '移出购物车' })).toBeVisible();
  await moveTo(visitor, 'Tab', '[data-testid="confirm-action"]');
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByText('购物车是空的')).toBeVisible();
});

test('with the keyboard alone: a place is chosen and the dialog gives the focus back', async ({ open }) => {
  const visitor = await open('storefront');
  await visitor.goto('/products');
  const field = visitor.getByRole('complementary', { name: '筛选条件' }).getByTestId('region-field');
  await field.focus();
  await visitor.keyboard.press('Enter');
  const dialog = visitor.getByRole('dialog', { name: '按产地筛选' });
  await expect(dialog).toBeVisible();
  await visitor.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(field).toBeFocused();
  await visitor.keyboard.press('Enter');
  await moveTo(visitor, 'Tab', '[data-testid="region-search"]');
  await visitor.keyboard.insertText('jingning');
  await expect(dialog.getByTestId('region-hit').filter({ hasText: '静宁县' })).toBeVisible();
  await moveTo(visitor, 'Tab', '[data-testid="region-hit"]');
  await visitor.keyboard.press('Enter');
  await expect(visitor).toHaveURL(/region=\d{6}/);
});
