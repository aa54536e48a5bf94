import { type ApiClient, intentOf, SandboxClient } from '../http-client/client.ts';
import { addresses } from './environment';
import { newWaybill } from './people';
import { enter } from './sessions';
import { shipPieces } from './shipping';

/** Orders made over HTTP as their people make them, so that a journey begins where it has something to show. */

interface Wish {
  readonly productId: string;
  readonly pieces?: number;
}

/** An order of a buyer with an address, of the first SKU of a product: `await anOrder(buyer, { productId }).paid()` gives its id. */
export const anOrder = (buyer: ApiClient, wish: Wish) => {
  const unpaid = async (): Promise<string> => (await place(buyer, wish)).orderId;
  const paid = async (): Promise<string> => {
    const { orderId, checkoutId, intent } = await place(buyer, wish);
    const sandbox = new SandboxClient(addresses.sandbox);
    await sandbox.post(`/_sandbox/pay/${intent}`, {});
    sandbox.close();
    // Coming back from paying: the shop asks the provider itself.
    await buyer.get('syncCheckout', { params: { id: checkoutId } });
    return orderId;
  };
  /** Of the seed's supplier: one piece is on its way. */
  const partShipped = async (): Promise<string> => {
    const orderId = await paid();
    await shipPieces(orderId, newWaybill(), 1);
    return orderId;
  };
  /** Likewise, all of it. */
  const shipped = async (): Promise<string> => {
    const orderId = await paid();
    await shipPieces(orderId, newWaybill(), wish.pieces ?? 1);
    return orderId;
  };
  return { unpaid, paid, partShipped, shipped };
};

async function place(buyer: ApiClient, { productId, pieces = 1 }: Wish) {
  const { skus } = await buyer.get('getProduct', { params: { id: productId } });
  const [address] = await buyer.get('listAddresses').then(({ items }) => items);
  if (!skus[0] || !address) throw new Error('an order needs a SKU and an address');
  const cart = { lines: [{ skuId: skus[0].id, quantity: pieces }], addressId: address.id };
  const { totalFen } = await buyer.get('previewCheckout', { body: cart });
  const placed = await buyer.get('placeCheckout', { body: { ...cart, expectedTotalFen: totalFen } });
  const [order] = placed.orders;
  if (!order) throw new Error('a checkout has an order');
  // What a unit orders is signed before it can be paid: by the seed's supplier, whose goods the journeys order.
  if (order.status === 'to_sign') {
    const supplier = await enter('console', 'supplier');
    await supplier.get('signOrder', { params: { id: order.id }, body: { totalFen: order.totalFen } });
  }
  const { payUrl } =
    placed.payment.payUrl === null
      ? (await buyer.get('payCheckout', { params: { id: placed.id } })).payment
      : placed.payment;
  return { orderId: order.id, checkoutId: placed.id, intent: intentOf(payUrl) };
}
