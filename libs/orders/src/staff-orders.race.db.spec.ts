import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { aCertificate } from '@yigou/catalogue/testing';
import type { Actor } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { checkInvariant, PolicyParameters } from '@yigou/platform';
import { PROCUREMENT, ShareProgressQueries, Staff } from '@yigou/procurement';
import { aBudget, aSeat, aUnit, thisYear } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { unsettled } from './owed-lines';
import { ShareProof } from './share-proof';
import { anOrder } from './testing/an-order';
import { Market, PRICE_FEN } from './testing/market';
import { UNIT_ORDER_INVARIANTS } from './unit-orders.invariants';

let test: TestDatabase;
let market: Market;
let staff: Staff;
let skuId: string;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 24 });
  market = new Market(test);
  staff = new Staff(test.db, test.uow, new AuditLog());
  skuId = await market.sku(200);
  const product = await test.db.one<{ id: string; supplierId: string }>(
    'SELECT p.id, p.supplier_id AS "supplierId" FROM product p JOIN sku k ON k.product_id = p.id WHERE k.id = $1',
    [skuId],
  );
  const certificate = await aCertificate(test.db, { supplierId: product?.supplierId ?? '' });
  await test.db.query('UPDATE product SET certificate_id = $2 WHERE id = $1', [product?.id, certificate.id]);
});
afterAll(() => test.close());
afterEach(async () => {
  await new ShareProof(test.uow).prove();
  for (const invariant of [...PROCUREMENT.invariants, ...UNIT_ORDER_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
});

interface Buyer {
  readonly actor: Actor;
  readonly addressId: string;
}
/** A unit with a code for its staff. */
async function unit() {
  const id = await aUnit(test);
  const manager = await aSeat(test, { kind: 'agency', organisationId: id });
  return { id, manager, code: (await staff.renewCode(manager)).code ?? '' };
}
const bind = ({ actor }: Buyer, code: string) => staff.bind(market.asBuyer(actor), code);
const leave = ({ actor }: Buyer) => staff.leave(market.asBuyer(actor));
/** Ordered and paid, so many pieces; answers the order's id. */
async function order({ actor, addressId }: Buyer, quantity = 1): Promise<string> {
  const body = market.body(addressId, [{ skuId, quantity }]);
  const checkout = await market.place.execute(market.asBuyer(actor), body, market.claim(actor, body));
  const ref = checkout.payment.payUrl?.split('/').at(-1) ?? '';
  market.gateway.pay(ref);
  await market.settle.execute(market.gateway.intent(ref));
  return checkout.orders[0]?.id ?? '';
}
async function ship(orderId: string, quantity?: number): Promise<void> {
  const row = await test.db.one<{ id: string }>('SELECT supplier_id AS id FROM sales_order WHERE id = $1', [orderId]);
  const seller = await market.seller(row?.id ?? '');
  await test.uow.run(async (tx) => {
    const locked = await market.fulfil.lock(tx, seller, orderId);
    const pieces = new Map([...locked.lines.values()].map(({ id, left }) => [id, quantity ?? left]));
    await market.fulfil.shipLines(tx, locked, pieces, [{ carrier: 'sf', waybill: newId() }], seller);
  });
}
const receive = ({ actor }: Buyer, orderId: string) =>
  market.complete.confirm(market.asBuyer(actor), orderId, market.claim(actor, { orderId, at: newId() }));
const countsTo = async (orderId: string) =>
  (await test.db.one<{ unit: string | null }>('SELECT staff_unit_id AS unit FROM sales_order WHERE id = $1', [orderId]))
    ?.unit;

/** Of certified goods, from a budget of the unit, accepted by it; answers what it comes to. */
async function ofUnit(
  { id: unitId, manager }: Awaited<ReturnType<typeof unit>>,
  kind: 'canteen' | 'union',
  quantity: number,
) {
  const budgetId = await aBudget(test, { unitId, kind, ceilingFen: 1_000_000 });
  const { order: made } = await anOrder(test.db, { unitId, budgetId, quantity }).shipped();
  await test.db.query(`UPDATE order_line SET certificate_number = 'C1' WHERE order_id = $1`, [made.id]);
  await test.uow.run(async (tx) => {
    const locked = await market.accept.lock(tx, made.id, unitId);
    const pieces = [...locked.lines.values()].map(
      (line) => [line.id, { accepted: unsettled(line), refused: 0 }] as const,
    );
    const said = { pieces: new Map(pieces), cause: `acceptance:${newId()}`, by: manager, note: '验收' };
    return market.accept.accept(tx, locked, said);
  });
  return made.goodsFen;
}

describe('R8: what staff buy for themselves', () => {
  it('counts to the unit that they were bound to when they ordered it, once it is paid and finished, shown apart', async () => {
    const one = await unit();
    const { id, manager, code } = one;
    const buyer = await market.buyer();
    const before = await order(buyer);
    expect(await bind(buyer, ` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `)).toMatchObject({ unit: { id } });
    const bound = await order(buyer, 3);
    await leave(buyer);
    const after = await order(buyer);
    expect([await countsTo(before), await countsTo(bound), await countsTo(after)]).toEqual([null, id, null]);
    await ship(bound, 2);
    const line = await test.db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [bound]);
    const rest = { lines: [{ orderLineId: line?.id ?? '', quantity: 1 }], reason: '不要了' };
    await market.rest.execute(market.asBuyer(buyer.actor), 'buyer', bound, rest, market.claim(buyer.actor, newId()));
    for (const private_ of [before, after]) await ship(private_);
    expect(await staff.overview(manager)).toMatchObject({ boughtFen: 0, bound: 0 });
    // Once, however often it is confirmed; and neither what was ordered before nor what was after.
    await Promise.allSettled([
      receive(buyer, bound),
      receive(buyer, bound),
      receive(buyer, before),
      receive(buyer, after),
    ]);
    expect(await staff.overview(manager)).toMatchObject({ boughtFen: 2 * PRICE_FEN, countedFen: 2 * PRICE_FEN });
    const [ownFen, unionFen] = [await ofUnit(one, 'canteen', 1), await ofUnit(one, 'union', 4)];
    const progress = new ShareProgressQueries(test.db, new PolicyParameters(test.db));
    expect(await progress.own(manager, thisYear())).toMatchObject({
      countedFen: ownFen + unionFen + 2 * PRICE_FEN,
      parts: { ownFen, unionFen, staffFen: 2 * PRICE_FEN },
    });
  });

  it('is bound to one unit at a time, by a code that holds, however many are used at once', async () => {
    const [a, b] = [await unit(), await unit()];
    const buyer = await market.buyer();
    const results = await Promise.allSettled([bind(buyer, a.code), bind(buyer, b.code), bind(buyer, a.code)]);
    const bound = (await staff.binding(market.asBuyer(buyer.actor))).unit?.id;
    expect(results.map(({ status }) => status)).toEqual(
      [a, b, a].map(({ id }) => (id === bound ? 'fulfilled' : 'rejected')),
    );
    const [mine, other] = bound === a.id ? [a, b] : [b, a];
    await expect(bind(buyer, other.code)).rejects.toMatchObject({ code: 'staff_bound' });
    const { code } = await staff.renewCode(mine.manager);
    const late = await market.buyer();
    await expect(bind(late, mine.code)).rejects.toMatchObject({ code: 'staff_code_unknown' });
    await bind(late, code ?? '');
    expect(await staff.overview(mine.manager)).toMatchObject({ bound: 2 });
    await staff.closeCode(mine.manager);
    await expect(bind(await market.buyer(), code ?? '')).rejects.toMatchObject({ code: 'staff_code_unknown' });
    await test.db.query(
      `UPDATE budget_unit SET ending = 'abolished', ends_on = '2021-01-01' WHERE organisation_id = ANY($1)`,
      [[mine.id, other.id]],
    );
    await expect(bind(await market.buyer(), other.code)).rejects.toMatchObject({ code: 'staff_code_unknown' });
    expect(await countsTo(await order(late))).toBeNull();
  });

  it('is bound, left, ordered and received at once: each order counts to what it says, and to nothing twice', async () => {
    const { id, manager, code } = await unit();
    const buyers = await market.buyers(4);
    const orders = await Promise.all(
      buyers.map(async (buyer) => {
        await bind(buyer, code);
        const first = await order(buyer);
        await ship(first);
        const placed = order(buyer);
        const received = await Promise.allSettled([
          receive(buyer, first),
          leave(buyer),
          bind(buyer, code),
          receive(buyer, first),
          placed,
        ]);
        expect([received[0], received[3]].filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        const second = await placed;
        await ship(second);
        await Promise.allSettled([receive(buyer, second), leave(buyer), receive(buyer, second)]);
        return [first, second];
      }),
    );
    const counted = await Promise.all(orders.flat().map(countsTo));
    expect(counted.filter((unitId, at) => at % 2 === 0 && unitId !== id)).toEqual([]);
    const pieces = counted.filter((unitId) => unitId === id).length;
    expect(await staff.overview(manager)).toMatchObject({ boughtFen: pieces * PRICE_FEN, bound: 0 });
  });
});
