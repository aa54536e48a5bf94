// Orders that end without goods: cancelled after payment and refunded to the fen, and left unpaid.
import type { ApiClient } from '../http-client/client.ts';
import { randomUUID } from 'node:crypto';
import { type Checkout, fillCart, homeAddress, pay, placeOnce, preview } from './buyer-acts.ts';
import { at, check, eventually, type Stage, there, yuan } from './stage.ts';
import { levelOf, type Shop } from './supplier-acts.ts';
import type { World } from './world.ts';

/** A checkout of two orders, one of which was cancelled after payment. */
export interface CancelledOne {
  readonly checkout: Checkout;
  readonly cancelled: Checkout['orders'][number];
}

/** A SKU of another supplier than the demo's, on the shelf with stock. */
async function foreignOffer(browser: ApiClient, shop: Shop) {
  const { items } = await browser.get('listProducts', { query: { inStock: 'true', limit: 100, sort: 'price_asc' } });
  for (const card of items) {
    const product = await browser.get('getProduct', { params: { id: card.id } });
    const sku = product.skus.find(({ active, available }) => active && available >= 20);
    if (sku && product.supplier.id !== shop.supplierId) return { product, sku };
  }
  throw new Error('no product of another supplier is in stock');
}

async function emptyCart(browser: ApiClient) {
  const cart = await browser.get('getCart');
  for (const { skuId } of cart.groups.flatMap((group) => group.lines))
    await browser.call('removeCartLine', { params: { skuId } });
}

/** Two suppliers, one payment. One order is cancelled: exactly its total goes back; the other stands. */
export async function cancelOneOfTwo(stage: Stage, world: World, shop: Shop) {
  const browser = world.browser();
  const offer = shop.offers[0];
  const foreign = await foreignOffer(browser, shop);
  const lines = [
    { ...offer, quantity: 3 },
    { ...foreign, quantity: 2 },
  ];
  await fillCart(stage, browser, lines);
  const costs = await stage.step('The demo buyer signs in and sees the costs by supplier', async (tell) => {
    const user = await world.signIn('buyer', browser);
    await emptyCart(browser);
    const seen = await preview(browser, lines, await homeAddress(browser, world, user.name));
    check.equal(seen.groups.length, 2, 'suppliers in the checkout');
    for (const group of seen.groups)
      tell(`${group.supplierName}: goods ${yuan(group.goodsFen)} + freight ${yuan(group.freightFen)}`);
    return seen;
  });
  const before = await levelOf(shop, offer);
  const checkout = await placeOnce(stage, browser, costs);
  const paid = await pay(stage, world, browser, checkout, 'wechat_pay');
  const mine = there(
    paid.orders.find(({ supplierName }) => supplierName === shop.supplierName),
    'an order of the demo’s own supplier',
  );
  const other = there(
    paid.orders.find(({ id }) => id !== mine.id),
    'an order of the other supplier',
  );
  await stage.step('cancels one of the two after payment; its total goes back to the fen', async (tell) => {
    const cancel = { params: { id: mine.id }, body: { reason: '拍错了（演示）' }, key: randomUUID() };
    const cancelled = await browser.get('cancelOrder', cancel);
    check.equal(cancelled.status, 'cancelled', 'status of the cancelled order');
    await browser.get('cancelOrder', cancel);
    const read = () => browser.get('getOrder', { params: { id: mine.id } });
    const done = await eventually('the refund', read, (view) =>
      view.refunds.some(({ status }) => status === 'succeeded'),
    );
    check.equal(
      done.refunds.map(({ amountFen }) => amountFen),
      [mine.totalFen],
      'refunds of the order',
    );
    check.equal(done.refundedFen, mine.totalFen, 'refunded of the order');
    check.equal(done.payment.refundedFen, mine.totalFen, 'refunded of the payment');
    const { data } = await world.sandbox.get<{ data: { type: string }[] }>('/_sandbox/deliveries');
    check.that(
      data.some(({ type }) => type.startsWith('refund.')),
      'the provider told of the refund',
    );
    const stays = await browser.get('getOrder', { params: { id: other.id } });
    check.equal([stays.status, stays.refunds.length], ['to_ship', 0], 'the other order of the payment');
    check.equal(await levelOf(shop, offer), before, 'stock after the cancellation');
    tell(
      `${mine.number} cancelled: ${yuan(mine.totalFen)} of ${yuan(paid.payment.amountFen)} refunded; cancelled twice, refunded once`,
    );
    tell(`${other.number} stays ${stays.status} with ${yuan(other.totalFen)}; the pieces are back on the shelf`);
  });
  return { checkout: paid, cancelled: mine };
}

/** Never paid: cancelling closes it and gives the stock back; what comes later is not payable. */
export async function leaveUnpaid(stage: Stage, world: World, shop: Shop) {
  const browser = world.browser();
  const offer = shop.offers[1];
  const lines = [{ ...offer, quantity: 4 }];
  const before = await levelOf(shop, offer);
  const checkout = await stage.step('Another order is placed and not paid', async (tell) => {
    const user = await world.signIn('buyer', browser);
    const costs = await preview(browser, lines, await homeAddress(browser, world, user.name));
    const placed = await browser.get('placeCheckout', { body: costs.order });
    check.equal(
      await levelOf(shop, offer),
      { ...before, reserved: before.reserved + 4 },
      'stock while the order waits',
    );
    tell(`${at(placed.orders).number} · ${yuan(placed.totalFen)}, to be paid until ${placed.expiresAt}`);
    return placed;
  });
  await stage.step('It is cancelled: the stock comes back, nothing is to pay or to refund', async (tell) => {
    const { id } = at(checkout.orders);
    const closed = await browser.get('cancelOrder', { params: { id }, body: { reason: '暂时不买了（演示）' } });
    check.equal(closed.status, 'cancelled', 'status of the unpaid order');
    check.equal(closed.refunds, [], 'refunds of an order that was never paid');
    check.equal(await levelOf(shop, offer), before, 'stock after the cancellation');
    const refusal = await browser.call('payCheckout', { params: { id: checkout.id }, expect: 409 });
    check.equal(refusal.body.error.code, 'checkout_not_payable', 'paying a closed checkout is refused');
    tell(
      `${closed.number} ${closed.status}, payment ${closed.payment.status}; paying it now: ${refusal.body.error.code}`,
    );
  });
  return checkout;
}
