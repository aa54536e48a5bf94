import { anOffer } from '../support/offers';
import { aBuyer } from '../support/sessions';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

test('an order is cancelled before it is paid', async ({ open }) => {
  const offer = await anOffer();
  const buyer = await open('storefront', await aBuyer());
  await shop.buyNow(buyer, offer.id);
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
  const offer = await anOffer();
  const buyer = await open('storefront', await aBuyer());
  await shop.buyNow(buyer, offer.id);
  await shop.pay(buyer, '微信支付');
  await shop.openOrder(buyer);
  await expect(shop.orderStatus(buyer)).toHaveText('待发货');
  await shop.cancelOrder(buyer, '规格或数量选错了');
  await expect(shop.orderStatus(buyer)).toHaveText('已取消');
  const refund = buyer.getByTestId('refund');
  // The refund goes through the worker and the provider; the page hears of it by itself.
  await expect(refund.locator('[data-status="succeeded"]')).toHaveText('已退款', { timeout: 30_000 });
  const paid = buyer.locator('.due');
  expect(shop.fenOf(await refund.innerText()), 'all of it, to the fen').toBe(shop.fenOf(await paid.innerText()));
});

test('a payment given up is taken up again from the order', async ({ open }) => {
  const offer = await anOffer();
  const buyer = await open('storefront', await aBuyer());
  await shop.buyNow(buyer, offer.id);
  await buyer.getByRole('button', { name: '放弃支付' }).click();
  await buyer.waitForURL(/\/pay\/return/);
  const result = buyer.getByTestId('pay-return');
  await expect(result).toHaveAttribute('data-outcome', /pending|failed/, { timeout: 40_000 });
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
