// The public: looks around, fills a cart, places orders and pays on the sandbox.
import type { RouteResponse } from '@yigou/contracts';
import { randomUUID } from 'node:crypto';
import { pinyin } from 'pinyin-pro';
import { type ApiClient, intentOf } from '../http-client/client.ts';
import { at, check, eventually, short, type Stage, there, yuan } from './stage.ts';
import type { Offer } from './supplier-acts.ts';
import { HOME_REGION, type World } from './world.ts';

export type Checkout = RouteResponse<'placeCheckout'>;
export type Address = RouteResponse<'listAddresses'>['items'][number];
/** So many pieces of an offer. */
export interface Line {
  readonly sku: Pick<Offer['sku'], 'id' | 'priceFen'>;
  readonly quantity: number;
}
/** What was previewed, and what to send to order just that. */
export type Costs = RouteResponse<'previewCheckout'> & {
  readonly order: { readonly lines: object; readonly addressId: string; readonly expectedTotalFen: number };
};
interface Deliveries {
  readonly data: readonly { readonly eventId: string; readonly type: string; readonly state: string }[];
}

const spell = (word: string, pattern: 'pinyin' | 'first' = 'pinyin'): string =>
  pinyin(word, { toneType: 'none', pattern, type: 'array' }).join('');

/** The word at the end of a name that the market suggests to those who type it: 云州黄花菜 → 黄花菜. */
async function suggestedWord(browser: ApiClient, name: string) {
  const characters = [...name];
  for (let from = characters.length - 2; from >= 0; from -= 1) {
    const tail = characters.slice(from).join('');
    const { items } = await browser.get('suggest', { query: { q: tail } });
    if (items.some(({ kind, text }) => kind === 'product' && text === tail)) return tail;
  }
  throw new Error(`no word of ${name} is suggested`);
}

/** Without an account: shelves by county, search by pinyin, the product's page, freight to home. */
export async function browse(stage: Stage, browser: ApiClient, offer: Offer) {
  const { product } = offer;
  await stage.step('Anybody browses the shelves of a county', async (tell) => {
    const page = await browser.get('listProducts', { query: { limit: 24 } });
    check.that(page.items.length > 0 && page.total >= page.items.length, 'the shelves are not empty');
    const county = there(product.county, `${product.name} has a county`);
    const local = await browser.get('listProducts', { query: { region: county.code, limit: 100 } });
    check.that(
      local.items.some(({ id }) => id === product.id),
      `${product.name} is on the shelf of ${county.name}`,
    );
    check.that(
      local.items.every((card) => card.county?.code === county.code),
      'only products of the county are shown',
    );
    tell(`${page.total} products in the market, ${local.total} from ${county.path}`);
  });
  await stage.step('finds it by typing pinyin', async (tell) => {
    const word = await suggestedWord(browser, product.name);
    const typed = spell(word);
    const initials = spell(word, 'first');
    const query = { q: typed, region: there(product.county, 'it has a county').code, limit: 100 };
    const found = await browser.get('listProducts', { query });
    check.equal(found.fuzzy, false, `“${typed}” is found exactly`);
    check.that(
      found.items.some(({ id }) => id === product.id),
      `“${typed}” finds ${product.name}`,
    );
    const byInitials = await browser.get('suggest', { query: { q: initials } });
    check.that(
      byInitials.items.some(({ text }) => text === word),
      `“${initials}” suggests ${word}`,
    );
    tell(
      `“${typed}” → ${at(found.items).name} (${found.total} found) · “${initials}” suggests ${byInitials.items
        .map(({ text }) => text)
        .slice(0, 4)
        .join('、')}`,
    );
  });
  await stage.step('reads the product page and what freight would cost', async (tell) => {
    const detail = await browser.get('getProduct', { params: { id: product.id } });
    const sku = there(
      detail.skus.find(({ id }) => id === offer.sku.id),
      'the SKU is on the page',
    );
    check.equal(sku.priceFen, offer.sku.priceFen, 'the price that the shelf shows');
    check.that(sku.available > 0, 'it can be ordered');
    const freight = await browser.get('quoteFreight', {
      params: { id: product.id },
      query: { region: HOME_REGION, skuId: sku.id, quantity: 2 },
    });
    check.equal(freight.deliverable, true, 'it is delivered to 北京市海淀区');
    tell(`${detail.name} · ${sku.name} ${yuan(sku.priceFen)} · ${detail.supplier.name}`);
    tell(`freight for two to 海淀区 ${yuan(freight.freightFen)}: ${freight.rule}`);
    if (!detail.certificate) return;
    const { certificate } = await browser.get('verifyCertificate', { params: { number: detail.certificate.number } });
    check.equal(certificate.status, 'valid', 'the certificate verifies');
    tell(
      `certificate ${certificate.number}, valid ${certificate.validFrom} – ${certificate.validTo}, ${certificate.households ?? '—'} households`,
    );
  });
}

/** Puts lines into a cart; `lines` are { sku, quantity }. */
export async function fillCart(stage: Stage, browser: ApiClient, lines: readonly Line[]) {
  await stage.step('puts it into the cart without an account', async (tell) => {
    for (const { sku, quantity } of lines)
      await browser.call('addToCart', { body: { skuId: sku.id, quantity }, expect: 201 });
    const cart = await browser.get('getCart');
    checkCart(cart, lines);
    tell(`${cart.count} SKUs, goods ${yuan(cart.goodsFen)}`);
  });
}

export function checkCart(cart: RouteResponse<'getCart'>, lines: readonly Line[]) {
  check.equal(cart.count, lines.length, 'different SKUs in the cart');
  const held = cart.groups.flatMap((group) => group.lines);
  for (const { sku, quantity } of lines) {
    const line = there(
      held.find(({ skuId }) => skuId === sku.id),
      'the SKU is in the cart',
    );
    check.equal(line.quantity, quantity, 'pieces of a SKU in the cart');
    check.equal(line.lineFen, sku.priceFen * quantity, 'price of a line in the cart');
  }
  check.equal(
    cart.goodsFen,
    lines.reduce((sum, { sku, quantity }) => sum + sku.priceFen * quantity, 0),
    'goods in the cart',
  );
}

/** The address that somebody orders to; made when there is none. */
export async function homeAddress(browser: ApiClient, world: World, receiver: string) {
  const { items } = await browser.get('listAddresses');
  return (
    items.find(({ region }) => region.code === HOME_REGION) ??
    (await browser.get('createAddress', { body: world.addressInput(receiver) }))
  );
}

/** Every cost before ordering, checked to the fen. */
export async function preview(browser: ApiClient, lines: readonly Line[], address: Address) {
  const body = { lines: lines.map(({ sku, quantity }) => ({ skuId: sku.id, quantity })), addressId: address.id };
  const costs = await browser.get('previewCheckout', { body });
  check.equal(costs.orderable, true, 'it can be ordered');
  check.equal(
    costs.goodsFen,
    lines.reduce((sum, { sku, quantity }) => sum + sku.priceFen * quantity, 0),
    'goods in the preview',
  );
  check.equal(costs.totalFen, costs.goodsFen + costs.freightFen, 'total of the preview');
  return { ...costs, order: { ...body, expectedTotalFen: costs.totalFen } };
}

/** Places the order twice with one key, and with another body under the same key. */
export async function placeOnce(stage: Stage, browser: ApiClient, costs: Costs) {
  return stage.step('places the order; the same Idempotency-Key gives the same order', async (tell) => {
    const wrong = await browser.call('placeCheckout', {
      body: { ...costs.order, expectedTotalFen: costs.totalFen + 1 },
      expect: 409,
    });
    check.equal(wrong.body.error.code, 'price_changed', 'another total than shown is refused');
    const key = randomUUID();
    const body = { ...costs.order, remark: '演示订单' };
    const checkout = await browser.get('placeCheckout', { body, key });
    const again = await browser.get('placeCheckout', { body, key });
    check.equal(again.id, checkout.id, 'checkout of the repeated request');
    check.equal(
      again.orders.map(({ id }) => id),
      checkout.orders.map(({ id }) => id),
      'orders of the repeated request',
    );
    const other = await browser.call('placeCheckout', { body: { ...body, remark: '另一个内容' }, key, expect: 422 });
    check.equal(other.body.error.code, 'idempotency_key_reused', 'another body under the same key');
    check.equal(checkout.totalFen, costs.totalFen, 'total of the checkout');
    check.equal(checkout.payment.amountFen, costs.totalFen, 'amount to pay');
    check.that(
      checkout.orders.every(({ status }) => status === 'pending_payment'),
      'new orders wait for payment',
    );
    for (const order of checkout.orders)
      tell(`${order.number} · ${order.supplierName} · ${yuan(order.totalFen)} · ${order.status}`);
    tell(
      `checkout ${short(checkout.id)}, to pay ${yuan(checkout.totalFen)}; repeated: the same; with another body: ${other.body.error.code}`,
    );
    return checkout;
  });
}

/** Pays at the sandbox and waits until the webhook has settled every order of the checkout. */
export async function pay(stage: Stage, world: World, browser: ApiClient, checkout: Checkout, method: string) {
  return stage.step(`pays with ${method} on the sandbox; the webhook settles it`, async (tell) => {
    const begun = checkout.payment.payUrl
      ? checkout
      : await browser.get('payCheckout', { params: { id: checkout.id } });
    const intent = intentOf(begun.payment.payUrl);
    const stream = await browser.stream('orderStream', { params: { id: at(checkout.orders).id } });
    const paid = await world.sandbox.post<{ status: string }>(`/_sandbox/pay/${intent}`, { method });
    check.equal(paid.status, 'succeeded', 'the provider took the money');
    const read = () => browser.get('getCheckout', { params: { id: checkout.id } });
    const settled = await eventually('settlement', read, (view) =>
      view.orders.every(({ status }) => status === 'to_ship'),
    );
    check.equal(settled.payment.status, 'paid', 'the payment');
    check.equal(settled.payment.refundedFen, 0, 'nothing refunded yet');
    await eventually(
      'the live status hears of it',
      async () => stream.events,
      (events) => events.includes('changed'),
      5_000,
    );
    stream.close();
    tell(
      `${intent}: ${yuan(settled.payment.amountFen)} paid at ${settled.payment.paidAt}; ${settled.orders.length} order(s) to_ship; the open page was told`,
    );
    return { ...settled, intent };
  });
}

/** The provider sends its events again: nothing may change. */
export async function replayWebhooks(stage: Stage, world: World, browser: ApiClient, checkout: Checkout) {
  await stage.step('The provider sends its webhooks again; nothing changes', async (tell) => {
    const id = at(checkout.orders).id;
    const before = await browser.get('getOrder', { params: { id } });
    const { data } = await world.sandbox.get<Deliveries>('/_sandbox/deliveries');
    const events = data.filter(({ type }) => type === 'payment_intent.succeeded').slice(0, 3);
    check.that(events.length > 0, 'the provider has delivered payment events');
    for (const { eventId } of events) {
      await world.sandbox.post(`/_sandbox/events/${eventId}/replay`);
      await world.sandbox.post(`/_sandbox/events/${eventId}/replay`);
    }
    const waiting = async () =>
      (await world.sandbox.get<Deliveries>('/_sandbox/deliveries')).data.filter(({ state }) => state === 'waiting');
    await eventually('delivery of the repeated webhooks', waiting, (left) => left.length === 0);
    const synced = await browser.get('syncCheckout', { params: { id: checkout.id } });
    check.equal(synced.payment.status, 'paid', 'the payment after the browser returned, too');
    const after = await browser.get('getOrder', { params: { id } });
    check.equal(after, before, 'the order after doubled webhooks and the browser’s return');
    tell(`${events.length * 2} repeated deliveries and the browser’s return: ${after.steps.length} steps, paid once`);
  });
}
