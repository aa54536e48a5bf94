import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aCertificate } from '@yigou/catalogue/testing';
import type { PlaceCheckoutBody } from '@yigou/contracts';
import { memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { checkInvariant } from '@yigou/platform';
import { PROCUREMENT } from '@yigou/procurement';
import { aBudget, anAdmission, aUnit, thisYear } from '@yigou/procurement/testing';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { unsettled } from './owed-lines';
import { ORDERS_INVARIANTS } from './orders.invariants';
import { UNIT_ORDER_INVARIANTS } from './unit-orders.invariants';
import { FREIGHT_FEN, Market, PRICE_FEN } from './testing/market';

const ONE_FEN = PRICE_FEN + FREIGHT_FEN;
let test: TestDatabase;
let market: Market;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 24 });
  market = new Market(test);
});
afterAll(() => test.close());
afterEach(async () => {
  for (const invariant of [...PROCUREMENT.invariants, ...ORDERS_INVARIANTS, ...UNIT_ORDER_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  expect(await market.brokenBooks()).toEqual([]);
});

type Buyer = Awaited<ReturnType<Market['unitBuyer']>>;
const place = ({ by, addressId }: Buyer, skuIds: readonly string[], said: Partial<PlaceCheckoutBody> = {}) => {
  const lines = skuIds.map((skuId) => ({ skuId, quantity: 1 }));
  const body = { ...market.body(addressId, lines, skuIds.length), ...said };
  return market.place.execute(by, body, market.claim(by.actor, body));
};
/** Signed by the supplier: the buyer stands before paying it. */
const signed = async (checkout: { orders: readonly { id: string }[] }) => {
  const orderId = idOf(checkout);
  await market.signed(orderId);
  return market.intentOf(orderId);
};
const pay = async (ref: string) => {
  market.gateway.pay(ref);
  await market.settle.execute(market.gateway.intent(ref));
};
const cancel = (buyer: Buyer, orderId: string) =>
  market.close.cancel(buyer.by, orderId, '不要了', market.claim(buyer.by.actor, { orderId }));
type Pieces = { readonly accepted: number; readonly refused: number };
/** Two people of the unit settle so many pieces of each line; all that was shipped when nothing is said. */
const accept = (buyer: Buyer, orderId: string, pieces?: Pieces) =>
  test.uow.run(async (tx) => {
    const order = await market.accept.lock(tx, orderId, buyer.by.seat.organisationId);
    const lines = [...order.lines.values()].map(
      (line) => [line.id, pieces ?? { accepted: unsettled(line), refused: 0 }] as const,
    );
    const said = { pieces: new Map(lines), cause: `acceptance:${newId()}`, by: buyer.by, note: '验收' };
    return market.accept.accept(tx, order, said);
  });
const balance = async (id: string) =>
  test.db.one<{ encumbered: number; spent: number }>(
    'SELECT encumbered_fen AS encumbered, spent_fen AS spent FROM budget WHERE id = $1',
    [id],
  );
/** All of the order leaves the house, or so many pieces of each line. */
async function ship(orderId: string, quantity?: number): Promise<void> {
  const supplier = await test.db.one<{ id: string }>('SELECT supplier_id AS id FROM sales_order WHERE id = $1', [
    orderId,
  ]);
  const seller = await market.seller(supplier?.id ?? '');
  await test.uow.run(async (tx) => {
    const order = await market.fulfil.lock(tx, seller, orderId);
    const pieces = new Map([...order.lines.values()].map(({ id, left }) => [id, quantity ?? left]));
    await market.fulfil.shipLines(tx, order, pieces, [{ carrier: 'sf', waybill: newId() }], seller);
  });
}
/** A paid order of a unit: five pieces of one line. */
async function fivePieces() {
  const unitId = await aUnit(test);
  const budgetId = await aBudget(test, { unitId, ceilingFen: 100 * ONE_FEN });
  const skuId = await market.sku(9);
  const buyer = await market.unitBuyer(unitId);
  const body = market.body(buyer.addressId, [{ skuId, quantity: 5 }]);
  const checkout = await market.place.execute(buyer.by, body, market.claim(buyer.by.actor, body));
  await pay(await signed(checkout));
  return { unitId, budgetId, skuId, buyer, orderId: idOf(checkout) };
}
type FivePieces = Awaited<ReturnType<typeof fivePieces>>;
const endRest = ({ buyer, orderId }: FivePieces, quantity: number) =>
  test.db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [orderId]).then((line) => {
    const body = { lines: [{ orderLineId: line?.id ?? '', quantity }], reason: '不要了' };
    return market.rest.execute(buyer.by, 'buyer', orderId, body, market.claim(buyer.by.actor, newId()));
  });
const refunded = async (orderId: string) =>
  Number(
    (await test.db.one('SELECT coalesce(sum(amount_fen), 0) AS fen FROM refund WHERE holder = $1', [orderId]))?.['fen'],
  );
const boughtBy = async (unitId: string) =>
  Number((await test.db.one('SELECT bought_fen AS fen FROM share_year WHERE unit_id = $1', [unitId]))?.['fen'] ?? 0);
const idOf = (checkout: { orders: readonly { id: string }[] }, at = 0) => checkout.orders[at]?.id ?? '';

describe('an order that is placed from a unit’s seat', () => {
  it('encumbers what all orders of the checkout cost, freight included, and names the ceiling that is breached', async () => {
    const top = await aUnit(test);
    const unitId = await aUnit(test, top);
    const above = await aBudget(test, { unitId: top, reach: 'subtree', name: '全系统食材', ceilingFen: 3 * ONE_FEN });
    const budgetId = await aBudget(test, { unitId, ceilingFen: 100 * ONE_FEN });
    const skus = [await market.sku(9), await market.sku(9)];
    const buyer = await market.unitBuyer(unitId);
    await place(buyer, skus);
    expect(await balance(budgetId)).toEqual({ encumbered: 2 * ONE_FEN, spent: 0 });
    expect(await balance(above)).toEqual({ encumbered: 2 * ONE_FEN, spent: 0 });
    await expect(place(buyer, skus)).rejects.toMatchObject({
      code: 'budget_exceeded',
      details: { budgetId: above, unitId: top, leftFen: ONE_FEN, wantedFen: 2 * ONE_FEN },
      message: expect.stringMatching(/“全系统食材”（本单位及下级）还剩 ¥30\.00，本次需要 ¥60\.00。请减少数量/),
    });
    expect((await market.stock.levels(test.db, [skus[0] ?? '']))[0]).toMatchObject({ reserved: 1 });
    await place(buyer, [skus[0] ?? '']);
  });

  it('always has a unit and a budget: what is left out is found or refused, never skipped', async () => {
    const [unitId, other] = [await aUnit(test), await aUnit(test)];
    const skuId = await market.sku(20);
    const buyer = await market.unitBuyer(unitId);
    await expect(place(buyer, [skuId])).rejects.toMatchObject({ code: 'budget_missing' });
    await aBudget(test, { unitId, year: thisYear() - 1, ceilingFen: 9 * ONE_FEN });
    await expect(place(buyer, [skuId])).rejects.toMatchObject({ code: 'budget_missing' });
    const theirs = await aBudget(test, { unitId: other, ceilingFen: 9 * ONE_FEN });
    await expect(place(buyer, [skuId], { budgetId: theirs })).rejects.toMatchObject({ code: 'not_found' });
    const union = await aBudget(test, { unitId, kind: 'union', name: '工会', ceilingFen: 9 * ONE_FEN });
    await place(buyer, [skuId], { budgetId: union });
    expect(await balance(union)).toEqual({ encumbered: ONE_FEN, spent: 0 });
    const stranger = { ...buyer, by: { ...buyer.by, seat: null } } as never as Buyer;
    await place(stranger, [skuId], { budgetId: union });
    expect(await balance(union)).toEqual({ encumbered: 2 * ONE_FEN, spent: 0 });
    const more = await memberOf(test.db, other);
    const memberships = [...buyer.by.actor.memberships, ...more.actor.memberships];
    const several = { ...stranger, by: { ...stranger.by, actor: { ...stranger.by.actor, memberships } } };
    await expect(place(several, [skuId])).rejects.toMatchObject({ code: 'seat_needed' });
    const personal = await place(several, [skuId], { personal: true });
    expect(await test.db.one('SELECT unit_id FROM sales_order WHERE id = $1', [idOf(personal)])).toEqual({
      unit_id: null,
    });
    await expect(place(several, [skuId], { personal: true, budgetId: union })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await test.db.query(
      `UPDATE budget_unit SET ending = 'abolished', ends_on = '2021-01-01' WHERE organisation_id = $1`,
      [unitId],
    );
    await expect(place(buyer, [skuId], { budgetId: union })).rejects.toMatchObject({ code: 'unit_ended' });
    await test.db.query(`UPDATE membership SET duties = '{}' WHERE user_id = $1`, [buyer.by.actor.userId]);
    await expect(place(buyer, [skuId])).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('R21: orders nothing before it is admitted where it asked to stand', async () => {
    const { unitId } = await anAdmission(test, await aUnit(test));
    await aBudget(test, { unitId, ceilingFen: 9 * ONE_FEN });
    const buyer = await market.unitBuyer(unitId);
    await expect(place(buyer, [await market.sku(9)])).rejects.toMatchObject({ code: 'unit_not_admitted' });
  });

  it('takes four statements more than a private one', async () => {
    const unitId = await aUnit(test);
    await aBudget(test, { unitId, ceilingFen: 9 * ONE_FEN });
    const skuId = await market.sku(9);
    const buyer = await market.unitBuyer(unitId);
    await place(buyer, [skuId]);
    const count = await countStatements(() => place(buyer, [skuId]));
    const private_ = await countStatements(() => place(buyer, [skuId], { personal: true }));
    expect({ count, private_ }).toEqual({ count: 11, private_: 7 });
  });

  it('spends its budget when it is finished, counts goods certified when ordered, and belongs to the year of its placing', async () => {
    const unitId = await aUnit(test);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 9 * ONE_FEN });
    const supplierId = await market.supplier();
    const { id: certificateId } = await aCertificate(test.db, { supplierId });
    const [certified, other] = [await market.sku(9, supplierId), await market.sku(9, supplierId)];
    await test.db.query(
      'UPDATE product SET certificate_id = $1 WHERE id = (SELECT product_id FROM sku WHERE id = $2)',
      [certificateId, certified],
    );
    const buyer = await market.unitBuyer(unitId);
    const finished: string[] = [];
    for (const skuId of [certified, other]) {
      const checkout = await place(buyer, [skuId]);
      await pay(await signed(checkout));
      await ship(idOf(checkout));
      finished.push(idOf(checkout));
    }
    // R29: the certificate that was valid when it was ordered counts, although it is withdrawn before the order is finished.
    await test.db.query(`UPDATE certificate SET status = 'withdrawn' WHERE id = $1`, [certificateId]);
    // Placed in the last second of the year, received when the next has begun: of the year, and of December.
    await test.db.query('UPDATE budget SET year = year - 1 WHERE id = $1', [budgetId]);
    const lastSecond = `${thisYear() - 1}-12-31T23:59:59+08:00`;
    await test.db.query('UPDATE sales_order SET created_at = $2 WHERE id = ANY($1)', [finished, lastSecond]);
    for (const orderId of finished) await accept(buyer, orderId);
    expect(await balance(budgetId)).toEqual({ encumbered: 0, spent: 2 * ONE_FEN });
    expect(
      await test.db.query('SELECT year, bought_fen, counted_fen FROM share_year WHERE unit_id = $1', [unitId]),
    ).toEqual([{ year: thisYear() - 1, bought_fen: 2 * PRICE_FEN, counted_fen: PRICE_FEN }]);
    expect(await test.db.query('SELECT month, kind, bought_fen FROM share_sale WHERE unit_id = $1', [unitId])).toEqual([
      { month: 12, kind: 'canteen', bought_fen: 2 * PRICE_FEN },
    ]);
  });
});

describe('orders of units at once', () => {
  it('never pass a ceiling while half of them are cancelled, and hold it exactly afterwards', async () => {
    const unitId = await aUnit(test);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 10 * ONE_FEN });
    const skus = await Promise.all(Array.from({ length: 8 }, () => market.sku(500)));
    const buyers = await Promise.all(Array.from({ length: 16 }, () => market.unitBuyer(unitId)));
    let [over, running] = [0, true];
    const samples = (async () => {
      while (running) {
        const now = await balance(budgetId);
        if ((now?.encumbered ?? 0) > 10 * ONE_FEN) over += 1;
      }
    })();
    let kept = 0;
    await Promise.all(
      buyers.map(async (buyer, i) => {
        for (let n = 0; n < 6; n += 1) {
          const checkout = await place(buyer, [skus[(i + n) % 8] ?? '']).catch((error: { code?: string }) => {
            expect(error.code).toBe('budget_exceeded');
            return null;
          });
          if (checkout && (i + n) % 2 === 0) await cancel(buyer, idOf(checkout));
          else if (checkout) kept += 1;
        }
      }),
    );
    running = false;
    await samples;
    expect(over).toBe(0);
    expect(await balance(budgetId)).toEqual({ encumbered: kept * ONE_FEN, spent: 0 });
  });

  it('are cancelled or paid, expired or paid, cancelled or accepted: the budget goes with what happened', async () => {
    const unitId = await aUnit(test);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 100 * ONE_FEN });
    const skuId = await market.sku(50);
    const buyer = await market.unitBuyer(unitId);
    const races = Array.from({ length: 4 }, async () => {
      const [a, b, c] = [await place(buyer, [skuId]), await place(buyer, [skuId]), await place(buyer, [skuId])];
      const [refA, refB] = [await signed(a), await signed(b)];
      await pay(await signed(c));
      await ship(idOf(c));
      await test.db.query('UPDATE sales_order SET expires_at = clock_timestamp() WHERE id = $1', [idOf(b)]);
      await Promise.allSettled([
        cancel(buyer, idOf(a)),
        pay(refA),
        market.close.expire(b.payment.id, 0),
        pay(refB),
        cancel(buyer, idOf(c)),
        accept(buyer, idOf(c)),
        accept(buyer, idOf(c)),
      ]);
    });
    await Promise.all(races);
    const held = await test.db.one<{ open: number; done: number }>(
      `SELECT (count(*) FILTER (WHERE status IN ('to_sign', 'pending_payment', 'to_ship', 'shipped')))::int AS open,
         (count(*) FILTER (WHERE status = 'completed'))::int AS done FROM sales_order WHERE unit_id = $1`,
      [unitId],
    );
    expect(held?.done).toBe(4);
    expect(await balance(budgetId)).toEqual({ encumbered: (held?.open ?? 0) * ONE_FEN, spent: 4 * ONE_FEN });
  });
});

describe('what a unit accepts of its order', () => {
  it('is taken in parts; the rest is refunded, the budget freed to the fen, and only what was accepted counts', async () => {
    const five = await fivePieces();
    const { buyer, orderId, budgetId, unitId, skuId } = five;
    await expect(accept(buyer, orderId)).rejects.toMatchObject({ code: 'order_not_acceptable' });
    await ship(orderId, 3);
    await expect(accept(buyer, orderId, { accepted: 3, refused: 1 })).rejects.toMatchObject({
      code: 'acceptance_exceeds_shipped',
      details: { left: 3, wanted: 4 },
    });
    expect(await accept(buyer, orderId, { accepted: 1, refused: 1 })).toBe(PRICE_FEN);
    expect(await market.statusOf(orderId)).toBe('part_shipped');
    expect(await balance(budgetId)).toEqual({ encumbered: 4 * PRICE_FEN + FREIGHT_FEN, spent: 0 });
    await ship(orderId);
    expect(await accept(buyer, orderId, { accepted: 2, refused: 0 })).toBe(0);
    expect([await market.statusOf(orderId), await boughtBy(unitId)]).toEqual(['shipped', 0]);
    expect(await accept(buyer, orderId, { accepted: 0, refused: 1 })).toBe(PRICE_FEN);
    expect(await market.statusOf(orderId)).toBe('completed');
    expect(await balance(budgetId)).toEqual({ encumbered: 0, spent: 3 * PRICE_FEN + FREIGHT_FEN });
    expect([await boughtBy(unitId), await refunded(orderId)]).toEqual([3 * PRICE_FEN, 2 * PRICE_FEN]);
    // What was refused left the house: it is not back on hand.
    expect((await market.stock.levels(test.db, [skuId]))[0]).toMatchObject({ onHand: 4, reserved: 0 });
    await expect(accept(buyer, orderId, { accepted: 1, refused: 0 })).rejects.toMatchObject({
      code: 'order_not_acceptable',
    });
  });

  it('may be nothing: the freight alone is spent, and nothing is counted', async () => {
    const { buyer, orderId, budgetId, unitId } = await fivePieces();
    await ship(orderId);
    await accept(buyer, orderId, { accepted: 0, refused: 5 });
    expect(await market.statusOf(orderId)).toBe('completed');
    expect(await balance(budgetId)).toEqual({ encumbered: 0, spent: FREIGHT_FEN });
    expect(await boughtBy(unitId)).toBe(0);
  });

  it('finishes the order when what was not sent is ended and all that was is accepted', async () => {
    const five = await fivePieces();
    await ship(five.orderId, 3);
    await accept(five.buyer, five.orderId, { accepted: 3, refused: 0 });
    await endRest(five, 1);
    expect(await market.statusOf(five.orderId)).toBe('part_shipped');
    await endRest(five, 1);
    expect(await market.statusOf(five.orderId)).toBe('completed');
    expect(await balance(five.budgetId)).toEqual({ encumbered: 0, spent: 3 * PRICE_FEN + FREIGHT_FEN });
    expect(await boughtBy(five.unitId)).toBe(3 * PRICE_FEN);
  });

  it('is not confirmed by the buyer alone, nor seen by another unit; after the term what was shipped counts', async () => {
    const { buyer, orderId, budgetId, unitId } = await fivePieces();
    await ship(orderId);
    await expect(
      market.complete.confirm(buyer.by, orderId, market.claim(buyer.by.actor, { orderId })),
    ).rejects.toMatchObject({ code: 'order_needs_acceptance' });
    const view = await market.orders.view({ userId: buyer.by.actor.userId }, orderId);
    expect(view).toMatchObject({ forUnit: true, can: { confirm: false } });
    const stranger = await market.unitBuyer(await aUnit(test));
    await expect(accept(stranger, orderId)).rejects.toMatchObject({ code: 'not_found' });
    await test.uow.run((tx) => market.fulfil.startReceiptTerm(tx, orderId, { days: 10, unitDays: 15 }));
    const term = await test.db.one(
      `SELECT auto_confirm_at > clock_timestamp() + interval '14 days' AS longer FROM sales_order WHERE id = $1`,
      [orderId],
    );
    expect(term).toEqual({ longer: true });
    await accept(buyer, orderId, { accepted: 0, refused: 1 });
    await test.db.query('UPDATE sales_order SET auto_confirm_at = clock_timestamp() WHERE id = $1', [orderId]);
    await market.complete.confirmDue(50);
    expect(await market.statusOf(orderId)).toBe('completed');
    expect(await balance(budgetId)).toEqual({ encumbered: 0, spent: 4 * PRICE_FEN + FREIGHT_FEN });
    expect(await boughtBy(unitId)).toBe(4 * PRICE_FEN);
  });

  it('races with itself, with the end of the rest, the next parcel and the end of the term: every piece has one end', async () => {
    const races = Array.from({ length: 6 }, async () => {
      const five = await fivePieces();
      const { buyer, orderId } = five;
      await ship(orderId, 3);
      await Promise.allSettled([
        accept(buyer, orderId, { accepted: 1, refused: 1 }),
        accept(buyer, orderId, { accepted: 2, refused: 1 }),
        endRest(five, 2),
        ship(orderId, 2),
        cancel(buyer, orderId),
      ]);
      await Promise.allSettled([accept(buyer, orderId, { accepted: 0, refused: 1 }), accept(buyer, orderId)]);
      await test.db.query('UPDATE sales_order SET auto_confirm_at = clock_timestamp() WHERE id = $1', [orderId]);
      await Promise.allSettled([market.complete.confirmDue(50), accept(buyer, orderId)]);
      const line = await test.db.one<{ refused: number; ended: number }>(
        'SELECT refused_quantity AS refused, ended_quantity AS ended FROM order_line WHERE order_id = $1',
        [orderId],
      );
      const back = ((line?.refused ?? 0) + (line?.ended ?? 0)) * PRICE_FEN;
      expect(await market.statusOf(orderId)).toBe('completed');
      expect(await refunded(orderId)).toBe(back);
      expect(await balance(five.budgetId)).toEqual({ encumbered: 0, spent: 5 * PRICE_FEN + FREIGHT_FEN - back });
    });
    await Promise.all(races);
  });
});
