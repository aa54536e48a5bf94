import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { memberOf } from '@yigou/identity/testing';
import { inStock } from '@yigou/inventory/testing';
import { fenText, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Market } from '@yigou/orders/testing';
import { PAYMENTS } from '@yigou/payments';
import { checkInvariant, PolicyParameters, type Tx, UnitOfWork } from '@yigou/platform';
import { createTestDatabase, given, inDays, type TestDatabase } from '@yigou/testing';
import { AddressListEntity } from '../addresses/address-list.entity';
import { CLOSING_INVARIANTS, PLEDGE_MONEY_INVARIANTS } from '../closing/closing.invariants';
import { Point } from '../point.entity';
import { CloseSubstitutes } from '../substitutes/close-substitutes';
import { SUBSTITUTES_INVARIANTS } from '../substitutes/substitutes.invariants';
import { SubstituteQueries } from '../substitutes/substitutes.queries';
import { Substitutes } from '../substitutes/substitutes.service';
import type { SaidOfCampaign } from '../testing';
import { aRecipient, aSucceededCampaign } from '../testing';
import { aPurchaser } from '../testing/purchaser';
import { personalOfTests } from '../testing/recipients-harness';
import { FULFILMENT_INVARIANTS } from './fulfilment.invariants';
import { FulfilmentQueries } from './fulfilment.queries';
import { HandOutQueries } from './hand-outs.queries';
import { PledgeAddresses } from './pledge-addresses';
import type { PurchaseCampaigns } from './purchase-campaigns';
import { Shortfalls } from './shortfalls';

let test: TestDatabase;
let market: Market;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 30 });
  market = new Market(test);
});
afterAll(() => test.close());

/** A worker; one that is killed before its n-th transaction is over leaves nothing of that one behind. */
function worker(killedIn = Infinity): PurchaseCampaigns {
  const { db, uow } = test;
  let transactions = 0;
  const mortal = {
    run: <T>(work: (tx: Tx) => Promise<T>) =>
      uow.run(async (tx) => {
        const done = await work(tx);
        transactions += 1;
        if (transactions === killedIn) throw new Error('killed');
        return done;
      }),
  } as UnitOfWork;
  return aPurchaser(market, { db, uow: mortal });
}
/** Pledges to a transaction: few, so that there are several. */
const FEW = 2;

/** A good of a supplier of its own, with stock. */
async function good(pieces: number, stock = 100) {
  await aCategory(test.db);
  const { supplierId } = await anAdmittedSupplier(test.db);
  const product = await aProduct(test.db, { supplierId });
  const { id: skuId } = await aSku(test.db, { productId: product.id, netWeightGrams: 700 });
  await inStock(test.db, skuId, stock);
  return { supplierId, skuId, pieces, productId: product.id };
}

/** Two suppliers, five pledges of a share, each with 7 yuan of freight to be reckoned. */
async function succeeded(said: SaidOfCampaign = {}) {
  const [one, two] = [await good(1), await good(2)];
  const { productId: _one, ...first } = one;
  const { productId: _two, ...second } = two;
  const made = await aSucceededCampaign(test, {
    thresholdShares: 5,
    freightShareFen: 700,
    goods: [first, second],
    ...said,
  });
  return { ...made, id: made.campaign.id, one, two };
}

const statusOf = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM campaigns_campaign WHERE id = $1', [id]))?.status;
const ordersOf = (id: string) =>
  test.db.query<{ id: string; status: string; totalFen: number; checkoutId: string }>(
    `SELECT o.id, o.status, o.total_fen AS "totalFen", o.checkout_id AS "checkoutId" FROM campaigns_order k JOIN sales_order o ON o.id = k.order_id
     WHERE k.campaign_id = $1 ORDER BY o.number`,
    [id],
  );
/** Of each pledge: what it paid, costs, and got or gets back. */
const pledgesOf = (id: string) =>
  test.db.query<{ status: string; amountFen: number; finalFen: number; backFen: number }>(
    `SELECT p.status, p.amount_fen AS "amountFen", p.final_fen AS "finalFen",
       (SELECT coalesce(sum(r.amount_fen), 0)::bigint FROM refund r WHERE r.payment_id = p.payment_id) AS "backFen"
     FROM campaigns_pledge p WHERE p.campaign_id = $1 ORDER BY p.id`,
    [id],
  );
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Gives what goes back of pools on to their pledges, as the payments’ worker does. */
async function spread(): Promise<void> {
  for (const { id } of await test.db.query<{ id: string }>(
    `SELECT id FROM refund WHERE channel = 'pooled' AND status = 'pending'`,
  ))
    await market.pools.spread(id);
}

/** What those who pledged were told of goods that do not come. */
const toldOf = (id: string) =>
  test.db.query<{ userId: string; body: string; link: string }>(
    `SELECT n.user_id AS "userId", n.body, n.link FROM notice n JOIN campaigns_pledge p ON n.link = '/my/pledges/' || p.id
     WHERE p.campaign_id = $1 AND n.title = '有商品不能供货，款项已退回' ORDER BY n.created_at, n.id`,
    [id],
  );
/** Hears of refunds that were spread, each twice, and tells of them by three workers at once; one was killed before. */
async function tellShortfalls({ killed = false } = {}): Promise<void> {
  const { db, uow } = test;
  const dying = {
    run: (work) => uow.run(async (tx) => work(tx).then(() => Promise.reject(new Error('killed')))),
  } as UnitOfWork;
  const heard = await db.query<{ id: string }>(
    `SELECT payload ->> 'refundId' AS id FROM outbox WHERE topic = 'payments.pool_returned'`,
  );
  for (const { id } of [...heard, ...heard]) await new Shortfalls(db, uow, new Notices()).hear(id);
  if (killed) await expect(new Shortfalls(db, dying, new Notices()).tellAll(FEW)).rejects.toThrow('tell-shortfalls');
  await Promise.all(Array.from({ length: 3 }, () => new Shortfalls(db, uow, new Notices()).tellAll(FEW)));
  await new Shortfalls(db, uow, new Notices()).tellAll(FEW);
}

/** What must hold of a campaign that was bought: to the fen, once each. */
async function bought(id: string, orders: number): Promise<void> {
  expect(await statusOf(id)).toBe('purchasing');
  const placed = await ordersOf(id);
  expect(placed.map(({ status }) => status)).toEqual(Array<string>(orders).fill('to_ship'));
  const pledges = await pledgesOf(id);
  expect(sum(placed.map(({ totalFen }) => totalFen))).toBe(sum(pledges.map(({ finalFen }) => finalFen)));
  for (const { amountFen, finalFen, backFen } of pledges) expect(backFen).toBe(amountFen - finalFen);
  const held = await test.db.one<{ pieces: number }>(
    `SELECT coalesce(sum(r.quantity - r.consumed - r.released), 0)::int AS pieces FROM reservation r
     WHERE r.holder IN (SELECT id FROM campaigns_goods WHERE campaign_id = $1)`,
    [id],
  );
  expect(held?.pieces).toBe(0);
  expect(await broken()).toEqual([]);
}
const broken = async () => {
  const found = [];
  for (const invariant of [
    ...PAYMENTS.invariants,
    ...CLOSING_INVARIANTS,
    ...PLEDGE_MONEY_INVARIANTS,
    ...FULFILMENT_INVARIANTS,
    ...SUBSTITUTES_INVARIANTS,
  ]) {
    const { name, broken: rows } = await checkInvariant(test.db, invariant);
    if (rows > 0) found.push(name);
  }
  return found;
};

describe('from pledges to orders', () => {
  it('makes one order per supplier and place, paid by the pledges of the place, to the fen', async () => {
    const { id, pledges, goods } = await succeeded({ deliveryMode: 'pickup' });
    for (const [at, name] of ['东村', '西村'].entries()) {
      const point = await given(test.db, Point, {
        campaignId: id,
        name,
        regionCode: '640422',
      });
      const own = pledges.filter((_, place) => place % 2 === at).map((pledge) => pledge.id);
      await test.db.query('UPDATE campaigns_pledge SET point_id = $2 WHERE id = ANY($1)', [own, point.id]);
    }
    await worker().purchaseDue(10);
    await bought(id, 4);
    const pieces = await test.db.query<{ pieces: number }>(
      `SELECT sum(l.quantity)::int AS pieces FROM campaigns_order k JOIN order_line l ON l.order_id = k.order_id
       WHERE k.campaign_id = $1 GROUP BY l.sku_id ORDER BY 1`,
      [id],
    );
    expect(pieces).toEqual([{ pieces: 5 }, { pieces: 10 }]);
    expect(goods).toHaveLength(2);
    // Nothing is left to do, and it is not done again.
    expect(await worker().purchaseDue(10)).toBe(0);
    await worker().purchase(id);
    await bought(id, 4);
  });

  it('goes on where it was killed, in whichever transaction that was, also with two workers at once', async () => {
    for (let killedIn = 1; killedIn <= 9; killedIn += 1) {
      const { id } = await succeeded();
      await worker(killedIn)
        .purchase(id, FEW)
        .catch((error: unknown) => expect(error).toMatchObject({ message: 'killed' }));
      await Promise.all([worker().purchase(id, FEW), worker().purchase(id, FEW)]);
      // The one that came second leaves to the first what that one has: whoever comes next ends it.
      await worker().purchase(id, FEW);
      await bought(id, 2);
    }
  });

  it('waits for pledges that do not know yet, and for the day of a pre-sale', async () => {
    const early = await succeeded({ form: 'pre_sale', shipOn: inDays(2), held: false });
    const unsettled = await succeeded();
    await test.db.query(`UPDATE campaigns_pledge SET status = 'paid' WHERE id = $1`, [unsettled.pledges[0]?.id]);
    await worker().purchaseDue(10);
    for (const { id } of [early, unsettled]) {
      expect(await statusOf(id)).toBe('succeeded');
      expect(await ordersOf(id)).toEqual([]);
    }
    await test.db.query(`UPDATE campaigns_pledge SET status = 'confirmed' WHERE id = $1`, [unsettled.pledges[0]?.id]);
    await test.db.query('UPDATE campaigns_campaign SET ship_on = current_date - 1 WHERE id = $1', [early.id]);
    await worker().purchaseDue(10);
    for (const { id } of [early, unsettled]) await bought(id, 2);
  });

  it('of a pre-sale waits for its stock, and gives the price back of what never came', async () => {
    const said = { form: 'pre_sale', shipOn: inDays(-1), held: false } as const;
    const [comes, never] = [await succeeded(said), await succeeded(said)];
    for (const { two } of [comes, never])
      await test.db.query('UPDATE stock SET on_hand = 0 WHERE sku_id = $1', [two.skuId]);
    await worker().purchaseDue(10);
    for (const { id } of [comes, never]) expect(await ordersOf(id)).toEqual([]);
    await test.db.query('UPDATE stock SET on_hand = 100 WHERE sku_id = $1', [comes.two.skuId]);
    await test.db.query('UPDATE campaigns_campaign SET ship_on = $2 WHERE id = $1', [never.id, inDays(-40)]);
    await worker().purchaseDue(10);
    await bought(comes.id, 2);
    await bought(never.id, 1);
  });
});

describe('a supplier that does not deliver', () => {
  const freeze = (supplierId: string) =>
    test.db.query(`UPDATE supplier_file SET status = 'frozen' WHERE supplier_id = $1`, [supplierId]);

  it('is left out, its price goes back, and what it held is free', async () => {
    const { id, one } = await succeeded();
    await freeze(one.supplierId);
    await worker().purchaseDue(10);
    await bought(id, 1);
    const told = await toldOf(id);
    expect(new Set(told.map(({ link }) => link)).size).toBe(5);
    expect(told).toHaveLength(5);
    for (const [at, { backFen }] of (await pledgesOf(id)).entries()) {
      expect(told[at]?.body).toContain(fenText(backFen));
      expect(told[at]?.body).toContain('供应商不能供货');
    }
  });

  it('after the plan was made is left out too: nobody pays more than was reckoned before', async () => {
    const { id, one } = await succeeded();
    // Reckoned, and killed before the orders are placed.
    await worker(3)
      .purchase(id)
      .catch(() => undefined);
    await freeze(one.supplierId);
    await worker().purchase(id);
    await bought(id, 1);
  });

  it('leaves nothing where there is no other: all of it goes back, once, and the campaign is given up', async () => {
    const { id, one, two } = await succeeded();
    await freeze(one.supplierId);
    await freeze(two.supplierId);
    await Promise.all([worker().purchase(id, FEW), worker().purchase(id, FEW)]);
    await worker().purchase(id, FEW);
    expect(await statusOf(id)).toBe('failed');
    for (const { status, amountFen, backFen } of await pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    expect(await broken()).toEqual([]);
  });
});

describe('an order that is cancelled', () => {
  const cancel = async (id: string, campaign: { organiserUserId: string }) => {
    const buyer = await market.buyer();
    const actor = { ...buyer.actor, userId: campaign.organiserUserId };
    const caller = { actor, seat: null, address: null };
    await market.close.cancel(caller, id, '供应商缺货', market.claim(actor, { id }));
  };

  it('gives its price back to the pledges, and the campaign goes on with the others', async () => {
    const { id, campaign } = await succeeded();
    await worker().purchase(id);
    const [first, second] = await ordersOf(id);
    await cancel(first?.id ?? '', campaign);
    await spread();
    const pledges = await pledgesOf(id);
    expect(sum(pledges.map(({ amountFen, backFen }) => amountFen - backFen))).toBe(second?.totalFen);
    expect(
      Math.max(...pledges.map(({ backFen }) => backFen)) - Math.min(...pledges.map(({ backFen }) => backFen)),
    ).toBeLessThanOrEqual(2);
    await worker().giveUpDue(10);
    expect(await statusOf(id)).toBe('purchasing');
    expect(await broken()).toEqual([]);
    // Each is told once what does not come and what goes back, however often it is heard, killed in between and by three workers at once.
    await tellShortfalls({ killed: true });
    const told = await toldOf(id);
    expect(told).toHaveLength(5);
    expect(new Set(told.map(({ link }) => link)).size).toBe(5);
    for (const { body } of told) expect(body).toMatch(/订单已取消，不再供货：.+×\d+。您的 ¥[\d.]+ 已原路退回/);
    await tellShortfalls();
    expect(await toldOf(id)).toHaveLength(5);
  });

  it('with all others ends the campaign: everybody has all of it back', async () => {
    const { id, campaign } = await succeeded();
    await worker().purchase(id);
    for (const order of await ordersOf(id)) await cancel(order.id, campaign);
    await Promise.all([worker().giveUpDue(10), worker().giveUpDue(10)]);
    await spread();
    expect(await statusOf(id)).toBe('failed');
    for (const { status, amountFen, backFen } of await pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    expect(await broken()).toEqual([]);
  });

  it('while the pool is being filled gives all of it back, whoever was quicker', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id, campaign } = await succeeded();
      // Planned, reckoned, placed and one batch of money: then somebody cancels while it goes on.
      await worker(6 + (round % 2))
        .purchase(id, FEW)
        .catch(() => undefined);
      const [first] = await ordersOf(id);
      if (!first) throw new Error('its orders are placed');
      await Promise.allSettled([cancel(first.id, campaign), worker().purchase(id, FEW)]);
      for (const order of await ordersOf(id))
        if (order.status === 'to_ship' || order.status === 'pending_payment')
          await cancel(order.id, campaign).catch(() => undefined);
      await worker().purchase(id, FEW);
      await worker().giveUpDue(10);
      await spread();
      expect(await statusOf(id)).toBe('failed');
      for (const { amountFen, backFen } of await pledgesOf(id)) expect(backFen).toBe(amountFen);
      expect(await broken()).toEqual([]);
    }
  });

  it('cannot be paid, and after two days of that everybody has all of it back, killed in between or not', async () => {
    const { id, pledges } = await succeeded();
    // Money of one of them went back by hand: its pledge cannot pay any more.
    const poor = pledges.at(-1);
    await worker(3)
      .purchase(id, FEW)
      .catch(() => undefined);
    await test.db.query(
      `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status) VALUES ($1, $2, $3, 'by_hand', 1, '', 'pending')`,
      [newId(), poor?.paymentId, newId()],
    );
    await expect(worker().purchase(id, FEW)).rejects.toThrow('cannot pay for their orders');
    expect((await ordersOf(id)).map(({ status }) => status)).toEqual(['pending_payment', 'pending_payment']);
    await expect(worker().purchase(id, FEW)).rejects.toThrow('cannot pay for their orders');
    await test.db.query(
      `UPDATE campaigns_consignment SET stuck_until = stuck_until - interval '49 hours' WHERE campaign_id = $1`,
      [id],
    );
    for (const killedIn of [2, 3, 4])
      await worker(killedIn)
        .purchase(id, FEW)
        .catch(() => undefined);
    await Promise.all([worker().purchase(id, FEW), worker().purchase(id, FEW)]);
    await worker().purchase(id, FEW);
    expect(await statusOf(id)).toBe('failed');
    expect((await ordersOf(id)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    for (const { status, amountFen, backFen } of await pledgesOf(id)) {
      expect(status).toBe('refunded');
      expect(backFen).toBe(amountFen);
    }
    const told = await test.db.query(
      `SELECT 1 FROM notice WHERE title = '团购未能采购，款项已退回' AND link = ANY($1)`,
      [pledges.map((pledge) => `/my/pledges/${pledge.id}`)],
    );
    expect(told).toHaveLength(5);
    expect(await broken()).toEqual([]);
  });
});

describe('a place whose pool cannot be filled', () => {
  it('does not keep the goods of other places waiting, and is alarmed', async () => {
    const { id, pledges } = await succeeded({ deliveryMode: 'pickup' });
    const points = await Promise.all(
      ['东村', '西村'].map((name) => given(test.db, Point, { campaignId: id, name, regionCode: '640422' })),
    );
    for (const [at, pledge] of pledges.entries())
      await test.db.query('UPDATE campaigns_pledge SET point_id = $2 WHERE id = $1', [pledge.id, points[at % 2]?.id]);
    const places = () =>
      test.db.query<{ id: string; pointId: string; funded: boolean; stuck: boolean }>(
        `SELECT id, point_id AS "pointId", funded_at IS NOT NULL AS funded, stuck_at IS NOT NULL AS stuck FROM campaigns_consignment
         WHERE campaign_id = $1 ORDER BY id`,
        [id],
      );
    // Planned, and nothing else yet: of the place that has its turn first, somebody's money went back by hand.
    await worker(2)
      .purchase(id, FEW)
      .catch(() => undefined);
    const [first] = await places();
    const poor = pledges.find((_, at) => points[at % 2]?.id === first?.pointId);
    await test.db.query(
      `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status) VALUES ($1, $2, $3, 'by_hand', 1, '', 'pending')`,
      [newId(), poor?.paymentId, newId()],
    );
    await expect(worker().purchase(id, FEW)).rejects.toThrow('cannot pay for their orders');
    expect((await places()).map(({ funded, stuck }) => ({ funded, stuck }))).toEqual([
      { funded: false, stuck: true },
      { funded: true, stuck: false },
    ]);
    expect((await ordersOf(id)).map(({ status }) => status).toSorted()).toEqual([
      'pending_payment',
      'pending_payment',
      'to_ship',
      'to_ship',
    ]);
    await test.db.query(
      `UPDATE campaigns_consignment SET stuck_until = stuck_until - interval '49 hours' WHERE id = $1`,
      [first?.id],
    );
    await worker().purchase(id, FEW);
    expect(await statusOf(id)).toBe('purchasing');
    expect(new Set((await pledgesOf(id)).map(({ status }) => status))).toEqual(new Set(['confirmed', 'refunded']));
    expect(await broken()).toEqual([]);
  });
});

describe('goods in place of others', () => {
  const HOURS = 3_600_000;
  const substitutes = () =>
    new Substitutes(test.uow, market.stock, new AuditLog(), new Notices(), new PolicyParameters(test.db));
  const closing = () => new CloseSubstitutes(test.db, test.uow, market.stock, new Notices());
  const inHours = (hours: number) => new Date(Date.now() + hours * HOURS).toISOString();
  const closeNow = async (id: string) => {
    await test.db.query(`UPDATE campaigns_substitute SET answer_by = clock_timestamp() WHERE id = $1`, [id]);
    await closing().closeDue();
  };
  const statusOfOffer = (id: string) =>
    test.db.one<{ status: string; shares: number | null }>(
      'SELECT status, accepted_shares AS shares FROM campaigns_substitute WHERE id = $1',
      [id],
    );
  const heldBy = async (holder: string) =>
    (
      await test.db.one<{ pieces: number }>(
        'SELECT coalesce(sum(quantity - consumed - released), 0)::int AS pieces FROM reservation WHERE holder = $1',
        [holder],
      )
    )?.pieces;

  /** A campaign that succeeded, and another good of the supplier of its first. */
  async function lacking(said: SaidOfCampaign = {}, stock = 100) {
    const made = await succeeded(said);
    await test.db.query('UPDATE campaigns_campaign SET pledges_done_at = clock_timestamp() WHERE id = $1', [made.id]);
    const { supplierId = '', id: goodsId = '' } = made.goods[0] ?? {};
    const other = await aProduct(test.db, { supplierId, name: '荞麦面' });
    const { id: skuId } = await aSku(test.db, { productId: other.id, netWeightGrams: 500 });
    await inStock(test.db, skuId, stock);
    const seller = await memberOf(test.db, supplierId);
    const people = made.pledges.map(({ id, userId }) => ({
      id,
      caller: { ...seller, actor: { ...seller.actor, userId }, seat: null },
    }));
    const body = {
      goodsId,
      skuId,
      priceFen: 1_500,
      answerBy: inHours(48),
      reason: '受灾减产',
    };
    return { ...made, skuId, seller, people, body };
  }
  type Lacking = Awaited<ReturnType<typeof lacking>>;
  const offer = async ({ id, seller, body }: Lacking, said: Partial<Lacking['body']> = {}): Promise<string> => {
    const wanted = { ...body, ...said };
    await substitutes().offer(seller, id, wanted, market.claim(seller.actor, wanted));
    const made = await test.db.one<{ id: string }>(
      `SELECT id FROM campaigns_substitute WHERE goods_id = $1 AND status = 'open'`,
      [wanted.goodsId],
    );
    return made?.id ?? '';
  };
  const answer = ({ people }: Lacking, at: number, substituteId: string, accepts: boolean) => {
    const { id, caller } = people[at] ?? { id: '', caller: null };
    if (!caller) throw new Error('nobody pledged that');
    return substitutes().answer(caller, { id, substituteId }, accepts, market.claim(caller.actor, { id: newId() }));
  };

  it('are ordered for those who accepted, paid from what goes back to the others, wherever the worker was killed', async () => {
    for (let killedIn = 1; killedIn <= 10; killedIn += 3) {
      const made = await lacking();
      const offered = await offer(made);
      await Promise.all([answer(made, 0, offered, true), answer(made, 0, offered, true)]);
      await answer(made, 1, offered, false);
      await answer(made, 1, offered, true);
      await answer(made, 2, offered, true);
      await answer(made, 2, offered, false);
      // Nothing is ordered while answers are awaited.
      await worker().purchaseDue(10);
      expect(await ordersOf(made.id)).toEqual([]);
      await closeNow(offered);
      expect(await statusOfOffer(offered)).toEqual({ status: 'closed', shares: 2 });
      expect(await heldBy(offered)).toBe(2);
      await worker(killedIn)
        .purchase(made.id, FEW)
        .catch((error: unknown) => expect(error).toMatchObject({ message: 'killed' }));
      await Promise.all([worker().purchase(made.id, FEW), worker().purchase(made.id, FEW)]);
      await worker().purchase(made.id, FEW);
      await bought(made.id, 2);
      expect(await heldBy(offered)).toBe(0);
      const lines = await test.db.query(
        `SELECT l.sku_id = $2 AS instead, l.quantity, l.price_fen AS "priceFen" FROM campaigns_order k JOIN order_line l ON l.order_id = k.order_id
         WHERE k.campaign_id = $1 ORDER BY 1`,
        [made.id, made.skuId],
      );
      expect(lines).toEqual([
        { instead: false, quantity: 10, priceFen: 2_000 },
        { instead: true, quantity: 2, priceFen: 1_500 },
      ]);
      const finals = new Map(
        (
          await test.db.query<{ id: string; fen: number }>(
            'SELECT id, final_fen - freight_final_fen AS fen FROM campaigns_pledge WHERE campaign_id = $1',
            [made.id],
          )
        ).map(({ id, fen }) => [id, fen]),
      );
      expect(made.people.map(({ id }) => finals.get(id))).toEqual([5_500, 5_500, 4_000, 4_000, 4_000]);
      // Who sorts and hands out knows who gets what.
      const handOuts = new HandOutQueries(test.db, new PolicyParameters(test.db));
      const notes = await Promise.all(made.people.map(async ({ id }) => (await handOuts.one(id)).note));
      expect(notes.map((note) => /“荞麦面 .*”1件$/.test(note))).toEqual([true, true, false, false, false]);
      expect(notes.slice(2).map((note) => note.endsWith('”不供货，已退款'))).toEqual([true, true, true]);
    }
  });

  it('of which an answer counts exactly when it came before the offer closed', async () => {
    for (let round = 0; round < 3; round += 1) {
      const made = await lacking();
      const offered = await offer(made);
      await test.db.query(
        `UPDATE campaigns_substitute SET answer_by = clock_timestamp() + make_interval(secs => 0.02 * $2::int) WHERE id = $1`,
        [offered, round],
      );
      const said = await Promise.allSettled([
        ...made.people.map((_, at) => answer(made, at, offered, true)),
        ...Array.from({ length: 3 }, () => closing().closeDue()),
      ]);
      await closeNow(offered);
      const counted = said.slice(0, made.people.length).filter(({ status }) => status === 'fulfilled').length;
      expect(await statusOfOffer(offered)).toEqual({ status: 'closed', shares: counted });
      for (const one of said)
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'substitute_closed' });
      await expect(answer(made, 0, offered, true)).rejects.toMatchObject({ code: 'substitute_closed' });
    }
  });

  it('are all that is left of a campaign of one good, for those who accepted; the others have all of it back', async () => {
    const { supplierId, skuId, pieces } = await good(1);
    const made = await lacking({ goods: [{ supplierId, skuId, pieces }] });
    const offered = await offer(made, { priceFen: 2_000 });
    await answer(made, 3, offered, true);
    await closeNow(offered);
    await Promise.all([worker().purchase(made.id, FEW), worker().purchase(made.id, FEW)]);
    await worker().purchase(made.id, FEW);
    await bought(made.id, 1);
    const statuses = (await pledgesOf(made.id)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual(['confirmed', 'refunded', 'refunded', 'refunded', 'refunded']);
  });

  it('that are not sold any more when they are to be ordered give the price back to everybody', async () => {
    const made = await lacking();
    const offered = await offer(made);
    await answer(made, 0, offered, true);
    await closeNow(offered);
    await test.db.query('UPDATE sku SET active = false WHERE id = $1', [made.skuId]);
    await worker().purchase(made.id, FEW);
    await worker().purchase(made.id, FEW);
    await bought(made.id, 1);
    expect(await heldBy(offered)).toBe(0);
    for (const { finalFen } of await pledgesOf(made.id)) expect(finalFen).toBeLessThan(4_000 + 701);
  });

  it('whose order is cancelled give what they cost back to those who accepted, and the others are not touched', async () => {
    const made = await lacking();
    const offered = await offer(made);
    await answer(made, 0, offered, true);
    await closeNow(offered);
    await worker().purchase(made.id, FEW);
    await bought(made.id, 2);
    const instead = await test.db.one<{ id: string }>(
      `SELECT k.order_id AS id FROM campaigns_consignment d JOIN campaigns_order k ON k.checkout_id = d.checkout_id WHERE d.substitute_id = $1`,
      [offered],
    );
    const buyer = await market.buyer();
    const actor = { ...buyer.actor, userId: made.campaign.organiserUserId };
    await market.close.cancel(
      { actor, seat: null, address: null },
      instead?.id ?? '',
      '缺货',
      market.claim(actor, { offered }),
    );
    await worker().giveUpDue(10);
    await spread();
    expect(await statusOf(made.id)).toBe('purchasing');
    const back = (await pledgesOf(made.id)).map(({ status, amountFen, finalFen, backFen }) => [
      status,
      backFen - (amountFen - finalFen),
    ]);
    expect(back.toSorted((a, b) => Number(b[1]) - Number(a[1]))).toEqual([
      ['confirmed', 1_500],
      ...Array.from({ length: 4 }, () => ['confirmed', 0]),
    ]);
    expect(await broken()).toEqual([]);
  });

  it('whose order is cancelled before it was paid give the price back to who accepted, each told once, and the rest goes on', async () => {
    const made = await lacking();
    const offered = await offer(made);
    for (const at of [0, 1, 2]) await answer(made, at, offered, true);
    await closeNow(offered);
    // Planned, placed, and the money of two of three is in the pool.
    await worker(4)
      .purchase(made.id, FEW)
      .catch(() => undefined);
    const [instead] = await ordersOf(made.id);
    const buyer = await market.buyer();
    const actor = { ...buyer.actor, userId: made.campaign.organiserUserId };
    const caller = { actor, seat: null, address: null };
    await market.close.cancel(caller, instead?.id ?? '', '缺货', market.claim(actor, { offered }));
    for (const killedIn of [2, 3])
      await worker(killedIn)
        .purchase(made.id, FEW)
        .catch(() => undefined);
    await Promise.all([worker().purchase(made.id, FEW), worker().purchase(made.id, FEW)]);
    await worker().purchase(made.id, FEW);
    expect(await statusOf(made.id)).toBe('purchasing');
    const back = (await pledgesOf(made.id)).map(({ status, amountFen, finalFen, backFen }) => [
      status,
      backFen - (amountFen - finalFen),
    ]);
    expect(back.filter(([, fen]) => fen === 1_500)).toHaveLength(3);
    expect(new Set(back.map(([status]) => status))).toEqual(new Set(['confirmed']));
    const told = await test.db.query<{ link: string; body: string }>(
      `SELECT link, body FROM notice WHERE title = '部分商品未能采购，款项已退回' AND link = ANY($1) ORDER BY link`,
      [made.people.map(({ id }) => `/my/pledges/${id}`)],
    );
    expect(told.map(({ link }) => link)).toEqual(
      made.people
        .slice(0, 3)
        .map(({ id }) => `/my/pledges/${id}`)
        .toSorted(),
    );
    for (const { body } of told) expect(body).toContain(fenText(1_500));
    expect(await broken()).toEqual([]);
  });

  it('are offered by the supplier of the goods, for no more, of what is there, once, and before anything is ordered', async () => {
    const made = await lacking({}, 6);
    const refuses = async (said: Partial<Lacking['body']>, code: string) =>
      expect(offer(made, said)).rejects.toMatchObject({ code });
    await refuses({ priceFen: 2_001 }, 'substitute_dearer');
    await refuses({ skuId: made.two.skuId }, 'substitute_not_sold');
    await refuses({ skuId: made.one.skuId }, 'substitute_not_sold');
    await refuses({ goodsId: made.goods[1]?.id ?? '' }, 'not_found');
    await refuses({ answerBy: inHours(23) }, 'validation_failed');
    await test.db.query('UPDATE stock SET on_hand = 4 WHERE sku_id = $1', [made.skuId]);
    await refuses({}, 'insufficient_stock');
    await test.db.query('UPDATE stock SET on_hand = 5 WHERE sku_id = $1', [made.skuId]);
    const both = await Promise.allSettled([offer(made), offer(made)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [offered] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (!offered) throw new Error('one of them offers');
    await closing().tellAll(FEW);
    await closing().tellAll(FEW);
    const told = await test.db.query<{ body: string }>(
      `SELECT body FROM notice WHERE title = '有商品不能供货，请选择退款或替代' AND link = ANY($1)`,
      [made.people.map(({ id }) => `/my/pledges/${id}`)],
    );
    expect(told).toHaveLength(5);
    expect(told[0]?.body).toMatch(/荞麦面.*替代，并退还差价 ¥5.*不答复就退款 ¥20/);
    const stranger = await lacking();
    await expect(answer(stranger, 0, offered, true)).rejects.toMatchObject({ code: 'not_found' });
    await substitutes().withdraw(made.seller, offered, market.claim(made.seller.actor, { offered }));
    expect(await heldBy(offered)).toBe(0);
    await expect(answer(made, 0, offered, true)).rejects.toMatchObject({ code: 'substitute_closed' });
    // Whoever was told of it is told of that, once, wherever the worker was killed.
    const dying = {
      run: (work) => test.uow.run(async (tx) => work(tx).then(() => Promise.reject(new Error('killed')))),
    } as UnitOfWork;
    const killed = new CloseSubstitutes(test.db, dying, market.stock, new Notices());
    await expect(killed.recallAll(FEW)).rejects.toThrow('recall-substitutes');
    await Promise.all([closing().recallAll(FEW), closing().recallAll(FEW)]);
    await closing().recallAll(FEW);
    const recalled = await test.db.query<{ link: string }>(
      `SELECT link FROM notice WHERE title = '替代商品已撤回' AND link = ANY($1)`,
      [made.people.map(({ id }) => `/my/pledges/${id}`)],
    );
    expect(new Set(recalled.map(({ link }) => link)).size).toBe(5);
    expect(recalled).toHaveLength(5);
    await worker().purchase(made.id);
    await bought(made.id, 2);
    await refuses({}, 'campaign_moved');
  });

  it('hold the orders of everybody up for two weeks in all, however often they are taken back and offered again', async () => {
    const made = await lacking();
    const back = async (offered: string, days: number) => {
      await substitutes().withdraw(made.seller, offered, market.claim(made.seller.actor, { offered }));
      await test.db.query(
        `UPDATE campaigns_substitute SET created_at = created_at - make_interval(days => $2) WHERE id = $1`,
        [offered, days],
      );
    };
    await back(await offer(made, { answerBy: inHours(24 * 14) }), 6);
    await back(await offer(made, { answerBy: inHours(24 * 8 - 1) }), 12);
    await expect(offer(made, { answerBy: inHours(49) })).rejects.toMatchObject({ code: 'validation_failed' });
    const last = await offer(made, { answerBy: inHours(47) });
    // From its date on the supplier does not choose by the answers, also where no worker has been there yet.
    await test.db.query(`UPDATE campaigns_substitute SET answer_by = clock_timestamp() WHERE id = $1`, [last]);
    await expect(back(last, 0)).rejects.toMatchObject({ code: 'substitute_closed' });
    // Before the day of a pre-sale nothing is held up.
    await test.db.query(`UPDATE campaigns_campaign SET form = 'pre_sale', ship_on = $2 WHERE id = $1`, [
      made.id,
      inDays(90),
    ]);
    await test.db.query(
      `UPDATE campaigns_substitute SET answer_by = clock_timestamp() + interval '1 day' WHERE id = $1`,
      [last],
    );
    await back(last, 0);
    await offer(made, { answerBy: inHours(24 * 13) });
  });

  it('of a donation go to a recipient that said yes to them, and to no other, whatever who pledged said', async () => {
    for (const said of [true, false, null]) {
      const recipientId = await aRecipient(test.db);
      const seat = await memberOf(test.db, recipientId);
      const made = await lacking({
        form: 'donation',
        deliveryMode: 'recipient',
        recipientId,
      });
      const offered = await offer(made);
      const says = (accepts: boolean, id = made.id, by = seat) =>
        substitutes().answerAsRecipient(
          by,
          { id, substituteId: offered },
          accepts,
          market.claim(by.actor, { id: newId() }),
        );
      const told = await test.db.query(
        `SELECT 1 FROM notice WHERE title = '供应商提出替代商品，请本单位确认' AND link = $1`,
        [`/recipient/campaigns?id=${made.id}`],
      );
      expect(told).toHaveLength(1);
      const stranger = await memberOf(test.db, await aRecipient(test.db));
      await expect(says(true, made.id, stranger)).rejects.toMatchObject({ code: 'not_found' });
      await expect(says(true, newId())).rejects.toMatchObject({ code: 'not_found' });
      await answer(made, 0, offered, true);
      await answer(made, 1, offered, true);
      if (said !== null) {
        await says(!said);
        await says(said);
      }
      await closeNow(offered);
      expect(await statusOfOffer(offered)).toEqual({ status: 'closed', shares: said ? 2 : 0 });
      await expect(says(true)).rejects.toMatchObject({ code: 'substitute_closed' });
      if (said === null) continue;
      await worker().purchase(made.id, FEW);
      await worker().purchase(made.id, FEW);
      await bought(made.id, said ? 2 : 1);
      expect(await heldBy(offered)).toBe(0);
    }
  });

  it('cost no more than in the shop, and are not offered in place of packs that go to a list', async () => {
    const made = await lacking();
    await test.db.query('UPDATE sku SET price_fen = 900 WHERE id = $1', [made.skuId]);
    await expect(offer(made, { priceFen: 901 })).rejects.toMatchObject({ code: 'substitute_dearer' });
    await offer(made, { priceFen: 900 });
    const listed = await lacking({ deliveryMode: 'each' });
    const list = { campaignId: listed.id, fileName: '名单.csv', people: 1, packs: 5 };
    await given(test.db, AddressListEntity, { ...list, uploadedBy: listed.campaign.organiserUserId });
    await expect(offer(listed)).rejects.toMatchObject({ code: 'substitute_not_for_list' });
    expect(
      await new SubstituteQueries(test.db, new PolicyParameters(test.db)).list(listed.seller, listed.id),
    ).toMatchObject({ open: false });
  });

  it('are sent to who accepted alone, and to nobody’s address else', async () => {
    const made = await lacking({ deliveryMode: 'each' });
    const keys = personalOfTests();
    for (const { id } of made.pledges) {
      const home = JSON.stringify({ receiver: id, phone: '13900000001', regionPath: '北京市', detail: '1 号' });
      await test.db.query(
        `UPDATE campaigns_pledge SET address_sealed = $2, address_key = $3, address_region = '110101' WHERE id = $1`,
        [id, keys.seal(home, id), keys.currentKey],
      );
    }
    const offered = await offer(made);
    await answer(made, 1, offered, true);
    await answer(made, 2, offered, false);
    await closeNow(offered);
    await worker().purchase(made.id, FEW);
    await worker().purchase(made.id, FEW);
    await bought(made.id, 2);
    const orders = await test.db.query<{ id: string; supplierId: string; instead: boolean }>(
      `SELECT k.order_id AS id, k.supplier_id AS "supplierId", d.substitute_id IS NOT NULL AS instead FROM campaigns_consignment d
       JOIN campaigns_order k ON k.checkout_id = d.checkout_id WHERE d.campaign_id = $1 ORDER BY instead DESC`,
      [made.id],
    );
    const all = made.people.map(({ id }) => id).toSorted();
    const [accepted] = [made.people[1]?.id];
    for (const { id, supplierId, instead } of orders) {
      const { rows } = await new PledgeAddresses(test.db, keys).ofOrder(supplierId, id);
      expect(rows.map(({ receiver }) => receiver).toSorted()).toEqual(instead ? [accepted] : all);
      const { items } = await new FulfilmentQueries(test.db).ofSupplier(supplierId, { limit: 24 });
      expect(items.find((item) => item.id === id)?.addresses).toBe(rows.length);
    }
  });
});
