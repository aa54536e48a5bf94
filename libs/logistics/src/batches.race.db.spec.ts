import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { ShipOrderBody } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { ORDERS_ENTITIES } from '@yigou/orders';
import { COUNTY, Market } from '@yigou/orders/testing';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { recallBatches } from '@yigou/traceability';
import { aCertificate } from '@yigou/orders/testing';
import { ShipOrder } from './ship-order';

let test: TestDatabase;
let market: Market;
let shipping: ShipOrder;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 24, entities: ORDERS_ENTITIES });
  market = new Market(test);
  shipping = new ShipOrder(test.uow, market.fulfil, new AuditLog());
});
afterAll(() => test.close());

/** What a piece of the market's SKU weighs. */
const PIECE_GRAMS = 10;
let serial = 0;

async function certificateOf(supplierId: string): Promise<string> {
  return (await aCertificate(test.db, { supplierId, regionCode: COUNTY })).id;
}

async function batchOf(supplierId: string, certificateId: string, grams: number, villages: string[] = []) {
  const id = newId();
  const number = `PC${(serial += 1)}`;
  await test.db.query(
    `INSERT INTO batch (id, number, supplier_id, certificate_id, harvested_on, quantity_grams, inspection) VALUES ($1, $2, $3, $4, '2020-09-01', $5, '合格')`,
    [id, number, supplierId, certificateId, grams],
  );
  for (const village of villages) {
    const household = newId();
    await test.db.query(
      `WITH h AS (INSERT INTO household (id, region_code, township, village, name_sealed, id_number_sealed, key_id, id_blind, name_masked,
           id_masked, people, status) VALUES ($1, $2, '吉强镇', $3, '', '', 'k', $4, '张*', '6404**', 3, 'registered'))
       INSERT INTO batch_household (batch_id, household_id) VALUES ($5, $1)`,
      [household, COUNTY, village, Buffer.from(household), id],
    );
  }
  return { id, number };
}

/** A certified SKU of a new supplier. */
async function goods() {
  const supplierId = await market.supplier();
  const skuId = await market.sku(1_000, supplierId);
  const certificateId = await certificateOf(supplierId);
  await test.db.query('UPDATE product SET certificate_id = $1 WHERE id = (SELECT product_id FROM sku WHERE id = $2)', [
    certificateId,
    skuId,
  ]);
  return { supplierId, skuId, certificateId };
}

async function paidOrder({ supplierId, skuId }: { supplierId: string; skuId: string }, quantity: number) {
  const { actor, checkout } = await market.paid([{ skuId, quantity }]);
  const orderId = checkout.orders[0]?.id ?? '';
  const lineId = (await market.orders.view({ supplierId }, orderId)).lines[0]?.id ?? '';
  const parcel = (...lines: [pieces: number, batchId: string | null][]): ShipOrderBody['parcels'][number] => ({
    carrier: 'sf',
    waybill: `SB${String((serial += 1)).padStart(10, '0')}`,
    lines: lines.map(([pieces, batchId]) => ({ orderLineId: lineId, quantity: pieces, batchId })),
  });
  const seller = await market.seller(supplierId);
  const ship = (...parcels: ShipOrderBody['parcels']) =>
    shipping.execute(seller, orderId, { parcels }, market.claim(seller.actor, newId()));
  return { actor, orderId, parcel, ship };
}

const shippedOf = (batchId: string) =>
  test.db
    .one<{ grams: number }>('SELECT shipped_grams AS grams FROM batch WHERE id = $1', [batchId])
    .then((row) => row?.grams);

describe('a batch', () => {
  it('is never shipped beyond what was harvested, however many shipments name it at once', async () => {
    const given = await goods();
    const batch = await batchOf(given.supplierId, given.certificateId, 13 * PIECE_GRAMS + 5);
    const orders = [];
    for (let i = 0; i < 20; i += 1) orders.push(await paidOrder(given, 1));
    const results = await Promise.allSettled(orders.map((order) => order.ship(order.parcel([1, batch.id]))));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(7);
    for (const reason of refused)
      expect(reason).toMatchObject({
        code: 'batch_exceeded',
        details: { batchId: batch.id, number: batch.number, leftGrams: 5, wantedGrams: PIECE_GRAMS },
      });
    expect(await shippedOf(batch.id)).toBe(13 * PIECE_GRAMS);
    expect(await market.brokenBooks()).toEqual([]);
  });

  it('counts what several parcels of a shipment take from it together, all or nothing', async () => {
    const given = await goods();
    const batch = await batchOf(given.supplierId, given.certificateId, 3 * PIECE_GRAMS);
    const order = await paidOrder(given, 4);
    await expect(order.ship(order.parcel([2, batch.id]), order.parcel([2, batch.id]))).rejects.toMatchObject({
      code: 'batch_exceeded',
      details: { leftGrams: 30, wantedGrams: 40 },
    });
    expect(await shippedOf(batch.id)).toBe(0);
    await order.ship(order.parcel([2, batch.id]), order.parcel([1, batch.id]), order.parcel([1, null]));
    expect(await shippedOf(batch.id)).toBe(3 * PIECE_GRAMS);
    expect(await market.statusOf(order.orderId)).toBe('shipped');
  });

  it('of another supplier, another certificate or an unweighed packing is refused', async () => {
    const [given, other] = [await goods(), await goods()];
    const order = await paidOrder(given, 2);
    const foreign = await batchOf(other.supplierId, other.certificateId, 1_000);
    await expect(order.ship(order.parcel([1, foreign.id]))).rejects.toMatchObject({ code: 'not_found' });
    const otherGoods = await batchOf(given.supplierId, await certificateOf(given.supplierId), 1_000);
    await expect(order.ship(order.parcel([1, otherGoods.id]))).rejects.toMatchObject({ code: 'validation_failed' });
    const own = await batchOf(given.supplierId, given.certificateId, 1_000);
    await expect(order.ship(order.parcel([1, own.id], [1, null]))).rejects.toMatchObject({ code: 'validation_failed' });
    await test.db.query('UPDATE order_line SET net_weight_grams = NULL WHERE order_id = $1', [order.orderId]);
    await expect(order.ship(order.parcel([1, own.id]))).rejects.toMatchObject({ code: 'validation_failed' });
    await order.ship(order.parcel([2, null]));
    expect([await shippedOf(foreign.id), await shippedOf(otherGoods.id), await shippedOf(own.id)]).toEqual([0, 0, 0]);
  });

  it('is on the order that the buyer reads, which stays one statement', async () => {
    const given = await goods();
    const batch = await batchOf(given.supplierId, given.certificateId, 1_000, ['龙王坝村', '大滩村', '大滩村']);
    const order = await paidOrder(given, 3);
    await order.ship(order.parcel([2, batch.id]));
    await order.ship(order.parcel([1, null]));
    const scope = { userId: order.actor.userId };
    const view = await market.orders.view(scope, order.orderId);
    expect(view.parcels.map((parcel) => parcel.lines.map((line) => [line.quantity, line.batch]))).toEqual([
      [
        [
          2,
          {
            number: batch.number,
            harvestedOn: '2020-09-01',
            households: 3,
            inspection: '合格',
            villages: expect.arrayContaining(['大滩村', '龙王坝村']),
          },
        ],
      ],
      [[1, null]],
    ]);
    expect(view.parcels[0]?.lines[0]?.batch?.villages).toHaveLength(2);
    expect(await countStatements(() => market.orders.view(scope, order.orderId))).toBe(1);
  });

  it('that is recalled while shipments of it are recorded: what went before is known by then, and nothing goes after', async () => {
    const given = await goods();
    const batch = await batchOf(given.supplierId, given.certificateId, 1_000);
    const orders = [];
    for (let i = 0; i < 12; i += 1) orders.push(await paidOrder(given, 1));
    const recall = async () =>
      test.uow.run(async (tx) => {
        const [recalled] = await recallBatches(tx, [batch.number]);
        const sent = await tx.one<{ pieces: number }>(
          'SELECT coalesce(sum(quantity), 0)::int AS pieces FROM parcel_line WHERE batch_id = $1',
          [batch.id],
        );
        return { ...recalled, sent: sent?.pieces };
      });
    const shipping = orders.map((order) => order.ship(order.parcel([1, batch.id])));
    const [recalled, again] = await Promise.allSettled([recall(), recall()]);
    const results = await Promise.allSettled(shipping);
    const gone = results.filter(({ status }) => status === 'fulfilled').length;
    for (const result of results)
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'batch_recalled', details: { number: batch.number } });
    const said = [recalled, again].flatMap((result) => (result?.status === 'fulfilled' ? [result.value] : []));
    // Pressed twice: one recalls, and it has seen all that had left.
    expect(said).toEqual([expect.objectContaining({ sent: gone, leftGrams: 1_000 - gone * PIECE_GRAMS })]);
    expect(await shippedOf(batch.id)).toBe(gone * PIECE_GRAMS);
    expect(await market.brokenBooks()).toEqual([]);
  });

  it('is recalled by its number, with others of the same product alone', async () => {
    const [given, other] = [await goods(), await goods()];
    const batch = await batchOf(given.supplierId, given.certificateId, 1_000);
    const foreign = await batchOf(other.supplierId, other.certificateId, 1_000);
    const recall = (...numbers: string[]) => test.uow.run((tx) => recallBatches(tx, numbers));
    await expect(recall(batch.number, foreign.number)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(recall(batch.number, 'PC0')).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await recall(batch.number)).toMatchObject([
      { id: batch.id, supplierId: given.supplierId, leftGrams: 1_000 },
    ]);
    await expect(recall(batch.number)).rejects.toMatchObject({ code: 'batch_recalled' });
  });
});
