import { anOffer } from '../support/offers';
import { anOrder } from '../support/orders';
import { aBuyer } from '../support/sessions';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

test('an order is cancelled before it is paid', async ({ open }) => {
  const person = await aBuyer();
  await anOrder(person, { productId: (await anOffer()).id }).unpaid();
  const buyer = await open('storefront', person);
  await buyer.goto('/orders');
  await buyer.getByTestId('order-row').first().click();
  await expect(shop.orderStatus(buyer)).toHaveText('待付款');
  await expect(buyer.getByTestId('countdown')).toContainText(/(29|30)分/);

  await buyer.getByTestId('cancel-order').click();
  await buyer.getByTestId('cancel-submit').click();
  await expect(buyer.getByRole('dialog')).toContainText('请选择或填写原因');
  await buyer.getByRole('button', { name: '不取消了' }).click();
  await shop.cancelOrder(buyer, '不想买了');
  await expect(shop.orderStatus(buyer)).toHaveText('已取消');
  await expect(buyer.getByTestId('order-timeline')).toContainText('不想买了');
  await expect(buyer.getByTestId('pay-order')).toBeHidden();
  await expect(buyer.getByTestId('refund')).toBeHidden();
});

test('an order is cancelled after it was paid, and the money comes back', async ({ open }) => {
  const person = await aBuyer();
  const id = await anOrder(person, { productId: (await anOffer()).id }).paid();
  const buyer = await open('storefront', person);
  await buyer.goto(`/orders/${id}`);
  await expect(shop.orderStatus(buyer)).toHaveText('待发货');
  await shop.cancelOrder(buyer, '规格或数量选错了');
  await expect(shop.orderStatus(buyer)).toHaveText('已取消');
  const refund = buyer.getByTestId('refund');
  // The refund goes through the worker and the provider; the page hears of it by itself.
  await expect(refund.locator('[data-status="succeeded"]')).toHaveText('已退款', { timeout: 30_000 });
  const paid = buyer.locator('dl > div').filter({ has: buyer.getByText('合计', { exact: true }) });
  expect(shop.fenOf(await refund.innerText()), 'all of it, to the fen').toBe(shop.fenOf(await paid.innerText()));
});

test('what is not sent of a part-shipped order is ended, by its buyer and by its supplier', async ({ open }) => {
  const person = await aBuyer();
  const id = await anOrder(person, { productId: (await anOffer()).id, pieces: 3 }).partShipped();
  const buyer = await open('storefront', person);
  await buyer.goto(`/orders/${id}`);
  await expect(shop.orderStatus(buyer)).toHaveText('部分发货');

  await buyer.getByTestId('end-rest-open').click();
  const dialog = buyer.getByRole('dialog');
  await expect(dialog.getByTestId('end-rest-line')).toContainText('未发 2 件');
  const both = shop.fenOf(await dialog.getByTestId('end-rest-refund').innerText());
  await dialog.getByRole('button', { name: '减少一件' }).click();
  await expect(dialog.getByTestId('end-rest-refund')).not.toHaveText(/^¥0\.00$/);
  const one = shop.fenOf(await dialog.getByTestId('end-rest-refund').innerText());
  expect(one * 2, 'a piece goes back at its price').toBe(both);
  await dialog.getByTestId('end-rest-next').click();
  await expect(dialog).toContainText('请选择或填写原因');
  await dialog.getByRole('button', { name: '等待时间太长' }).click();
  await dialog.getByTestId('end-rest-next').click();
  await expect(dialog).toContainText('结束后不能恢复');
  await dialog.getByTestId('end-rest-confirm').click();
  await expect(dialog).toBeHidden();
  await expect(shop.orderStatus(buyer)).toHaveText('部分发货');
  await expect(buyer.getByTestId('line-ended')).toHaveText('1 件不再发货');
  await expect(buyer.getByTestId('order-timeline')).toContainText('等待时间太长');

  const supplier = await open('console', 'supplier');
  await supplier.goto(`/supplier/orders?id=${id}`);
  await supplier.getByTestId('end-rest-open').click();
  const form = supplier.getByTestId('end-rest');
  await form.getByRole('button', { name: '产品缺货' }).click();
  await supplier.getByTestId('end-rest-next').click();
  expect(shop.fenOf(await form.getByTestId('end-rest-refund').innerText())).toBe(one);
  await supplier.getByTestId('end-rest-confirm').click();
  await expect(supplier.getByTestId('drawer').getByTestId('order-status')).toHaveText('待收货');
  await expect(supplier.getByTestId('end-rest-open')).toBeHidden();

  await expect(shop.orderStatus(buyer)).toHaveText('待收货', { timeout: 15_000 });
  const refunds = buyer.getByTestId('refund');
  await expect(refunds.locator('[data-status="succeeded"]')).toHaveCount(2, { timeout: 30_000 });
  expect(shop.fenOf(await refunds.first().innerText())).toBe(one);
});

test('a payment given up is taken up again from the order', async ({ open }) => {
  const offer = await anOffer();
  const buyer = await open('storefront', await aBuyer());
  await shop.buyNow(buyer, offer.id);
  await buyer.getByRole('button', { name: '放弃支付' }).click();
  await buyer.waitForURL(/\/pay\/return/);
  const result = buyer.getByTestId('pay-return');
  // The page asks for twenty seconds before it says so; here its clock runs ahead of what everybody else would have to wait for.
  await buyer.clock.install();
  await expect(async () => {
    await buyer.clock.runFor(5_000);
    await expect(result).toHaveAttribute('data-outcome', /pending|failed/, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(result.getByRole('button', { name: /继续支付/ })).toBeVisible();
  await shop.openOrder(buyer);
  await expect(shop.orderStatus(buyer)).toHaveText('待付款');
  await buyer.getByTestId('pay-order').click();
  await buyer.waitForURL(/\/pay\/pi_/);
  await shop.pay(buyer, '支付宝');
  await shop.openOrder(buyer);
  await expect(shop.orderStatus(buyer)).toHaveText('待发货');
});

test('a declined card costs nothing, another one pays', async ({ open, guard }) => {
  guard.allow(422, /\/pay\/pi_/);
  const offer = await anOffer();
  const buyer = await open('storefront', await aBuyer());
  await shop.buyNow(buyer, offer.id);
  await buyer.getByRole('radio', { name: '银行卡' }).check();
  await buyer.getByLabel('卡号').fill('4000 0000 0000 0002');
  await buyer.getByRole('button', { name: /确认支付/ }).click();
  await expect(buyer.getByRole('alert')).toContainText('没有扣款');
  await buyer.getByLabel('卡号').fill('4242 4242 4242 4242');
  await shop.pay(buyer, '银行卡');
  await shop.openOrder(buyer);
  await expect(shop.orderStatus(buyer)).toHaveText('待发货');
});
