import sharp from 'sharp';
import { agree, choose } from '../support/console';
import { aCertificate } from '../support/made';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

test('a cooperative lists a product with a photo, changes its price and takes it off the shelf', async ({ open }) => {
  const { client, product: name, number } = await aCertificate();
  const supplier = await open('console', client);
  const visitor = await open('storefront');

  await test.step('a draft, with what is missing named at its field', async () => {
    await supplier.goto('/supplier/products');
    await supplier.getByTestId('product-new').click();
    await supplier.getByTestId('product-save').click();
    await expect(supplier.getByTestId('product-errors')).toContainText('处需要修改');
    await supplier.getByTestId('product-name').fill(name);
    await choose(supplier, supplier.getByTestId('product-category'), '香辛料', '香辛料');
    await supplier.getByTestId('product-certificate').click();
    await supplier.locator('nz-option-item').filter({ hasText: number }).click();
    await supplier.getByTestId('sku-name').fill('250克/袋');
    await supplier.getByTestId('sku-grams').fill('250');
    await supplier.getByTestId('sku-priceYuan').fill('32.50');
    await expect(supplier.getByTestId('sku-unit-price')).toHaveText('¥65.00');
    await supplier.getByTestId('sku-initialStock').fill('40');
    await supplier.getByTestId('product-save').click();
    await expect(supplier).toHaveURL(/\/supplier\/products\/[0-9a-f-]{36}/);
    await expect(supplier.getByTestId('product-status')).toHaveText('草稿');
  });
  const page = `/products/${new URL(supplier.url()).pathname.split('/').at(-1) ?? ''}`;

  await test.step('a photo and onto the shelf', async () => {
    const buffer = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#8a5a2b' } })
      .png()
      .toBuffer();
    await supplier.getByTestId('photo-upload').setInputFiles({ name: '花椒.png', mimeType: 'image/png', buffer });
    await expect(supplier.getByTestId('photo')).toHaveCount(1);
    await supplier.getByTestId('publish').click();
    await agree(supplier, '上架');
    await expect(supplier.getByTestId('product-status')).toHaveText('在售');
  });

  const card = shop.cards(visitor).filter({ hasText: name });
  await test.step('everybody finds it', async () => {
    await shop.expectOnShelf(visitor, name, true);
    await card.getByRole('link', { name }).click();
    await expect(visitor.getByTestId('price')).toHaveText('¥32.50');
    const photo = visitor.locator('app-gallery img').first();
    await expect
      .poll(() => photo.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth))
      .toBeGreaterThan(300);
    await expect(visitor.getByText('上架以来没有调过价')).toBeVisible();
  });

  await test.step('the price changes, and the page says so', async () => {
    await supplier.getByTestId('sku-priceYuan').fill('29.9');
    await expect(supplier.getByTestId('publish').or(supplier.getByTestId('withdraw'))).toBeVisible();
    await supplier.getByTestId('product-save').click();
    await expect(supplier.getByText('已保存。')).toBeVisible();
    await shop.expectPublished(visitor, page, visitor.getByTestId('price').filter({ hasText: '¥29.90' }));
    const history = visitor.getByRole('region', { name: '价格记录' });
    await expect(history).toContainText('最低');
    await history.getByText('看每次调价').click();
    await expect(history.getByRole('row')).toHaveCount(3);
  });

  await test.step('off the shelf it is gone', async () => {
    await supplier.getByTestId('withdraw').click();
    await agree(supplier, '下架');
    await expect(supplier.getByTestId('product-status')).toHaveText('已下架');
    await shop.expectOnShelf(visitor, name, false);
    await shop.expectPublished(visitor, page, visitor.getByTestId('sale-stop'));
  });
});
