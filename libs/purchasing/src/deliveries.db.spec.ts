import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { type Delivery, mostPieceFen } from '@yigou/contracts';
import { DeliveryPoints, PackingSlipPdf } from '@yigou/orders';
import { COUNTY, FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { checkInvariant } from '@yigou/platform';
import { aBudget } from '@yigou/procurement/testing';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { ORDERED_REQUISITION_INVARIANTS, PURCHASING_INVARIANTS } from './purchasing.invariants';
import { byWeight, goods, PurchasingHarness, type UnitAtWork, WANTED } from './testing';

let test: TestDatabase;
let h: PurchasingHarness;
let points: DeliveryPoints;
let unit: UnitAtWork;
let rice: string;
let [school, nursery] = ['', ''];
/** A week from now, whatever day that is: the points of these tests receive every day unless they say otherwise. */
const DAY = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
const WEEKDAY = ((new Date(`${DAY}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
const POINT = {
  name: '学校食堂',
  contact: '李师傅',
  phone: '13900000001',
  regionCode: COUNTY,
  detail: '人民路 1 号后门',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  opens: '07:30',
  closes: '10:00',
  note: '走东门，限高 3 米',
  active: true,
};
const to = (pointId: string, quantity: number, deliverOn = DAY): Delivery => ({
  pointId,
  deliverOn,
  lines: [{ skuId: rice, quantity }],
});
const of = (quantity: number) => ({ ...WANTED, budgetId: null, lines: [{ skuId: rice, quantity }] });
beforeAll(async () => {
  test = await createTestDatabase();
  h = new PurchasingHarness(test);
  points = new DeliveryPoints(test.db, test.uow, new AuditLog());
  rice = await goods(test, PRICE_FEN);
  unit = await h.unit();
  await aBudget(test, { unitId: unit.unitId, ceilingFen: 10_000_000 });
  school = (await points.create(unit.manager, POINT, aClaim())).id;
  nursery = (await points.create(unit.manager, { ...POINT, name: '幼儿园', contact: '王老师' }, aClaim())).id;
});
afterAll(async () => {
  for (const invariant of [...PURCHASING_INVARIANTS, ...ORDERED_REQUISITION_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  expect(await h.market.brokenBooks()).toEqual([]);
  await test.close();
});

describe('the delivery points of a unit', () => {
  it('are kept by its manager, have a name of their own, and are no other unit’s', async () => {
    await expect(points.create(unit.buyer, { ...POINT, name: '别处' }, aClaim())).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(points.create(unit.manager, POINT, aClaim())).rejects.toMatchObject({ code: 'delivery_point_exists' });
    await expect(points.save(unit.manager, nursery, POINT)).rejects.toMatchObject({ code: 'delivery_point_exists' });
    await expect(
      points.create(unit.manager, { ...POINT, name: '省', regionCode: '640000' }, aClaim()),
    ).rejects.toMatchObject({
      details: { fields: { regionCode: expect.any(String) } },
    });
    const other = await h.unit();
    await expect(points.save(other.manager, school, POINT)).rejects.toMatchObject({ code: 'not_found' });
    expect(await points.list(other.buyer)).toEqual([]);
    expect((await points.list(unit.buyer)).map(({ name }) => name).sort()).toEqual(['学校食堂', '幼儿园']);
  });
});

describe('a requisition to several points', () => {
  it('becomes an order for each, at the tier of all of it, and each keeps what the point said', async () => {
    const bulk = JSON.stringify({ minimum: 3, weekly: null, tiers: [{ from: 10, priceFen: 1_500 }] });
    await test.db.query('UPDATE sku SET bulk = $2::jsonb WHERE id = $1', [rice, bulk]);
    const deliveries = [to(school, 8), to(nursery, 2)];
    const id = await h.requisitions.create(unit.buyer, { ...of(10), deliverTo: '', deliveries }, aClaim());
    expect(await h.queries.get(unit.buyer, id)).toMatchObject({
      deliverOn: DAY,
      deliverTo: '学校食堂、幼儿园',
      deliveries: [{ name: '学校食堂' }, { name: '幼儿园' }],
      totalFen: 15_000,
    });
    await h.requisitions.submit(unit.buyer, id);
    await h.approve(unit.approver, id);
    const lines = [{ skuId: rice, quantity: 10 }];
    const seen = await h.market.checkouts.preview(unit.buyer.actor.userId, lines, null, {
      payer: 'unit',
      points: { unitId: unit.unitId, deliveries },
    });
    expect(seen).toMatchObject({ totalFen: 15_000 + 2 * FREIGHT_FEN, orderable: true });
    await h.order(unit.buyer, id, { expectedTotalFen: seen.totalFen }, null);
    const { orders } = await h.queries.get(unit.buyer, id);
    expect(orders).toHaveLength(2);
    const scope = { userId: unit.buyer.actor.userId };
    const views = await Promise.all(orders.map((one) => h.market.orders.view(scope, one.id)));
    expect(views.map((one) => [one.receiver.name, one.delivery?.name, one.goodsFen]).sort()).toEqual([
      ['李师傅', '学校食堂', 12_000],
      ['王老师', '幼儿园', 3_000],
    ]);
    await points.save(unit.manager, nursery, { ...POINT, name: '幼儿园', contact: '新老师', opens: '08:00' });
    const kept = await h.market.orders.view(scope, views.find((one) => one.delivery?.name === '幼儿园')?.id ?? '');
    expect(kept).toMatchObject({ receiver: { name: '王老师' }, delivery: { opens: '07:30', deliverOn: DAY } });
    await test.db.query('UPDATE sku SET bulk = NULL WHERE id = $1', [rice]);
  });

  it('is written for days on which they receive, and for points in use, and says so at the field', async () => {
    const closed = await points.create(
      unit.manager,
      { ...POINT, name: '仓库', weekdays: [(WEEKDAY % 7) + 1] },
      aClaim(),
    );
    const off = await points.create(unit.manager, { ...POINT, name: '旧食堂', active: false }, aClaim());
    const strange = (await points.create((await h.unit()).manager, POINT, aClaim())).id;
    const wrong = async (delivery: Delivery) =>
      h.requisitions
        .create(unit.buyer, { ...of(1), deliveries: [delivery] }, aClaim())
        .catch((error: unknown) => error);
    expect(await wrong(to(closed.id, 1))).toMatchObject({
      details: { fields: { 'deliveries.0.deliverOn': expect.stringContaining('“仓库”') } },
    });
    expect(await wrong(to(school, 1, '2020-01-06'))).toMatchObject({
      details: { fields: { 'deliveries.0.deliverOn': '送达日已过，请改为今天或以后' } },
    });
    for (const pointId of [off.id, strange])
      expect(await wrong(to(pointId, 1))).toMatchObject({
        details: { fields: { 'deliveries.0.pointId': expect.any(String) } },
      });
  });

  it('is not ordered once a point takes nothing in any more, nor without an address where it names no point', async () => {
    const [named, unnamed] = [await approved({ deliveries: [to(nursery, 1)] }), await approved({})];
    await points.save(unit.manager, nursery, { ...POINT, name: '幼儿园', active: false });
    const cost = { expectedTotalFen: PRICE_FEN + FREIGHT_FEN };
    await expect(h.order(unit.buyer, named, cost, null)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(h.order(unit.buyer, unnamed, cost, null)).rejects.toMatchObject({
      details: { fields: { addressId: '请选择收货地址' } },
    });
    expect(await h.queries.get(unit.buyer, named)).toMatchObject({ status: 'approved', orders: [] });
  });

  const approved = async (said: { deliveries?: Delivery[] }) => {
    const id = await h.requisitions.create(unit.buyer, { ...of(1), ...said }, aClaim());
    await h.requisitions.submit(unit.buyer, id);
    await h.approve(unit.chief, id).catch(() => h.approve(unit.approver, id));
    return id;
  };
});

describe('in the shop', () => {
  it('what is sold by weight goes to each point at the most of its pieces, and each order keeps what both say', async () => {
    const weight = { perGrams: 1_000, priceFen: 40_000, pieceGrams: 40, toleranceBp: 1_000 } as const;
    const fish = await goods(test, PRICE_FEN);
    await byWeight(test, fish, weight);
    const clinic = (await points.create(unit.manager, { ...POINT, name: '医务室' }, aClaim())).id;
    const lines = [{ skuId: fish, quantity: 3 }];
    const deliveries = [
      { ...to(school, 2), lines: [{ skuId: fish, quantity: 2 }] },
      { ...to(clinic, 1), lines: [{ skuId: fish, quantity: 1 }] },
    ];
    const expectedTotalFen = 3 * mostPieceFen(weight) + 2 * FREIGHT_FEN;
    const body = { ...h.market.body('', lines), addressId: null, deliveries, expectedTotalFen };
    const { orders } = await h.market.place.execute(unit.buyer, body, h.market.claim(unit.buyer.actor, body));
    const scope = { userId: unit.buyer.actor.userId };
    const views = await Promise.all(orders.map(({ id }) => h.market.orders.view(scope, id)));
    const kept = views.map((one) => [one.delivery?.name, one.goodsFen, one.lines.map((line) => line.weight)]);
    expect(kept.sort()).toEqual([
      ['医务室', mostPieceFen(weight), [weight]],
      ['学校食堂', 2 * mostPieceFen(weight), [weight]],
    ]);
    for (const { id } of orders) await h.market.signed(id);
    const contracts = await test.db.query<{ content: string }>(
      'SELECT content FROM order_contract WHERE order_id = ANY($1)',
      [orders.map(({ id }) => id)],
    );
    const each = {
      lines: [expect.objectContaining({ weight })],
      delivery: expect.objectContaining({ point: expect.objectContaining({ deliverOn: DAY }) }),
    };
    expect(contracts.map(({ content }) => JSON.parse(content) as unknown)).toMatchObject([each, each]);
  });

  it('a unit’s points are for what is bought for the unit alone', async () => {
    const { market } = h;
    const deliveries = [to(school, 1)];
    const body = { ...market.body('', [{ skuId: rice, quantity: 1 }]), addressId: null, deliveries };
    const place = (said: object) =>
      market.place.execute(unit.buyer, { ...body, ...said }, market.claim(unit.buyer.actor, { ...body, ...said }));
    await expect(place({ personal: true })).rejects.toMatchObject({ code: 'forbidden' });
    const { orders } = await place({});
    const id = orders[0]?.id ?? '';
    const slips = new PackingSlipPdf(test.db);
    const row = await test.db.one<{ id: string }>('SELECT supplier_id AS id FROM sales_order WHERE id = $1', [id]);
    const seller = await market.seller(row?.id ?? '');
    await expect(slips.of(seller, id)).rejects.toMatchObject({ code: 'order_not_packable' });
    await market.signed(id);
    const ref = await market.intentOf(id);
    market.gateway.pay(ref);
    await market.settle.execute(market.gateway.intent(ref));
    const { body: pdf, number } = await slips.of(seller, id);
    expect([pdf.subarray(0, 5).toString(), number]).toEqual(['%PDF-', orders[0]?.number]);
    await expect(slips.of(await market.seller(await market.supplier()), id)).rejects.toMatchObject({
      code: 'not_found',
    });
    const contract = await test.db.one<{ content: string }>('SELECT content FROM order_contract WHERE order_id = $1', [
      id,
    ]);
    expect(JSON.parse(contract?.content ?? '')).toMatchObject({
      delivery: { point: { name: '学校食堂', deliverOn: DAY } },
    });
  });
});
