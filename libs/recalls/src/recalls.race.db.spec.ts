import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { Evidence } from '@yigou/evidence';
import { FulfilOrders, ORDERS_ENTITIES } from '@yigou/orders';
import { aCertificate, COUNTY, Market, PRICE_FEN } from '@yigou/orders/testing';
import { aSku } from '@yigou/catalogue/testing';
import { memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { ShipOrder } from '@yigou/logistics';
import { Notices } from '@yigou/notifications';
import { checkInvariant } from '@yigou/platform';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CloseRecalled } from './close-recalled';
import { HoldNewPackings } from './hold-goods';
import { OpenRecall } from './open-recall';
import { RecallQueries } from './recalls.queries';
import { RECALLS_INVARIANTS } from './recalls.invariants';
import { RunRecall } from './run-recall';
import { TellRecalls } from './tell-recalls';

let test: TestDatabase;
let market: Market;
let opening: OpenRecall;
let running: RunRecall;
let telling: TellRecalls;
let recalls: RecallQueries;
let shipping: ShipOrder;
let serial = 0;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 24, entities: ORDERS_ENTITIES });
  market = new Market(test);
  const parts = [new Evidence(), new Notices(), new AuditLog()] as const;
  opening = new OpenRecall(test.uow, market.stock, ...parts);
  running = new RunRecall(test.uow, market.stock, ...parts);
  telling = new TellRecalls(test.uow, parts[1]);
  recalls = new RecallQueries(test.db, parts[0]);
  shipping = new ShipOrder(test.uow, new FulfilOrders(market.stock), parts[2]);
});
afterAll(() => test.close());

/** A certified SKU of a new supplier with a batch. */
async function goods(pieces = 1_000) {
  const supplierId = await market.supplier();
  const skuId = await market.sku(pieces, supplierId);
  const certificate = await aCertificate(test.db, { supplierId, regionCode: COUNTY });
  await test.db.query('UPDATE product SET certificate_id = $1 WHERE id = (SELECT product_id FROM sku WHERE id = $2)', [
    certificate.id,
    skuId,
  ]);
  const [batchId, number] = [newId(), `PC201129${String((serial += 1)).padStart(6, '0')}`];
  await test.db.query(
    `INSERT INTO batch (id, number, supplier_id, certificate_id, harvested_on, quantity_grams) VALUES ($1, $2, $3, $4, '2020-09-01', 100000)`,
    [batchId, number, supplierId, certificate.id],
  );
  return { supplierId, skuId, batchId, number, manager: await memberOf(test.db, supplierId, { role: 'manager' }) };
}
type Goods = Awaited<ReturnType<typeof goods>>;

const body = ({ number }: Goods) => ({
  batchNumbers: [number],
  grade: 'first' as const,
  reason: '抽检发现致病菌超标',
  advice: '请立即停止食用',
  evidenceIds: [],
});
const open = (given: Goods, claim = aClaim()) => opening.execute(given.manager, 'supplier', body(given), claim);

async function ship(given: Goods, orderId: string, batchId: string | null): Promise<void> {
  const line = (await market.orders.view({ supplierId: given.supplierId }, orderId)).lines[0]?.id ?? '';
  const parcel = {
    carrier: 'sf' as const,
    waybill: `RC${String((serial += 1)).padStart(10, '0')}`,
    lines: [{ orderLineId: line, quantity: 1, batchId }],
  };
  await shipping.execute(given.manager, orderId, { parcels: [parcel] }, aClaim());
}
const orderOf = ({ checkout }: Awaited<ReturnType<Market['buy']>>) => checkout.orders[0]?.id ?? '';

describe('a recall', () => {
  it('that is opened while goods are ordered and sent names all that was quicker, and nothing comes after', async () => {
    const given = await goods();
    const paid = [];
    for (let i = 0; i < 4; i += 1) paid.push(orderOf(await market.paid([{ skuId: given.skuId, quantity: 1 }])));
    const sending = paid.map((id) => ship(given, id, given.batchId));
    const buying = Array.from({ length: 4 }, () => market.buy([{ skuId: given.skuId, quantity: 1 }]));
    const claim = aClaim();
    const twice = await Promise.all([open(given, claim), open(given, claim)]);
    const sent = await Promise.allSettled(sending);
    const bought = await Promise.allSettled(buying);
    expect(new Set(twice).size).toBe(1);
    const ids = paid.filter((_, at) => sent[at]?.status === 'fulfilled');
    const placed = bought.flatMap((result) => (result.status === 'fulfilled' ? [orderOf(result.value)] : []));
    for (const result of [...sent, ...bought])
      if (result.status === 'rejected')
        expect(['batch_recalled', 'goods_stopped', 'insufficient_stock']).toContain(
          (result.reason as { code: string }).code,
        );
    const { lines, figures, stock } = await recalls.view(given.manager, 'supplier', twice[0] ?? '');
    const named = (kind: string) => lines.filter((line) => line.kind === kind).map(({ orderId }) => orderId);
    expect(named('shipped').sort()).toEqual(ids.sort());
    expect(named('owed').sort()).toEqual([...paid.filter((id) => !ids.includes(id)), ...placed].sort());
    expect(stock).toMatchObject([{ skuId: given.skuId, pieces: 1_000 - 4 - placed.length }]);
    expect(figures).toMatchObject({ orders: 4 + placed.length, told: 0, shipped: ids.length });
    await expect(market.buy([{ skuId: given.skuId, quantity: 1 }])).rejects.toMatchObject({
      code: 'insufficient_stock',
    });
    expect(await market.brokenBooks()).toEqual([]);
  });

  it('tells each who has goods of it once, however often and by however many it is driven', async () => {
    const given = await goods();
    const first = await market.paid([{ skuId: given.skuId, quantity: 1 }]);
    const second = await market.paid([{ skuId: given.skuId, quantity: 1 }]);
    const unpaid = await market.buy([{ skuId: given.skuId, quantity: 1 }]);
    await ship(given, orderOf(first), given.batchId);
    const third = await market.paid([{ skuId: given.skuId, quantity: 1 }]);
    await ship(given, orderOf(third), null);
    const id = await open(given);
    await Promise.all([telling.run(1), telling.run(1), telling.run(2)]);
    await telling.run();
    const { number, figures } = await recalls.view(given.manager, 'supplier', id);
    expect(figures).toMatchObject({ orders: 4, told: 4, shipped: 1, unknown: 1, owed: 2 });
    const bodies = await Promise.all(
      [first, third, second, unpaid].map(({ actor }) =>
        test.db.query<{ body: string }>('SELECT body FROM notice WHERE user_id = $1 AND link = $2', [
          actor.userId,
          `/recalls/${number}`,
        ]),
      ),
    );
    expect(bodies.map((one) => one.length)).toEqual([1, 1, 1, 1]);
    const [has, may, waits, owes] = bodies.map((one) => one[0]?.body ?? '');
    expect(has).toContain(`属于召回批次 ${given.number}`);
    expect(may).toContain('可能属于');
    expect(waits).toContain('可以取消订单、原路退款');
    expect(owes).toContain('请不要付款，订单会自动关闭');
    const closing = new CloseRecalled(test.db, market.close);
    await Promise.all([closing.run(1), closing.run(1)]);
    const after = await Promise.all([first, second, third, unpaid].map((one) => market.statusOf(orderOf(one))));
    expect(after).toEqual(['shipped', 'to_ship', 'shipped', 'cancelled']);
    expect(await closing.run(1)).toBe(0);
    expect(await market.brokenBooks()).toEqual([]);
  });

  it('stops packings that are made while it is open, and names who was quicker', async () => {
    const given = await goods(10);
    const id = await open(given);
    const product = await test.db.one<{ id: string }>('SELECT product_id AS id FROM sku WHERE id = $1', [given.skuId]);
    const { id: skuId } = await aSku(test.db, {
      name: '尝鲜装',
      productId: product?.id ?? '',
      netWeightGrams: 10,
      priceFen: PRICE_FEN,
    });
    await test.uow.run((tx) => market.stock.adjust(tx, { skuId, delta: 50, reason: 'import', reference: 'test' }));
    const holding = new HoldNewPackings(test.db, test.uow, market.stock);
    const buying = Array.from({ length: 8 }, () => market.buy([{ skuId, quantity: 1 }]));
    const stopped = await Promise.all([holding.run(), holding.run()]);
    const bought = await Promise.allSettled(buying);
    const placed = bought.flatMap((result) => (result.status === 'fulfilled' ? [orderOf(result.value)] : []));
    expect(stopped.toSorted()).toEqual([0, 1]);
    const { lines, stock } = await recalls.view(given.manager, 'supplier', id);
    expect(lines.map(({ orderId }) => orderId).sort()).toEqual(placed.sort());
    expect(stock.find((one) => one.skuId === skuId)).toMatchObject({ pieces: 50 - placed.length });
    await expect(market.buy([{ skuId, quantity: 1 }])).rejects.toMatchObject({ code: 'insufficient_stock' });
    await running.setAside(given.manager, id, { lines: [] });
    expect(await holding.run()).toBe(0);
    await market.buy([{ skuId, quantity: 1 }]);
    expect(await market.brokenBooks()).toEqual([]);
  });

  it('ends with a report on what was destroyed; the rest is sold again, the batch is not', async () => {
    const given = await goods(10);
    const waiting = orderOf(await market.paid([{ skuId: given.skuId, quantity: 1 }]));
    const id = await open(given);
    await expect(open(given)).rejects.toMatchObject({ code: 'batch_recalled' });
    const report = { causes: '清洗消毒不到位', measures: '停产整改并全部销毁', evidenceIds: [] as string[] };
    await expect(running.report(given.manager, id, report)).rejects.toMatchObject({ code: 'recall_not_set_aside' });
    const check = (destroyed: number, by = given.manager) =>
      running.setAside(by, id, { lines: [{ skuId: given.skuId, destroyed }] });
    await expect(check(10)).rejects.toMatchObject({ code: 'validation_failed' });
    const stranger = (await goods(1)).manager;
    await expect(check(1, stranger)).rejects.toMatchObject({ code: 'not_found' });
    const pressed = await Promise.allSettled([check(4), check(4)]);
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await market.stock.levels(test.db, [given.skuId])).toMatchObject([{ onHand: 6, reserved: 1 }]);
    await expect(ship(given, waiting, given.batchId)).rejects.toMatchObject({ code: 'batch_recalled' });
    await ship(given, waiting, null);
    await running.report(given.manager, id, report);
    const { status, report: said, can } = await recalls.view(given.manager, 'supplier', id);
    expect([status, said?.figures.heldDestroyed, can.report]).toEqual(['reported', 4, false]);
    for (const invariant of RECALLS_INVARIANTS)
      expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
    const shown = await recalls.viewPublic((await recalls.view(given.manager, 'supplier', id)).number);
    expect(shown).toMatchObject({ batches: [{ number: given.number }], reason: '抽检发现致病菌超标' });
  });
});
