import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { aCertificate } from '@yigou/certification/testing';
import { type SeatedCaller, SYSTEM } from '@yigou/identity';
import { memberOf } from '@yigou/identity/testing';
import { inStock } from '@yigou/inventory/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { ShareProof, UNIT_ORDER_INVARIANTS } from '@yigou/orders';
import { Market } from '@yigou/orders/testing';
import { PAYMENTS } from '@yigou/payments';
import { checkInvariant, PolicyParameters } from '@yigou/platform';
import { Budgets, PROCUREMENT } from '@yigou/procurement';
import { aBudget, aUnit, thisYear } from '@yigou/procurement/testing';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { PLEDGE_MONEY_INVARIANTS } from '../closing/closing.invariants';
import { lockPledges, movePledges } from '../move-pledges';
import { PledgePayments } from '../pledges/pledge-payments';
import type { MadeCampaign } from '../testing/a-campaign';
import { PledgeMarket } from '../testing/pledge-market';
import { aPurchaser } from '../testing/purchaser';
import { CountPledges } from './count-pledges';
import { UNIT_PLEDGE_INVARIANTS } from './unit-pledges.invariants';
import { UnitPledges } from './unit-pledges.queries';

let test: TestDatabase;
let market: PledgeMarket;
let orders: Market;
let counting: CountPledges;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 24 });
  market = new PledgeMarket(test);
  orders = new Market(test);
  new PledgePayments(orders.holders, orders.refunds, new Notices()).onModuleInit();
  counting = new CountPledges(test.db, test.uow, new PolicyParameters(test.db));
});
/** Whatever a test did: budgets, shares, money and places are what the pledges say. */
afterEach(async () => {
  await new ShareProof(test.uow).prove();
  for (const invariant of [
    ...UNIT_PLEDGE_INVARIANTS,
    ...UNIT_ORDER_INVARIANTS,
    ...PROCUREMENT.invariants,
    ...PAYMENTS.invariants,
    ...CAMPAIGNS_INVARIANTS,
    ...PLEDGE_MONEY_INVARIANTS,
  ])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
});
afterAll(() => test.close());

/** A unit with a canteen budget, and who buys for it. */
async function buying(ceilingFen = 1_000_000, kind: 'canteen' | 'union' = 'canteen') {
  const unitId = await aUnit(test);
  const budgetId = await aBudget(test, { unitId, ceilingFen, kind });
  return { unitId, budgetId, by: await memberOf(test.db, unitId, { duties: ['buy'] }) };
}
interface Wish {
  readonly by: SeatedCaller;
  readonly budgetId: string | null;
}
const joinFor = (made: MadeCampaign, { by, budgetId }: Wish, shares = 1) => {
  const body = market.body(made, shares, { forOrganisation: true, budgetId });
  return market.join.execute(by, made.campaign.id, body, market.claim(by, body));
};
const outcome = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    ({ code }: { code?: string }) => code ?? 'failed',
  );
const balance = (budgetId: string) =>
  test.db.one<{ held: number; spent: number }>(
    'SELECT encumbered_fen AS held, spent_fen AS spent FROM budget WHERE id = $1',
    [budgetId],
  );
const shareOf = (unitId: string) =>
  test.db.query(
    `SELECT kind, category_slug AS category, bought_fen AS bought, counted_fen AS counted FROM share_sale WHERE unit_id = $1 ORDER BY category_slug`,
    [unitId],
  );

describe('joining for a unit', () => {
  it('holds the most it may cost of the budget that was chosen, in the same transaction, and in 11 statements', async () => {
    const unit = await buying();
    const made = await market.campaign({ freightShareFen: 300, capShares: 160 });
    await joinFor(await market.campaign(), unit);
    let pledge: Awaited<ReturnType<typeof joinFor>> | undefined;
    const statements = await countStatements(async () => {
      pledge = await joinFor(made, unit, 2);
    });
    expect(statements).toBeLessThanOrEqual(11);
    expect(await balance(unit.budgetId)).toEqual({ held: 6_600, spent: 0 });
    const units = new UnitPledges(test.db);
    const listed = await units.list(unit.by, { limit: 20, budgetId: unit.budgetId });
    expect(listed.items.map(({ shares }) => shares)).toEqual([2, 1]);
    expect(listed.items[0]).toEqual(
      expect.objectContaining({
        id: pledge?.id,
        status: 'pending',
        encumberedFen: 4_600,
        spentFen: 0,
        countedFen: 0,
        budget: { id: unit.budgetId, name: '食堂食材', year: thisYear(), kind: 'canteen', countedAt: null },
      }),
    );
    expect(await countStatements(() => units.list(unit.by, { limit: 20 }))).toBe(1);
    expect((await units.list((await buying()).by, { limit: 20 })).items).toEqual([]);
  });

  it('puts no public money at the risk of a deposit, by whatever it says of the sum, and holds nothing', async () => {
    const unit = await buying();
    const made = await market.campaign({
      form: 'pre_sale',
      held: false,
      depositShareFen: 300,
      balanceOn: '2020-01-01',
      balanceDays: 7,
      shipOn: '2020-01-01',
    });
    expect(await outcome(joinFor(made, unit))).toBe('deposit_not_for_units');
    const whole = market.body(made, 1, { forOrganisation: true, budgetId: unit.budgetId, expectedDepositFen: null });
    const joining = market.join.execute(unit.by, made.campaign.id, whole, market.claim(unit.by, whole));
    expect(await outcome(joining)).toBe('deposit_not_for_units');
    expect(await outcome(joinFor(made, { ...unit, budgetId: null }))).toBe('pledge_needs_budget');
    expect([await balance(unit.budgetId), await market.slots(made.campaign.id)]).toEqual([
      { held: 0, spent: 0 },
      { held: 0, paid: 0 },
    ]);
  });

  it('is refused without a budget, with another’s, last year’s, or without the duty to buy, and takes no place', async () => {
    const [unit, other] = [await buying(), await buying()];
    const made = await market.campaign();
    const old = await aBudget(test, { unitId: unit.unitId, ceilingFen: 9_000_000, year: thisYear() - 1 });
    const viewer = await memberOf(test.db, unit.unitId, { duties: ['accept'] });
    expect(await outcome(joinFor(made, { ...unit, budgetId: null }))).toBe('pledge_needs_budget');
    expect(await outcome(joinFor(made, { ...unit, budgetId: other.budgetId }))).toBe('not_found');
    expect(await outcome(joinFor(made, { ...unit, budgetId: old }))).toBe('budget_year_over');
    expect(await outcome(joinFor(made, { ...unit, by: viewer }))).toBe('forbidden');
    const body = market.body(made, 1, { budgetId: unit.budgetId });
    expect(await outcome(market.join.execute(unit.by, made.campaign.id, body, market.claim(unit.by, body)))).toBe(
      'forbidden',
    );
    expect(await market.slots(made.campaign.id)).toEqual({ held: 0, paid: 0 });
    expect(await balance(unit.budgetId)).toEqual({ held: 0, spent: 0 });
  });

  it('names the ceiling above that it breaches', async () => {
    const unit = await buying();
    const above = await aUnit(test);
    const below = await aUnit(test, above);
    const budgetId = await aBudget(test, { unitId: below, ceilingFen: 9_000 });
    await aBudget(test, { unitId: above, ceilingFen: 3_000, reach: 'subtree', name: '全系统' });
    const by = await memberOf(test.db, below, { duties: ['buy'] });
    const made = await market.campaign();
    await joinFor(made, { by, budgetId });
    const second = await memberOf(test.db, below, { duties: ['buy'] });
    await expect(joinFor(made, { by: second, budgetId })).rejects.toMatchObject({
      code: 'budget_exceeded',
      details: { unitId: above, name: '全系统', reach: 'subtree', leftFen: 1_000, wantedFen: 2_000 },
    });
    expect(await balance(unit.budgetId)).toEqual({ held: 0, spent: 0 });
  });
});

describe('what ends a unit’s pledge', () => {
  it('leaving, withdrawing, expiring and a failure give the budget all of it back', async () => {
    const unit = await buying();
    const made = await market.campaign({ thresholdShares: 9 });
    const left = await joinFor(made, unit);
    await market.ending.leave(unit.by, left.id, market.claim(unit.by, newId()));
    expect(await balance(unit.budgetId)).toEqual({ held: 0, spent: 0 });
    const withdrawn = await joinFor(made, unit);
    await market.pay(withdrawn);
    expect(await balance(unit.budgetId)).toEqual({ held: 2_000, spent: 0 });
    await market.ending.withdraw(unit.by, withdrawn.id, market.claim(unit.by, newId()));
    expect(await balance(unit.budgetId)).toEqual({ held: 0, spent: 0 });
    await market.pay(await joinFor(made, unit));
    await joinFor(made, unit);
    expect(await balance(unit.budgetId)).toEqual({ held: 4_000, spent: 0 });
    await market.passDeadline(made);
    await market.work();
    expect(await market.campaignStatus(made.campaign.id)).toBe('failed');
    expect(await balance(unit.budgetId)).toEqual({ held: 0, spent: 0 });
  });
});

describe('money that came wrong', () => {
  it('holds nothing of the budget, and goes back whatever is decided of it', async () => {
    for (const ending of ['accept', 'refund'] as const) {
      const unit = await buying();
      const pledge = await joinFor(await market.campaign(), unit);
      const ref = market.refOf(pledge);
      market.gateway.pay(ref);
      await market.settle.execute({ ...market.gateway.intent(ref), receivedFen: pledge.amountFen - 1 });
      expect(await market.statusOf(pledge.id)).toBe('expired');
      expect(await balance(unit.budgetId)).toEqual({ held: 0, spent: 0 });
      const { userId, name } = unit.by.actor;
      const by = {
        audit: { actor: { userId, name, organisationId: null }, address: null },
        held: async () => undefined,
      };
      await orders.cases.end(by, pledge.payment.id, { ending, reason: '少付一分' }, market.claim(unit.by, ending));
      expect(
        await test.db.query('SELECT amount_fen AS fen FROM refund WHERE payment_id = $1', [pledge.payment.id]),
      ).toEqual([{ fen: pledge.amountFen - 1 }]);
      expect(await balance(unit.budgetId)).toEqual({ held: 0, spent: 0 });
    }
  });
});

describe('races for a unit’s budget', () => {
  it('sells the last of a ceiling once: six buyers of one unit at once, at several campaigns', async () => {
    const unit = await buying(5_000);
    const campaigns = [await market.campaign(), await market.campaign()];
    const buyers = await Promise.all(
      Array.from({ length: 6 }, () => memberOf(test.db, unit.unitId, { duties: ['buy'] })),
    );
    const outcomes = await Promise.all(
      buyers.map((by, at) => outcome(joinFor(campaigns[at % 2] as MadeCampaign, { ...unit, by }))),
    );
    expect(outcomes.toSorted()).toEqual([...Array<string>(4).fill('budget_exceeded'), 'done', 'done']);
    expect(await balance(unit.budgetId)).toEqual({ held: 4_000, spent: 0 });
    const places = await Promise.all(campaigns.map(({ campaign }) => market.slots(campaign.id)));
    expect(places.reduce((sum, one) => sum + (one?.held ?? 0), 0)).toBe(2);
  });

  it('a ceiling that is lowered while somebody joins is never passed, whoever was first', async () => {
    const budgets = new Budgets();
    for (let round = 0; round < 8; round += 1) {
      const unit = await buying(2_000);
      const made = await market.campaign();
      const said = { userId: newId(), reason: '压减预算' };
      const [joined, lowered] = await Promise.all([
        outcome(joinFor(made, unit)),
        outcome(
          test.uow.run((tx) =>
            budgets.setCeiling(tx, { id: unit.budgetId, unitId: unit.unitId, ceilingFen: 1_999 }, said),
          ),
        ),
      ]);
      expect([
        ['done', 'budget_below_used'],
        ['budget_exceeded', 'done'],
      ]).toContainEqual([joined, lowered]);
    }
  });

  it('a campaign that fails while a unit pays, and others join: nothing is held in the end, and everything went back', async () => {
    for (let round = 0; round < 6; round += 1) {
      const unit = await buying();
      const made = await market.campaign({ thresholdShares: 9 });
      const [first, second] = [await joinFor(made, unit), await memberOf(test.db, unit.unitId, { duties: ['buy'] })];
      await market.passDeadline(made);
      await Promise.all([
        market.pay(first),
        market.closing.close(made.campaign.id),
        outcome(joinFor(made, { ...unit, by: second })),
        market.ending.expireDue(50),
      ]);
      await market.work();
      expect(await balance(unit.budgetId)).toEqual({ held: 0, spent: 0 });
    }
  });
});

describe('what a unit’s pledge buys', () => {
  /** A good of a supplier of its own, certified or not. */
  async function good(slug: string, certified: boolean, pieces: number) {
    await aCategory(test.db, slug);
    const { supplierId } = await anAdmittedSupplier(test.db);
    const certificate = certified ? await aCertificate(test.db, { supplierId }) : null;
    const product = await aProduct(test.db, {
      supplierId,
      categorySlug: slug,
      certificateId: certificate?.id ?? null,
    });
    const { id: skuId } = await aSku(test.db, { productId: product.id });
    await inStock(test.db, skuId, 50);
    return { supplierId, skuId, pieces, pricesFen: [2_001, 1_901] };
  }
  /** A unit with three shares and a person with two, at the second tier, ordered and paid. */
  async function bought(deliveryMode: 'pickup' | 'recipient' = 'recipient') {
    const unit = await buying(1_000_000, 'union');
    const made = await market.campaign({
      deliveryMode,
      thresholdShares: 3,
      tierFrom: [1, 5],
      freightShareFen: 700,
      goods: [await good('tea', true, 1), await good('oil', false, 2)],
    });
    const pledge = await joinFor(made, unit, 3);
    await market.pay(pledge);
    await market.paid(made, 2);
    expect(await balance(unit.budgetId)).toEqual({ held: 3 * (3 * 2_001 + 700), spent: 0 });
    await market.passDeadline(made);
    await market.work();
    // The tier that was reached is cheaper, and the rest is given back at once.
    expect(await balance(unit.budgetId)).toEqual({ held: 3 * (3 * 1_901 + 700), spent: 0 });
    await aPurchaser(orders, test).purchase(made.campaign.id);
    const { final, freight } = (await test.db.one<{ final: number; freight: number }>(
      'SELECT final_fen AS final, freight_final_fen AS freight FROM campaigns_pledge WHERE id = $1',
      [pledge.id],
    )) ?? { final: 0, freight: 0 };
    expect(await balance(unit.budgetId)).toEqual({ held: final, spent: 0 });
    const placed = await test.db.query<{ id: string; supplierId: string; lineId: string; pieces: number }>(
      `SELECT o.id, o.supplier_id AS "supplierId", l.id AS "lineId", l.quantity AS pieces FROM campaigns_order k
       JOIN sales_order o ON o.id = k.order_id JOIN order_line l ON l.order_id = o.id WHERE k.campaign_id = $1 ORDER BY l.quantity`,
      [made.campaign.id],
    );
    return { ...unit, made, pledge, final, freight, placed };
  }
  /** Sends so many pieces of an order and ends the rest, and its buyer takes them. */
  async function received(
    { id, supplierId, lineId, pieces }: Awaited<ReturnType<typeof bought>>['placed'][number],
    sent = pieces,
  ) {
    const seller = await orders.seller(supplierId);
    await test.uow.run(async (tx) => {
      const owed = await orders.fulfil.lock(tx, seller, id);
      const parcel = { carrier: 'sf', waybill: `SF${newId()}` } as const;
      await orders.fulfil.shipLines(tx, owed, new Map([[lineId, sent]]), [parcel], seller);
    });
    if (sent < pieces) {
      const body = { lines: [{ orderLineId: lineId, quantity: pieces - sent }], reason: '缺货' };
      await orders.rest.execute(seller, 'supplier', id, body, orders.claim(seller.actor, body));
    }
    await test.db.query(`UPDATE sales_order SET origin = 'campaign' WHERE id = $1`, [id]);
    const buyer = await test.db.one<{ userId: string }>('SELECT user_id AS "userId" FROM sales_order WHERE id = $1', [
      id,
    ]);
    const { actor } = await market.person();
    const caller = { actor: { ...actor, userId: buyer?.userId ?? '' }, seat: null, address: null };
    await orders.complete.confirm(caller, id, orders.claim(caller.actor, { id }));
  }
  const handOut = (pledgeId: string) =>
    test.uow.run(async (tx) =>
      movePledges(tx, await lockPledges(tx, [pledgeId]), { action: 'hand_out', by: SYSTEM, reason: '领取' }),
    );
  async function spread(): Promise<void> {
    for (const { id } of await test.db.query<{ id: string }>(
      `SELECT id FROM refund WHERE channel = 'pooled' AND status = 'pending'`,
    ))
      await orders.pools.spread(id);
  }

  it('is spent and counted once, when it is fetched and its orders are over: goods at the price that was reached', async () => {
    const { unitId, budgetId, pledge, final, freight, placed } = await bought();
    const [tea, oil] = placed;
    if (!tea || !oil) throw new Error('two orders');
    await received(tea);
    await handOut(pledge.id);
    await counting.countDue(10);
    // The oil is still on its way.
    expect(await balance(budgetId)).toEqual({ held: final, spent: 0 });
    expect(await shareOf(unitId)).toEqual([]);
    await received(oil);
    await Promise.all([counting.countDue(10), counting.countDue(10), counting.countDue(10)]);
    expect(await balance(budgetId)).toEqual({ held: 0, spent: final });
    expect(await shareOf(unitId)).toEqual([
      { kind: 'union', category: 'oil', bought: 3 * 2 * 1_901, counted: 0 },
      { kind: 'union', category: 'tea', bought: 3 * 1_901, counted: 3 * 1_901 },
    ]);
    expect(final - freight).toBe(3 * 3 * 1_901);
    expect(await counting.countDue(10)).toBe(0);
  });

  it('of a donation that was signed for counts, whether or not its organiser ever publishes it', async () => {
    const { budgetId, pledge, final, placed } = await bought();
    for (const order of placed) await received(order);
    expect(await market.statusOf(pledge.id)).toBe('confirmed');
    await Promise.all([counting.countDue(10), counting.countDue(10)]);
    expect(await balance(budgetId)).toEqual({ held: 0, spent: final });
    expect(await counting.countDue(10)).toBe(0);
  });

  it('that nobody fetches counts some days after its orders, though the hand-out is never ended', async () => {
    const { budgetId, pledge, final, made, placed } = await bought();
    for (const order of placed) await received(order);
    await test.db.query(`UPDATE campaigns_campaign SET delivery_mode = 'pickup' WHERE id = $1`, [made.campaign.id]);
    const arrivedBefore = (days: number) =>
      test.db.query(
        'UPDATE sales_order SET completed_at = clock_timestamp() - make_interval(days => $2) WHERE id = ANY($1)',
        [placed.map(({ id }) => id), days],
      );
    await arrivedBefore(14);
    expect(await counting.countDue(10)).toBe(0);
    expect(await balance(budgetId)).toEqual({ held: final, spent: 0 });
    await arrivedBefore(16);
    await counting.countDue(10);
    expect(await balance(budgetId)).toEqual({ held: 0, spent: final });
    // Whoever comes late fetches it still, and it counts once.
    await handOut(pledge.id);
    expect(await counting.countDue(10)).toBe(0);
  });

  it('of what came short counts what came, and the budget gets what went back, before or after', async () => {
    const { unitId, budgetId, pledge, final, placed } = await bought();
    const [tea, oil] = placed;
    if (!tea || !oil) throw new Error('two orders');
    // Of 5 bags of tea 3 came, of 10 of oil 9: neither is a whole number of fen per share.
    await received(tea, 3);
    await spread();
    await received(oil, 9);
    await handOut(pledge.id);
    // Money is still on its way back: it is counted after that.
    await counting.countDue(10);
    expect((await balance(budgetId))?.spent).toBe(0);
    await spread();
    await counting.countDue(10);
    const { fen: back } = (await test.db.one<{ fen: number }>(
      `SELECT sum(r.amount_fen)::bigint AS fen FROM payment_pool_return r JOIN campaigns_pledge p ON p.payment_id = r.payment_id WHERE p.id = $1`,
      [pledge.id],
    )) ?? { fen: 0 };
    expect(back).toBeGreaterThan(0);
    expect(await balance(budgetId)).toEqual({ held: 0, spent: final - back });
    // 3 of 5 parts of 5,703 and of 17,109 fen: what is over goes to the larger remainder.
    expect(await shareOf(unitId)).toEqual([
      { kind: 'union', category: 'oil', bought: 10_265, counted: 0 },
      { kind: 'union', category: 'tea', bought: 3_422, counted: 3_422 },
    ]);
  });

  it('that is given up after it was ordered leaves nothing held', async () => {
    const { unitId, budgetId, made, placed } = await bought();
    for (const { id } of placed) {
      const { actor } = await market.person();
      const caller = { actor: { ...actor, userId: made.campaign.organiserUserId }, seat: null, address: null };
      await orders.close.cancel(caller, id, '缺货', orders.claim(caller.actor, { id }));
    }
    // Money of one order is on its way back when the place ends, that of the other follows.
    await Promise.all([aPurchaser(orders, test).giveUpDue(10), spread()]);
    await spread();
    expect(await balance(budgetId)).toEqual({ held: 0, spent: 0 });
    expect(await shareOf(unitId)).toEqual([]);
  });
});
