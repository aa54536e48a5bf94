import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError, newId } from '@yigou/kernel';
import { memberOf } from '@yigou/identity/testing';
import { ORDERS, UNIT_ORDER_INVARIANTS } from '@yigou/orders';
import { FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { checkInvariant } from '@yigou/platform';
import { Budgets, PROCUREMENT, UnitTree } from '@yigou/procurement';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import fc from 'fast-check';
import { ACCEPTED_ORDER_INVARIANTS } from './acceptance/acceptance.invariants';
import { PURCHASING } from './purchasing.manifest';
import { AcceptanceHarness, byWeight, taken } from './testing';
import { type ModelOrder, type Outcome, UnitYearModel } from './testing/unit-year-model';

const CEILINGS = [14 * PRICE_FEN, 20 * PRICE_FEN, 24 * PRICE_FEN, 12 * PRICE_FEN];
const PIECES = 30;
/** In some years the goods are sold by weight: 8 g a piece at 25 yuan a gram, and a quarter of it more at most. */
const WEIGHT = { perGrams: 500, priceFen: 125_000, pieceGrams: 8, toleranceBp: 2_500 } as const;
const MOST_FEN = 2_500;

let test: TestDatabase;
let h: AcceptanceHarness;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 6 });
  h = new AcceptanceHarness(test);
});
afterAll(() => test.close());

type Real = Awaited<ReturnType<typeof world>>;
/** Two units with people, each below one of two bureaus, and goods that both buy. */
async function world(byTheGram: boolean) {
  const { db } = test;
  const bureaus = [await aUnit(test), await aUnit(test)];
  const units = await Promise.all(
    [0, 1].map(async () => {
      const unitId = await aUnit(test, bureaus[0]);
      const buyer = await h.market.unitBuyer(unitId);
      const [first, second] = [
        await memberOf(db, unitId, { duties: ['accept'] }),
        await memberOf(db, unitId, { duties: ['accept'] }),
      ];
      return { unitId, buyer, first, second };
    }),
  );
  const owners = [...units.map(({ unitId }) => unitId), ...bureaus];
  const budgetIds: string[] = [];
  for (const [at, unitId] of owners.entries())
    budgetIds.push(await aBudget(test, { unitId, ceilingFen: CEILINGS[at] ?? 0, reach: at < 2 ? 'own' : 'subtree' }));
  const skuId = await h.market.sku(PIECES);
  await h.grantOnAcceptance(skuId);
  if (byTheGram) await byWeight(test, skuId, WEIGHT);
  return { bureaus, units, owners, budgetIds, skuId, orderIds: [] as string[] };
}
const outcome = (doing: Promise<unknown>): Promise<Outcome> =>
  doing.then(
    () => null,
    (error: unknown) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );

/** One thing that somebody does; `pick` chooses the order, `n` how much. */
interface Step {
  /** To go on is what an order in its state goes on by. */
  readonly act: keyof typeof ACTS | 'go on';
  readonly pick: number;
  readonly n: number;
}
interface Turn extends Step {
  readonly model: UnitYearModel;
  readonly real: Real;
}
/** The order that a turn is about, on both sides. */
interface OrderTurn extends Turn {
  readonly order: ModelOrder;
  readonly orderId: string;
  readonly unit: Real['units'][number];
}
const onOrder =
  (act: (turn: OrderTurn) => Promise<void>) =>
  async (turn: Turn): Promise<void> => {
    const { model, real, pick } = turn;
    const at = pick % Math.max(model.orders.length, 1);
    const order = model.orders[at];
    const unit = order && real.units[order.unit];
    if (order && unit) await act({ ...turn, order, unit, orderId: real.orderIds[at] ?? '' });
  };
const seller = async (orderId: string) => {
  const row = await test.db.one<{ id: string }>('SELECT supplier_id AS id FROM sales_order WHERE id = $1', [orderId]);
  return h.market.seller(row?.id ?? '');
};
const lineOf = async (orderId: string) =>
  (await test.db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [orderId]))?.id ?? '';

const ACTS = {
  place: async ({ model, real, pick, n }: Turn) => {
    const at = pick % 2;
    const unit = real.units[at] as Real['units'][number];
    const { by, addressId } = unit.buyer;
    const onAcceptance = (pick + n) % 3 === 0;
    const terms = { paymentTerms: onAcceptance ? 'on_acceptance' : 'prepaid' } as const;
    const ordered = h.market.body(addressId, [{ skuId: real.skuId, quantity: n }]);
    const body = { ...ordered, ...terms, expectedTotalFen: n * model.priceFen + FREIGHT_FEN };
    const expected = model.place(at, n, FREIGHT_FEN, onAcceptance);
    const placing = h.market.place.execute(by, body, h.market.claim(by.actor, newId()));
    expect(await outcome(placing)).toBe(expected);
    if (expected === null) real.orderIds.push((await placing).orders[0]?.id ?? '');
  },
  changeFreight: onOrder(async ({ model, order, orderId, n }) => {
    const change = h.market.signing.changeFreight(await seller(orderId), orderId, n * 500);
    expect(await outcome(change)).toBe(model.changeFreight(order, n * 500));
  }),
  sign: onOrder(async ({ model, order, orderId }) => {
    expect(await outcome(h.market.signed(orderId))).toBe(model.sign(order));
  }),
  decline: onOrder(async ({ model, order, orderId }) => {
    const by = await seller(orderId);
    const declining = h.market.signing.decline(by, orderId, '缺货', h.market.claim(by.actor, newId()));
    expect(await outcome(declining)).toBe(model.decline(order));
  }),
  pay: onOrder(async ({ model, order, orderId }) => {
    if (order.status !== 'pending_payment' && order.status !== 'payable') return;
    const ref = await h.market.intentOf(orderId);
    h.market.gateway.pay(ref);
    expect(h.market.gateway.intent(ref)).toMatchObject({ receivedFen: model.due(order) });
    await h.market.settle.execute(h.market.gateway.intent(ref));
    model.pay(order);
  }),
  cancel: onOrder(async ({ model, order, orderId, unit: { buyer } }) => {
    const cancelling = h.market.close.cancel(buyer.by, orderId, '不要了', h.market.claim(buyer.by.actor, newId()));
    expect(await outcome(cancelling)).toBe(model.cancel(order));
  }),
  ship: onOrder(async ({ model, order, orderId, n }) => {
    // More often than not what is left, or less of it.
    const pieces = n > 6 ? n : Math.min(n, Math.max(model.owed(order), 1));
    expect(await outcome(h.ship(orderId, pieces))).toBe(model.ship(order, pieces));
  }),
  endRest: onOrder(async ({ model, order, orderId, unit: { buyer }, n }) => {
    const quantity = Math.min(n, Math.max(model.owed(order), 1));
    const body = { lines: [{ orderLineId: await lineOf(orderId), quantity }], reason: '不要了' };
    const ending = h.market.rest.execute(buyer.by, 'buyer', orderId, body, h.market.claim(buyer.by.actor, newId()));
    expect(await outcome(ending)).toBe(model.endRest(order, quantity));
  }),
  accept: onOrder(async ({ model, order, orderId, unit, n }) => {
    const waits = model.unsettled(order);
    const [accepted, refused] = n > 7 ? [waits, 1] : [Math.max(waits - (n % 3), 0), Math.min(n % 3, waits)];
    if (accepted + refused === 0) return;
    const weighed = accepted * WEIGHT.pieceGrams + (n % 4) * 2 - 3;
    const grams = model.weight && accepted > 0 ? weighed : null;
    const said = { ...taken(await lineOf(orderId), accepted), short: refused, grams };
    const body = { lines: [said], remark: '', recordedAt: '2026-11-28T08:00:00.000+08:00' };
    const accepting = h.acceptances
      .sign(unit.first, orderId, body, h.market.claim(unit.first.actor, newId()))
      .then((id) => h.confirm(unit.second, id));
    expect(await outcome(accepting)).toBe(model.accept(order, accepted, refused, grams ?? 0));
  }),
  endTerm: onOrder(async ({ model, order, orderId }) => {
    if (order.status !== 'shipped') return;
    await test.db.query('UPDATE sales_order SET auto_confirm_at = clock_timestamp() WHERE id = $1', [orderId]);
    await h.market.complete.confirmDue(50);
    model.endTerm(order);
  }),
  setCeiling: async ({ model, real, pick, n }: Turn) => {
    const at = pick % 4;
    const budget = { id: real.budgetIds[at] ?? '', unitId: real.owners[at] ?? '', ceilingFen: n * 3 * PRICE_FEN };
    const setting = test.uow.run((tx) => new Budgets().setCeiling(tx, budget, { userId: newId(), reason: '调整' }));
    expect(await outcome(setting)).toBe(model.setCeiling(at, budget.ceilingFen));
  },
  moveUnit: async ({ model, real, pick, n }: Turn) => {
    const [at, to] = [pick % 2, n % 2];
    const place = { unitId: real.owners[at] ?? '', parentId: real.bureaus[to] ?? '', regionCode: '420000' };
    const today = await test.db.one<{ day: string }>(
      `SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day`,
    );
    await test.uow.run((tx) => new UnitTree().move(tx, { ...place, from: today?.day ?? '' }));
    model.parents[at] = to;
  },
} as const;

const GOES_ON: Partial<Record<ModelOrder['status'], keyof typeof ACTS>> = {
  to_sign: 'sign',
  pending_payment: 'pay',
  to_ship: 'ship',
  part_shipped: 'ship',
  shipped: 'accept',
  payable: 'pay',
};
/** An order that stands, and what it goes on by. */
async function goOn(turn: Turn): Promise<void> {
  const standing = turn.model.orders.flatMap(({ status }, pick) =>
    GOES_ON[status] ? [{ pick, act: GOES_ON[status] }] : [],
  );
  const next = standing[turn.pick % Math.max(standing.length, 1)];
  if (next) await ACTS[next.act]({ ...turn, ...next });
}

async function compare(model: UnitYearModel, real: Real): Promise<void> {
  const budgets = await test.db.query(
    'SELECT ceiling_fen AS ceiling, encumbered_fen AS encumbered, spent_fen AS spent FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, n) JOIN budget b USING (id) ORDER BY n',
    [real.budgetIds],
  );
  expect(budgets).toEqual(model.budgets);
  const orders = await test.db.query(
    `SELECT o.status, o.freight_fen AS freight, coalesce((SELECT sum(amount_fen) FROM refund f WHERE f.holder = o.id), 0)::bigint AS refunded
     FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, n) JOIN sales_order o USING (id) ORDER BY n`,
    [real.orderIds],
  );
  expect(orders).toEqual(model.orders.map(({ status, freight, refunded }) => ({ status, freight, refunded })));
  const [stock] = await h.market.stock.levels(test.db, [real.skuId]);
  expect(stock).toMatchObject({ onHand: model.onHand, reserved: model.reserved });
  const bought = await test.db.query<{ fen: number }>(
    `SELECT coalesce(y.bought_fen, 0) AS fen FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, n) LEFT JOIN share_year y ON y.unit_id = t.id ORDER BY n`,
    [real.units.map(({ unitId }) => unitId)],
  );
  expect(bought.map(({ fen }) => fen)).toEqual(model.bought);
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 4, arbitrary: fc.constant('place' as const) },
    { weight: 12, arbitrary: fc.constant('go on' as const) },
    { weight: 8, arbitrary: fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[])) },
  ),
  pick: fc.nat(11),
  n: fc.integer({ min: 1, max: 9 }),
});

describe('units, budgets, orders, acceptances and cancellations in any order', () => {
  it('come to what a model without a database says, after every step, to the fen and to the piece (R7, R23)', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 20, maxLength: 40, size: 'max' }),
        fc.boolean(),
        async (steps, byTheGram) => {
          const model = byTheGram
            ? new UnitYearModel(CEILINGS, MOST_FEN, PIECES, { fenPerGram: 250, pieceGrams: WEIGHT.pieceGrams })
            : new UnitYearModel(CEILINGS, PRICE_FEN, PIECES);
          const real = await world(byTheGram);
          for (const next of steps) {
            await (next.act === 'go on' ? goOn : ACTS[next.act])({ ...next, model, real });
            await compare(model, real);
          }
          for (const { status } of model.orders) seen.add(status);
        },
      ),
      { numRuns: 10, seed: 20_201_231, endOnFailure: true },
    );
    // The steps reach every state: what is compared is not only what was placed.
    expect([...seen].sort()).toEqual(
      ['cancelled', 'completed', 'part_shipped', 'payable', 'pending_payment', 'shipped', 'to_ship', 'to_sign'].sort(),
    );
    const all = [PURCHASING, ORDERS, PROCUREMENT].flatMap(({ invariants }) => invariants);
    for (const invariant of [...all, ...UNIT_ORDER_INVARIANTS, ...ACCEPTED_ORDER_INVARIANTS])
      expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
    expect(await h.market.brokenBooks()).toEqual([]);
  });
});
