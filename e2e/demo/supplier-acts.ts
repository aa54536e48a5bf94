// The cooperative: stocks its shelves, ships in two parcels.
import type { RouteResponse } from '@yigou/contracts';
import { type ApiClient, refusalOf, UnexpectedAnswer } from '../http-client/client.ts';
import { randomUUID } from 'node:crypto';
import { at, check, eventually, short, type Stage, there } from './stage.ts';
import type { World } from './world.ts';

type Product = RouteResponse<'getSupplierProduct'>;
/** Something that can be bought, as its seller sees it. */
export interface Offer {
  readonly product: Product;
  readonly sku: Product['skus'][number];
}
export interface Shop {
  readonly client: ApiClient;
  readonly supplierId: string;
  readonly supplierName: string;
  /** Two, freshly stocked. */
  readonly offers: readonly [Offer, Offer];
}
/** A parcel on its way. */
export interface Sent {
  readonly carrier: string;
  readonly waybill: string;
}

const RESTOCK = 30;

/** Two SKUs of the supplier's that anybody can buy, freshly stocked so that the play can be repeated for ever. */
export async function openShop(stage: Stage, world: World) {
  const client = world.browser('admin');
  const seller = await stage.step('The cooperative signs in to the console', async (tell) => {
    const user = await world.signIn('supplier', client);
    const seat = there(
      user.memberships.find((membership) => membership.kind === 'supplier'),
      'the demo supplier belongs to a supplier',
    );
    tell(`${user.name} · ${seat.organisationName} (${seat.role})`);
    return { client, supplierId: seat.organisationId, supplierName: seat.organisationName };
  });
  const offers = await stage.step('It puts more on the shelf; the same Idempotency-Key counts once', async (tell) => {
    const { items } = await client.get('listSupplierProducts', { query: { status: 'listed', limit: 50 } });
    check.that(items.length > 0, 'the supplier has listed products');
    const found: Offer[] = [];
    for (const { id } of items) {
      const product = await client.get('getSupplierProduct', { params: { id } });
      for (const sku of product.skus.filter((one) => one.active)) found.push({ product, sku });
      if (found.length >= 2) break;
    }
    const two = [at(found, 0), at(found, 1)] as const;
    for (const { product, sku } of two) {
      const adjust = { params: { id: sku.id }, body: { delta: RESTOCK, reason: '演示：新到一批' }, key: randomUUID() };
      const level = await client.get('adjustStock', adjust);
      check.equal(level.onHand, sku.onHand + RESTOCK, 'stock after the adjustment');
      const again = await client.get('adjustStock', adjust);
      check.equal(again.onHand, level.onHand, 'stock after the same adjustment sent again');
      tell(`${product.name} · ${sku.name}: ${sku.onHand} → ${level.onHand} pieces, ${level.reserved} held`);
    }
    return two;
  });
  return { ...seller, offers };
}

/** What the shop holds of an offer now. */
export async function levelOf(shop: Shop, { product, sku }: Offer): Promise<{ onHand: number; reserved: number }> {
  const { skus } = await shop.client.get('getSupplierProduct', { params: { id: product.id } });
  const { onHand, reserved } = there(
    skus.find((one) => one.id === sku.id),
    'the SKU is still there',
  );
  return { onHand, reserved };
}

let waybills = 0;
const newWaybill = (): string => `DEMO${Date.now().toString(36).toUpperCase()}${(waybills += 1)}`;

/** Ships an order of two lines in two parcels, one call each: it is partly shipped in between. */
export async function shipInTwoParcels(stage: Stage, shop: Shop, order: RouteResponse<'getOrder'>) {
  const waybills = [newWaybill(), newWaybill()] as const;
  await stage.step('The cooperative ships the first parcel; the order is partly shipped', async (tell) => {
    const mine = await shop.client.get('getSupplierOrder', { params: { id: order.id } });
    check.equal(mine.can.ship, true, 'the supplier may ship a paid order');
    const first = at(mine.lines);
    const ship = {
      params: { id: order.id },
      key: randomUUID(),
      body: {
        parcels: [
          { carrier: 'sf', waybill: waybills[0], lines: [{ orderLineId: first.id, quantity: first.quantity }] },
        ],
      },
    };
    const after = await shop.client.get('shipOrder', ship);
    check.equal(after.status, 'part_shipped', 'status after the first parcel');
    const again = await shop.client.get('shipOrder', ship);
    check.equal(again.parcels.length, 1, 'parcels after the same shipment sent again');
    const tooMuch = {
      params: { id: order.id },
      body: { parcels: [{ ...at(ship.body.parcels), waybill: newWaybill() }] },
    };
    const refusal = await shop.client.call('shipOrder', { ...tooMuch, expect: 409 });
    check.equal(refusal.body.error.code, 'shipment_exceeds_order', 'shipping the same pieces again is refused');
    tell(
      `顺丰 ${waybills[0]}: ${first.productName} × ${first.quantity}; shipping them twice: ${refusal.body.error.code}`,
    );
  });
  await stage.step('The second parcel goes out; the order is shipped', async (tell) => {
    const mine = await shop.client.get('getSupplierOrder', { params: { id: order.id } });
    const rest = mine.lines.filter((line) => line.shippedQuantity < line.quantity);
    check.equal(rest.length, 1, 'lines left to ship');
    const lines = rest.map((line) => ({ orderLineId: line.id, quantity: line.quantity - line.shippedQuantity }));
    const after = await shop.client.get('shipOrder', {
      params: { id: order.id },
      body: { parcels: [{ carrier: 'ems', waybill: waybills[1], lines }] },
    });
    check.equal(after.status, 'shipped', 'status after the second parcel');
    tell(
      `EMS ${waybills[1]}: ${at(rest).productName} × ${at(lines).quantity}; order ${short(order.id)} is ${after.status}`,
    );
  });
  return [
    { carrier: 'sf', waybill: waybills[0] },
    { carrier: 'ems', waybill: waybills[1] },
  ];
}

/** The carriers bring both parcels; what they report twice is shown once. */
export async function deliver(
  stage: Stage,
  world: World,
  buyer: ApiClient,
  order: RouteResponse<'getOrder'>,
  parcels: readonly Sent[],
) {
  await stage.step('The carriers collect, carry and deliver; every report comes twice', async (tell) => {
    const place = ({ carrier, waybill }: Sent): string => `/_carrier/parcels/${carrier}/${waybill}`;
    for (const parcel of parcels) {
      const followed = () =>
        world.sandbox.get<object>(place(parcel)).catch((error: unknown) => {
          if (error instanceof UnexpectedAnswer && error.answer.status === 404) return null;
          throw error;
        });
      await eventually(`the carrier hears of ${parcel.waybill}`, followed, (known) => known !== null);
      // Where parcels move by themselves it may be quicker than this.
      await world.sandbox.post(`${place(parcel)}/advance`, { steps: 'all' }).catch((error: unknown) => {
        if (refusalOf(error) !== 'parcel_delivered') throw error;
      });
      await world.sandbox.post(`${place(parcel)}/replay`);
    }
    const read = () => buyer.get('getOrder', { params: { id: order.id } });
    const isThere = (view: RouteResponse<'getOrder'>): boolean =>
      view.parcels.every((parcel) => parcel.status === 'delivered' && parcel.events.length >= 4);
    const view = await eventually('delivery of both parcels', read, isThere);
    for (const parcel of view.parcels) {
      const codes = parcel.events.map((event) => event.code).sort();
      check.equal(codes, ['collected', 'delivered', 'in_transit', 'out_for_delivery'], `events of ${parcel.waybill}`);
      tell(
        `${parcel.carrier} ${parcel.waybill}: ${parcel.events
          .map((event) => event.code)
          .reverse()
          .join(' → ')}`,
      );
    }
    check.that(view.autoConfirmAt, 'the term for confirming receipt runs from delivery');
  });
}
