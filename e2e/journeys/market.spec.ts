import type { Page } from '@playwright/test';
import { answered } from '../support/answers';
import { readWorkbook, searchTable } from '../support/console';
import { inspect } from '../support/inspect';
import { moveTo } from '../support/moves';
import { digits, newcomer, newWaybill } from '../support/people';
import { moveParcel } from '../support/sandbox';
import { anOffer } from '../support/offers';
import { shipInTwoParcels } from '../support/shipping';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

test('a visitor finds grapes in Chinese, by pinyin and by initials', async ({ open }) => {
  const visitor = await open('storefront');
  for (const typed of ['葡萄', 'putao', 'pt']) {
    await visitor.goto('/');
    await visitor.getByTestId('search-input').fill(typed);
    const suggestions = visitor.getByRole('listbox', { name: '搜索建议' });
    await suggestions.getByRole('option').filter({ hasText: '葡萄' }).first().click();
    await expect(visitor, `“${typed}” leads to the shelf`).toHaveURL(/\/products/);
    await expect(shop.cards(visitor).filter({ hasText: '葡萄' }).first()).toBeVisible();
  }
});

test('filters stand in the address bar, so that a filtered page can be shared', async ({ open }) => {
  const visitor = await open('storefront');
  await visitor.goto('/products?q=小米');
  const total = visitor.getByTestId('result-count');
  await expect(total).toContainText('共');
  const everywhere = await total.innerText();

  const filters = visitor.getByRole('complementary', { name: '筛选条件' });
  await filters.getByTestId('region-field').click();
  const picker = visitor.getByRole('dialog', { name: '按产地筛选' });
  await picker.getByRole('button', { name: '甘肃省', exact: true }).click();
  await picker.getByRole('button', { name: '选择整个甘肃省' }).click();
  await expect(visitor).toHaveURL(/region=620000/);
  await expect(visitor.getByRole('button', { name: '去掉条件 产地：甘肃' })).toBeVisible();
  await expect(total).not.toHaveText(everywhere);

  await filters.getByTestId('region-field').click();
  await shop.pickCounty(visitor, 'jingning', '静宁县');
  await expect(visitor).toHaveURL(/region=620826/);
  const certified = { path: '/products', query: { region: '620826', certified: 'true' } };
  await answered(visitor, certified, () => filters.getByTestId('filter-certified').check());
  await expect(visitor).toHaveURL(/certified=true/);
  await expect(visitor.locator('.product-grid')).toHaveAttribute('aria-busy', 'false');
  await expect(shop.cards(visitor).first()).toContainText('静宁');
  const shown = await total.innerText();

  const friend = await open('storefront');
  await friend.goto(new URL(visitor.url()).pathname + new URL(visitor.url()).search);
  await expect(friend.getByTestId('result-count')).toHaveText(shown);
  await expect(friend.getByTestId('chosen-filter')).toHaveText([/小米/, /静宁/, /认定产品/]);

  await friend.getByRole('button', { name: /去掉条件 产地/ }).click();
  await expect(friend).not.toHaveURL(/region=/);
  await friend.goBack();
  await expect(friend).toHaveURL(/region=620826/);
});

test('a published row says field by field what was made up, and its certificate never looks like a real one', async ({
  open,
}) => {
  const visitor = await open('storefront');
  await visitor.goto('/products?q=五峰毛尖');
  const card = shop.cards(visitor).filter({ hasText: '五峰毛尖' }).first();
  await expect(card).toContainText('演示补充：供应商、供应商类型、库存、证书编号、认定层级、有效期');
  await expect(card).toContainText('演示证书');
  await expect(card).not.toContainText('认定产品');

  await card.getByRole('link', { name: '五峰毛尖' }).click();
  await expect(visitor.getByTestId('product-name')).toHaveText('五峰毛尖');
  await expect(visitor.getByTestId('demo-notice')).toContainText('演示补充的内容：供应商、供应商类型、库存、证书编号');
  await expect(visitor.getByTestId('product-standing')).toContainText('演示证书');
  await expect(visitor.getByTestId('product-standing')).not.toContainText('认定证书');
  await inspect(visitor);

  await visitor.getByTestId('certificate-link').click();
  await expect(visitor.getByTestId('certificate-verdict')).toHaveText('演示证书');
  const facts = visitor.getByTestId('certificate').locator('dl > div');
  for (const [name, madeUp] of [
    ['持证主体', true],
    ['产地', false],
    ['有效期', true],
  ] as const) {
    const fact = facts.filter({ has: visitor.getByText(name, { exact: true }) });
    await expect(fact.getByText('演示补充'), name).toHaveCount(madeUp ? 1 : 0);
  }
  await expect(visitor.getByTestId('certificate-demo')).toContainText('不是任何机构签发的真实证书');
  await inspect(visitor);
});

test('a product is found, ordered, paid, shipped in two parcels, received and accounted for', async ({ open }) => {
  test.setTimeout(180_000);
  const supplier = await open('console', 'supplier');
  const offer = await anOffer();
  const buyer = await open('storefront');
  const person = newcomer(`验收${digits(4)}`);

  await test.step('she looks it up and reads its page', async () => {
    await buyer.goto('/');
    await buyer.getByTestId('search-input').fill(offer.name);
    await buyer.getByTestId('search-input').press('Enter');
    await buyer.locator(`yg-product-card a[href$="${offer.id}"]`).click();
    await expect(buyer.getByTestId('product-name')).toHaveText(offer.name);
    await expect(buyer.getByTestId('price')).toHaveText(/¥[\d,]+\.\d{2}/);
    await expect(buyer.getByTestId('unit-price')).toHaveText(/¥[\d,]+\.\d{2}\/500克/);
    await buyer.getByRole('region', { name: '购买' }).getByTestId('region-field').click();
    await shop.pickCounty(buyer, '海淀', '海淀区');
    await expect(buyer.getByTestId('freight')).toContainText(/运费 (免|¥)/);
  });

  await test.step('she verifies the certificate', async () => {
    const number = await buyer.getByTestId('certificate-link').innerText();
    await buyer.getByTestId('certificate-link').click();
    await expect(buyer.getByTestId('certificate')).toContainText(number);
    await expect(buyer.getByTestId('certificate-verdict'), 'a certificate of the demo').toHaveText('演示证书');
    await buyer.goBack();
    await expect(buyer.getByTestId('product-name')).toHaveText(offer.name);
  });

  await test.step('the cart she filled as a visitor is still hers after registering', async () => {
    await buyer.getByRole('button', { name: '增加一件' }).click();
    await buyer.getByTestId('add-to-cart').click();
    await expect(buyer.getByTestId('cart-count')).toHaveText('1');
    await buyer.getByTestId('cart-link').click();
    await expect(buyer.getByTestId('cart-line')).toContainText(offer.name);
    await buyer.getByTestId('go-checkout').click();
    await expect(buyer).toHaveURL(/\/login\?return=/);
    await buyer.getByRole('link', { name: '没有账号，去注册' }).click();
    await shop.register(buyer, person);
    await expect(buyer).toHaveURL(/\/checkout/);
    await expect(buyer.getByTestId('cart-count')).toHaveText('1');
  });

  const { number, totalFen } = await test.step('she orders and pays with Alipay', () => orderAndPay(buyer));
  await expect(shop.orderStatus(buyer)).toHaveText('待发货');
  // A page that is loaded again would forget this.
  await buyer.evaluate('window.stillTheSamePage = true');

  const waybills = [newWaybill(), newWaybill()] as const;
  await test.step('the cooperative ships two parcels and opens the packing slips', async () => {
    await supplier.goto('/supplier/orders');
    await searchTable(supplier, number);
    const row = supplier.getByTestId('order-row').filter({ hasText: number });
    await expect(row).toContainText(offer.name);
    await shipInTwoParcels(supplier, row, waybills);
    await expect(row).toContainText('待收货');
    const [slip] = await Promise.all([
      supplier.waitForEvent('popup'),
      row.getByRole('link', { name: '装箱单' }).click(),
    ]);
    await expect(slip.getByTestId('slip')).toHaveCount(2);
    for (const waybill of waybills)
      await expect(slip.getByTestId('slip').filter({ hasText: waybill })).toContainText(offer.name);
    await expect(slip.getByTestId('slip').first()).toContainText('海淀区');
  });

  await test.step('her page follows the parcels by itself', async () => {
    await expect(shop.orderStatus(buyer)).toHaveText('待收货');
    await expect(buyer.getByTestId('parcel')).toHaveCount(2);
    const parcels = waybills.map((waybill) => buyer.getByRole('region', { name: `包裹 ${waybill}` }));
    await moveParcel('sf', waybills[0], 1);
    await expect(parcels[0]!).toContainText('快件已揽收');
    await moveParcel('sf', waybills[0], 'all');
    await moveParcel('ems', waybills[1], 'all');
    for (const parcel of parcels) {
      await expect(parcel).toContainText('快件已签收');
      await expect(parcel.locator('[data-status="delivered"]')).toHaveText('已签收');
    }
    expect(await buyer.evaluate('window.stillTheSamePage'), 'nothing was loaded again').toBe(true);
  });

  await test.step('she confirms receipt', async () => {
    await buyer.getByTestId('confirm-receipt').click();
    await buyer.getByTestId('confirm-action').click();
    await expect(shop.orderStatus(buyer)).toHaveText('已完成');
  });

  const administrator = await open('console', 'administrator');
  await test.step('the administration sees the order and its history', async () => {
    await administrator.goto('/administration/orders');
    await searchTable(administrator, number);
    await administrator.getByTestId('order-row').filter({ hasText: number }).getByRole('link').first().click();
    const drawer = administrator.getByTestId('drawer');
    await expect(drawer.getByTestId('order-status')).toHaveText('已完成');
    await expect(drawer.getByTestId('parcel')).toHaveCount(2);
    await expect(drawer).toContainText(person.name);
    await administrator.keyboard.press('Escape');
  });

  const fileName = await test.step('exports it as a workbook', async () => {
    const [download] = await Promise.all([
      administrator.waitForEvent('download'),
      administrator.getByTestId('order-export').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
    const rows = await readWorkbook(download);
    const line = rows.find((cells) => cells.includes(number));
    expect(line, `${number} stands in the workbook`).toBeDefined();
    expect(line?.join(' ')).toContain((totalFen / 100).toFixed(2).replace(/\.?0+$/, ''));
    return download.suggestedFilename();
  });

  await test.step('and finds it in the figures and in the trail', async () => {
    await moveTo(administrator, '/administration/overview');
    for (const chart of ['chart-orders-by-day', 'chart-sales-by-day', 'chart-by-county', 'chart-by-category'])
      await expect(administrator.getByTestId(chart)).toBeVisible();
    await administrator.getByTestId('chart-orders-by-day').getByTestId('chart-toggle').click();
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const row = administrator.getByTestId('chart-orders-by-day').getByRole('row').filter({ hasText: today });
    await expect(row.getByRole('cell').nth(1), 'orders of today').toHaveText(/^[1-9]/);
    await moveTo(administrator, '/administration/audit');
    await searchTable(administrator, person.name);
    await expect(administrator.getByTestId('audit-row').filter({ hasText: '注册账号' })).toHaveCount(1);
    await searchTable(administrator, '导出');
    await expect(administrator.getByTestId('audit-row').filter({ hasText: fileName }).first()).toBeVisible();
  });
});

/** On the checkout page: address, the sum on the button, payment, the way back. */
async function orderAndPay(buyer: Page): Promise<{ number: string; totalFen: number }> {
  await expect(buyer.getByTestId('checkout-submit')).toBeDisabled();
  await shop.addAddress(buyer, '验收收货人');
  const submit = buyer.getByTestId('checkout-submit');
  await expect(submit).toBeEnabled();
  const totalFen = shop.fenOf(await buyer.getByTestId('checkout-total').innerText());
  expect(shop.fenOf(await submit.innerText()), 'the button says the sum').toBe(totalFen);
  await shop.submitOrder(buyer);
  expect(shop.fenOf(await buyer.getByRole('button', { name: /确认支付/ }).innerText())).toBe(totalFen);
  await shop.pay(buyer, '支付宝');
  await expect(buyer.getByTestId('cart-count')).toHaveText('0');
  expect(shop.fenOf(await buyer.getByRole('heading', { name: /已付款/ }).innerText())).toBe(totalFen);
  return { number: await shop.openOrder(buyer), totalFen };
}
