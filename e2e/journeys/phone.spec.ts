import { inspect } from '../support/inspect';
import { newcomer } from '../support/people';
import { anOffer } from '../support/offers';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

test('on a phone: filters in a drawer, the buying bar at the bottom, an order paid with WeChat', async ({ open }) => {
  const offer = await anOffer();
  const buyer = await open('storefront');
  await buyer.goto(`/products?q=${encodeURIComponent(offer.name)}`);
  await buyer.getByTestId('open-filters').tap();
  const drawer = buyer.getByRole('dialog', { name: '筛选' });
  await drawer.getByTestId('filter-certified').tap();
  await expect(buyer).toHaveURL(/certified=true/);
  await drawer.getByRole('button', { name: /^看这/ }).tap();
  await expect(drawer).toBeHidden();
  await buyer.locator(`yg-product-card a[href$="${offer.id}"]`).tap();
  await expect(buyer.getByTestId('buy-now')).toBeInViewport();
  await inspect(buyer);
  await buyer.getByTestId('buy-now').tap();
  await expect(buyer).toHaveURL(/\/login\?return=/);
  await buyer.getByRole('link', { name: '没有账号，去注册' }).tap();
  await shop.register(buyer, newcomer());
  await expect(buyer).toHaveURL(/\/checkout/);
  await shop.addAddress(buyer, '手机买家');
  await shop.submitOrder(buyer);
  await shop.pay(buyer, '微信支付');
  await shop.openOrder(buyer);
  await expect(shop.orderStatus(buyer)).toHaveText('待发货');
  const bottom = buyer.getByRole('navigation', { name: '底部导航' });
  await bottom.getByRole('link', { name: '我的' }).tap();
  await expect(buyer).toHaveURL(/\/account/);
});

test('on a phone: the console opens its navigation as a drawer and shows rows as cards', async ({ open }) => {
  const administrator = await open('console', 'administrator');
  await administrator.goto('/administration/overview');
  await administrator.getByTestId('nav-open').tap();
  await administrator.locator('.ant-drawer').getByTestId('nav-group-名录').tap();
  await administrator.locator('.ant-drawer').getByTestId('nav-products').tap();
  await expect(administrator).toHaveURL(/\/administration\/products/);
  await expect(administrator.getByTestId('product-row').first()).toBeInViewport();
  await inspect(administrator);
});
